import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { APP_ROLE, ensureAppRole } from './app-role.ts';
import { PROVINCE_SCHEMA } from './connect.ts';

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../db/migrations', import.meta.url));

/** Chosen once; two starters of one database meet on it and go one after the other. */
const MIGRATION_LOCK = 7_261_845_003;

/** Servers of a database hold it shared for as long as they work: its schema is not changed beneath them. */
export const AT_WORK_LOCK = 7_261_845_004;

/** A server that was told to stop lets its requests end first. */
const LEAVING_MS = 12_000;
const LEAVING_ASKED_EVERY_MS = 200;

export type MigrationSettings = {
  /** The owner's connection: it creates the schema, the role and every table. */
  url: string;
  schema?: string;
  folder?: string;
  /** The password the application's role logs in with. Without one an existing role is used as it is. */
  appPassword?: string;
  log?: (line: string) => void;
  /** Called before a database that holds something is changed; when it rejects, nothing is. */
  beforeUpgrade?: (pending: readonly string[]) => Promise<void>;
  /** How long an upgrade waits for servers that are leaving. */
  leavingMs?: number;
};

type MigrationFile = { number: number; name: string; sha256: string; sql: string };

/** Reads `0001_name.sql`, `0002_...`. A number used twice is refused: two branches each added one, and one must move. */
export async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const taken = new Set<number>();
  return Promise.all(
    names.map(async (name) => {
      const number = Number(/^(\d{4})_/.exec(name)?.[1]);
      if (!number) throw new Error(`Migration ${name} must begin with four digits and "_".`);
      if (taken.has(number)) throw new Error(`Two migrations carry the number of ${name}.`);
      taken.add(number);
      const sql = await readFile(`${folder}/${name}`, 'utf8');
      return { number, name, sha256: createHash('sha256').update(sql).digest('hex'), sql };
    }),
  );
}

/**
 * Brings a database to the newest schema and returns the names of the files applied now. Each file is one transaction.
 * Refuses a database whose applied files differ from the folder: history is added to, never edited; and one that an older
 * server works on.
 */
export async function migrate(settings: MigrationSettings): Promise<string[]> {
  const schema = settings.schema ?? PROVINCE_SCHEMA;
  const files = await readMigrations(settings.folder ?? MIGRATIONS_FOLDER);
  const client = new Client({ connectionString: settings.url, application_name: 'tungnha migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseOlderServer(client);
    await prepare(client, schema, settings.appPassword);
    const { pending, known } = await pendingFiles(client, files);
    if (known > 0 && pending.length > 0) {
      await refuseWhileAtWork(client, settings.leavingMs ?? LEAVING_MS);
      await settings.beforeUpgrade?.(pending.map(({ name }) => name));
    }
    for (const file of pending) {
      settings.log?.(`migrating ${file.name}`);
      await apply(client, file);
    }
    return pending.map((file) => file.name);
  } finally {
    await client.end();
  }
}

/** The oldest PostgreSQL that the schema and its queries were tried on. */
const OLDEST_MAJOR = 15;

async function refuseOlderServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
  );
  const { version = '', number = 0 } = rows[0] ?? {};
  if (number >= OLDEST_MAJOR * 10_000) return;
  throw new Error(
    `DATABASE_URL là PostgreSQL ${version}; cần PostgreSQL ${OLDEST_MAJOR} trở lên.\nDATABASE_URL is PostgreSQL ${version}; PostgreSQL ${OLDEST_MAJOR} or later is needed.`,
  );
}

async function prepare(client: Client, schema: string, password: string | undefined): Promise<void> {
  await ensureAppRole(client, password);
  const name = client.escapeIdentifier(schema);
  await client.query(`create schema if not exists ${name}`);
  await client.query(`grant usage on schema ${name} to ${APP_ROLE}`);
  await client.query(`set search_path to ${name}`);
  await client.query(
    `do $$ begin execute format('grant connect, temporary on database %I to ${APP_ROLE}', current_database()); end $$`,
  );
  await client.query(`create table if not exists migration (
    number int primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
  )`);
  await client.query(`grant select on migration to ${APP_ROLE}`);
}

/** What is to be applied, and how many files were before. */
async function pendingFiles(
  client: Client,
  files: MigrationFile[],
): Promise<{ pending: MigrationFile[]; known: number }> {
  const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
    'select number, name, sha256 from migration order by number',
  );
  const known = new Map(files.map((file) => [file.number, file]));
  for (const applied of rows) {
    const file = known.get(applied.number);
    if (!file) {
      throw new Error(
        `Cơ sở dữ liệu đã có ${applied.name} mà phiên bản này không biết. Hãy khởi động phiên bản mới hơn.\nThe database holds migration ${applied.name}, which this version does not know. Start the newer version.`,
      );
    }
    if (file.sha256 !== applied.sha256) {
      throw new Error(
        `Tệp ${file.name} đã bị sửa sau khi áp dụng. Hãy khôi phục tệp ấy và thêm tệp mới.\nMigration ${file.name} was edited after it was applied. Restore it and add a new file instead.`,
      );
    }
  }
  const last = rows.at(-1)?.number ?? 0;
  const applied = new Set(rows.map((row) => row.number));
  const pending = files.filter((file) => !applied.has(file.number));
  const late = pending.find((file) => file.number < last);
  if (late)
    throw new Error(`Migration ${late.name} comes before one already applied. Give it the next number.`);
  return { pending, known: rows.length };
}

/** No server begins to work while this is held; it is let go when the client ends. */
async function refuseWhileAtWork(client: Client, leavingMs: number): Promise<void> {
  const until = Date.now() + leavingMs;
  for (;;) {
    const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
      AT_WORK_LOCK,
    ]);
    if (rows[0]?.alone) return;
    if (Date.now() >= until)
      throw new Error(
        'Một máy chủ phiên bản cũ hơn đang chạy trên cơ sở dữ liệu này. Hãy dừng nó trước; chưa có gì bị thay đổi.\n' +
          'A server of an older release is running on this database. Stop it first; nothing was changed.',
      );
    await pause(LEAVING_ASKED_EVERY_MS);
  }
}

async function apply(client: Client, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    await client.query(file.sql);
    await client.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [
      file.number,
      file.name,
      file.sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(
      `Migration ${file.name} failed: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
