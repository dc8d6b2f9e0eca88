import { type Job, Logger, type Runner, run } from 'graphile-worker';
import { type RawBuilder, sql } from 'kysely';
import type { Pool } from 'pg';
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
  const runner: Runner = await run({
    pgPool: pool,
    schema: JOBS_SCHEMA,
    concurrency: options.concurrency ?? 4,
    noHandleSignals: true,
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, (payload, helpers) => task(payload, helpers.job)]),
    ),
    ...(options.crontab !== undefined && { crontab: options.crontab }),
    logger: new Logger(() => (level, message, facts) => log?.(level, message, facts)),
  });
  return { stop: () => runner.stop() };
}
