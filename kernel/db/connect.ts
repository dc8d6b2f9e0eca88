import type { Socket } from 'node:net';
import { Kysely, PostgresDialect, type PostgresPool, type QueryExecutorProvider } from 'kysely';
import { Pool, type PoolClient, type PoolConfig, type QueryResult } from 'pg';
import { sendCopies } from './copy-in.ts';
import { pipelineOf } from './pipeline.ts';
import { runWhole } from './retry.ts';
import type { Queries, Read, Schema, Tx } from './types.ts';
import { valueParsers } from './value-parsers.ts';

/** The schema that holds a province when nothing else is said. */
export const PROVINCE_SCHEMA = 'province';

const STATEMENT_TIMEOUT_MS = 60_000;
/** How much later than the server's own limit an answer may come before its connection is held for dead. */
const ANSWER_LATE_MS = 5_000;

export type ConnectionSettings = {
  url: string;
  /** The province: the only schema on the search path, since no query names one. */
  schema?: string;
  /** Shown in `pg_stat_activity`. */
  appName: string;
  /** The most connections for writing, and as many again for reading. */
  max?: number;
  /** PostgreSQL refuses every write on these connections, raw SQL too. */
  readOnly?: boolean;
  statementTimeoutMs?: number;
  lockTimeoutMs?: number;
  idleInTransactionTimeoutMs?: number;
};

export type WriteOptions = { isolation?: 'read committed' | 'repeatable read' | 'serializable' };

export type Database = {
  kysely: Queries;
  pool: Pool;
  /** Connections of its own that cannot write; each query sees what is committed when it begins. */
  read: Read;
  /** Runs one transaction and commits it; runs it whole again after a serialization failure or a deadlock. */
  write<T>(work: (tx: Tx) => Promise<T>, options?: WriteOptions): Promise<T>;
  /**
   * Runs one statement that is a transaction by itself, without the round trips of BEGIN and COMMIT; again as `write` does. All of
   * them share one connection and are done there in the order of asking, each begun as soon as the one before has ended.
   */
  alone<T>(statement: (on: QueryExecutorProvider) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** The settings every session begins with. Vietnam's zone makes `timestamptz::date` the day the office lives in. */
function sessionOptions(settings: ConnectionSettings): string {
  const values: Record<string, string | number> = {
    search_path: settings.schema ?? PROVINCE_SCHEMA,
    TimeZone: 'Asia/Ho_Chi_Minh',
    // Days and instants are read as text, and statements of some milliseconds are not worth compiling.
    DateStyle: 'ISO',
    jit: 'off',
    statement_timeout: settings.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
    lock_timeout: settings.lockTimeoutMs ?? 10_000,
    idle_in_transaction_session_timeout: settings.idleInTransactionTimeoutMs ?? 30_000,
    default_transaction_read_only: settings.readOnly ? 'on' : 'off',
  };
  return Object.entries(values)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

function openPool(settings: ConnectionSettings, options: PoolConfig = {}): Pool {
  const pool = new Pool({
    connectionString: settings.url,
    application_name: settings.appName,
    max: settings.max ?? 10,
    options: sessionOptions(settings),
    connectionTimeoutMillis: 30_000,
    keepAlive: true,
    types: valueParsers,
    ...options,
  });
  // A server that restarts breaks idle connections; the pool replaces them, and the process must not die of it.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    // Whoever waits for an answer is told by the answer; the event that says it once more must not end the process.
    client.on('error', () => {});
    sendCopies(client);
    prepareNamed(client);
    commitOrSay(client);
    keepFirstError(client);
    leaveDeadWire(client, settings.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS);
  });
  return pool;
}

/**
 * A statement that begins with the comment `-- named: pay tills` is parsed once a connection and known by that name from
 * then on; planning the joins of a payment costs more than running them. One name stands for one text.
 */
function prepareNamed(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const named = (...args: unknown[]) => {
    const [text, values] = args;
    const name = typeof text === 'string' ? /^\s*-- named: (.+)/.exec(text)?.[1] : undefined;
    return name === undefined ? query(...args) : query({ name, text, values }, ...args.slice(2));
  };
  Object.assign(client, { query: named });
}

/**
 * A commit that waits for a synchronous standby must not be given up by the server's own limit of time: PostgreSQL then calls
 * it done while no other machine has it, and shows it to everybody. Without the limit it stays unseen and unanswered until
 * a standby has it, and whoever waits too long is told that the outcome is unknown.
 */
const COMMIT = 'set local statement_timeout = 0; commit';

/**
 * PostgreSQL answers COMMIT with ROLLBACK, and no error, when a statement of the transaction failed and the code went on; any
 * other statement it refuses in such a transaction. Nothing was written then, so the caller must not hear that it was.
 */
function commitOrSay(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<QueryResult>;
  const failed = () => new Error('The transaction was rolled back: one of its statements failed.');
  const commit = async (): Promise<QueryResult> => {
    const answers = (await query(COMMIT).catch((error: unknown) => {
      throw (error as { code?: unknown }).code === '25P02' ? failed() : error;
    })) as unknown as QueryResult[];
    const last = answers.at(-1);
    if (last?.command !== 'COMMIT') throw failed();
    return last;
  };
  const guarded = (...args: unknown[]) => (args[0] === 'commit' ? commit() : query(...args));
  Object.assign(client, { query: guarded });
}

/**
 * A rollback on a connection that broke is done already, by the server; its failure would be told in place of what broke,
 * and the caller must know that an outcome is unknown.
 */
function keepFirstError(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<QueryResult>;
  const patient = (...args: unknown[]) => {
    const answer = query(...args);
    return args[0] === 'rollback'
      ? answer.catch(() => ({ command: 'ROLLBACK', rowCount: 0, rows: [] }))
      : answer;
  };
  Object.assign(client, { query: patient });
}

/**
 * A wire that is dead at one end answers nothing: a connection that is silent for longer than the server itself allows is given
 * up, and never used again, since what comes late would be taken for the answer to another question. Where the server sets
 * no limit, there is none to be late for. The driver's own `query_timeout` is a timer of each statement, which holds all that
 * waited for it until the whole heap is cleaned; a socket has one for its life.
 */
function leaveDeadWire(client: PoolClient, allowedMs: number): void {
  if (allowedMs === 0) return;
  const wire = client as unknown as { readyForQuery: boolean; connection: { stream: Socket } };
  const { stream } = wire.connection;
  stream.setTimeout(allowedMs + ANSWER_LATE_MS, () => {
    if (!wire.readyForQuery) stream.destroy(new Error('Query read timeout'));
  });
}

export function openDatabase(settings: ConnectionSettings): Database {
  const pool = openPool(settings);
  const kysely = queriesOn(pool);
  const readers = queriesOn(openPool({ ...settings, appName: `${settings.appName} read`, readOnly: true }));
  const single = queriesOn(
    pipelineOf(openPool({ ...settings, appName: `${settings.appName} alone` }, { max: 1, pipeline: true })),
  );
  return {
    kysely,
    pool,
    read: readers,
    write: (work, options = {}) =>
      runWhole(() => {
        const transaction = kysely.transaction();
        return (options.isolation ? transaction.setIsolationLevel(options.isolation) : transaction).execute(
          work,
        );
      }),
    alone: (statement) => runWhole(() => statement(single)),
    close: async () => {
      await Promise.all([kysely.destroy(), readers.destroy(), single.destroy()]);
    },
  };
}

function queriesOn(pool: PostgresPool): Queries {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}
