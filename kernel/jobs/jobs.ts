import { setTimeout as pause } from 'node:timers/promises';
import { type Job, Logger, type Runner, run } from 'graphile-worker';
import { type RawBuilder, sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { AT_WORK_LOCK } from '#kernel/db/migrate.ts';
import type { Tx } from '#kernel/db/types.ts';
import { JOBS_SCHEMA } from './migrate.ts';

export type JobOptions = {
  /** Not before this instant. */
  runAt?: Date;
  /** A second job of the same key replaces the first while it waits. */
  key?: string;
  /** Jobs of one queue run one after the other. */
  queue?: string;
  /** Attempts before it stays failed; the pause between them grows. */
  maxAttempts?: number;
};

/** What a job may know about itself: the payload is what was enqueued, as JSON. */
export type Task = (payload: unknown, job: Job) => Promise<void>;

export type JobsLog = (level: string, message: string, facts?: unknown) => void;

/**
 * Adds a job inside the caller's transaction: it exists exactly when what caused it does, and a rollback takes it back.
 * Returns the job's id.
 */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: Readonly<Record<string, unknown>>,
  options: JobOptions = {},
): Promise<string> {
  const { rows } = await sql<{ id: bigint }>`select id from ${call()}(
    identifier => ${task}, payload => ${JSON.stringify(payload)}::json,
    queue_name => ${options.queue ?? null}, run_at => ${options.runAt ?? null}::timestamptz,
    max_attempts => ${options.maxAttempts ?? null}::int, job_key => ${options.key ?? null})`.execute(tx);
  return String(rows[0]?.id);
}

function call(): RawBuilder<unknown> {
  return sql.raw(`${JOBS_SCHEMA}.add_job`);
}

const ANNOUNCED_AGAIN_MS = 500;

/**
 * A killed worker leaves its jobs locked for hours. Whoever starts while no other worker lives gives them back at once;
 * the returned connection says that one is at work until it ends.
 */
async function announce(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  const { rows } = await client.query<{ alone: boolean }>(`select pg_try_advisory_lock($1) as alone`, [
    AT_WORK_LOCK,
  ]);
  await client.query('select pg_advisory_lock_shared($1)', [AT_WORK_LOCK]);
  if (rows[0]?.alone) {
    await client.query(
      `select ${JOBS_SCHEMA}.force_unlock_workers(array(
         select locked_by from ${JOBS_SCHEMA}._private_jobs where locked_by is not null
         union select locked_by from ${JOBS_SCHEMA}._private_job_queues where locked_by is not null))`,
    );
    await client.query('select pg_advisory_unlock($1)', [AT_WORK_LOCK]);
  }
  return client;
}

/** Goes on saying so when the connection breaks: PostgreSQL was started anew, or another machine leads. */
function stayAnnounced(pool: Pool, first: PoolClient): () => void {
  const stopped = new AbortController();
  const hold = (client: PoolClient) => {
    const leave = () => {
      stopped.signal.removeEventListener('abort', leave);
      client.off('end', lost);
      client.release(true);
    };
    const lost = () => {
      leave();
      void again();
    };
    client.once('end', lost);
    stopped.signal.addEventListener('abort', leave);
  };
  const again = async () => {
    while (!stopped.signal.aborted) {
      const client = await pool.connect().catch(() => null);
      const said = client?.query('select pg_advisory_lock_shared($1)', [AT_WORK_LOCK]);
      if (client && (await said?.then(() => !stopped.signal.aborted).catch(() => false))) return hold(client);
      client?.release(true);
      await pause(ANNOUNCED_AGAIN_MS, undefined, { ref: false });
    }
  };
  hold(first);
  return () => stopped.abort();
}

/**
 * Runs the jobs that wait, and those that come, until `stop`, which lets running ones end. A task may run twice when the
 * process dies in the middle, so every task must give the same result the second time.
 */
export async function runJobs(
  pool: Pool,
  tasks: Readonly<Record<string, Task>>,
  options: { concurrency?: number; crontab?: string; log?: JobsLog } = {},
): Promise<{ stop(): Promise<void> }> {
  const { log } = options;
  const leave = stayAnnounced(pool, await announce(pool));
  const runner: Runner = await run({
    pgPool: pool,
    schema: JOBS_SCHEMA,
    concurrency: options.concurrency ?? 4,
    preset: { worker: { localQueue: { size: 100 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    noHandleSignals: true,
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, (payload, helpers) => task(payload, helpers.job)]),
    ),
    ...(options.crontab !== undefined && { crontab: options.crontab }),
    logger: new Logger(() => (level, message, facts) => log?.(level, message, facts)),
  });
  const stop = async () => {
    await runner.stop();
    leave();
  };
  return { stop };
}
