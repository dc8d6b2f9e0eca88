import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Database, openDatabase } from '#kernel/db/connect.ts';
import { APP_ROLE } from '#kernel/db/app-role.ts';
import { whyNotInOrder } from '#kernel/feed/order.ts';
import { migrate } from '#kernel/db/migrate.ts';
import { migrateJobs } from '#kernel/jobs/migrate.ts';
import { type Keyring, openKeyring } from '#kernel/keys/keyring.ts';
import { useKeyring } from '#kernel/keys/seal.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { backUpBeforeUpgrade } from '../recovery/upgrade.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { keyringFile, type Settings } from './settings.ts';

const DATABASE_NAME = 'tungnha';
const CLOSE_TIMEOUT_MS = 5000;
const WATCH_EVERY_MS = 250;

export type Province = {
  /** Connected as the application's role. */
  db: Database;
  appUrl: string;
  ownerUrl: string;
  /** The keys of sealed columns and files; in use by this process. */
  keyring: Keyring;
  /** Closes the connections, and stops the embedded server when this process started it. */
  stop(): Promise<void>;
};

export type OpenOptions = { migrate: boolean; log: (line: string) => void; appName?: string; max?: number };

/** Opens the province's database: the one of DATABASE_URL, the running embedded one, or a newly started one. */
export async function openProvince(settings: Settings, options: OpenOptions): Promise<Province> {
  const secrets = readSecrets(settings.dataDir);
  const keyring = openKeyring(keyringFile(settings), new Date());
  useKeyring(keyring);
  const server = settings.databaseUrl ? null : await keepEmbedded(settings, secrets, options.log);
  try {
    const ownerUrl = server ? await ensureDatabase(server) : (settings.databaseUrl as string);
    const appPassword = settings.databaseAppUrl
      ? decodeURIComponent(new URL(settings.databaseAppUrl).password)
      : secrets.appPassword;
    if (options.migrate) {
      const beforeUpgrade = (pending: readonly string[]) =>
        backUpBeforeUpgrade(settings, ownerUrl, pending, options.log);
      await migrate({ url: ownerUrl, appPassword, log: options.log, beforeUpgrade });
      await migrateJobs(ownerUrl);
    }
    const appUrl = settings.databaseAppUrl ?? withUser(ownerUrl, APP_ROLE, appPassword);
    const db = openDatabase({
      url: appUrl,
      appName: options.appName ?? 'tungnha',
      ...(options.max !== undefined && { max: options.max }),
    });
    // Before the first migration the application's role is not there, and nobody has to sign in.
    const checks = options.migrate ? checkLogin(db).then(() => refuseDump(db)) : Promise.resolve();
    await checks.catch(async (error: unknown) => {
      await db.close();
      throw error;
    });
    const stop = async () => {
      // A statement that cannot end is broken off by the server's shutdown, not waited for.
      await Promise.race([db.close(), pause(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
      await server?.stop();
    };
    return { db, appUrl, ownerUrl, keyring, stop };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

/** A role that somebody else administers has a password that only DATABASE_APP_URL can tell. */
async function checkLogin(db: Database): Promise<void> {
  try {
    await db.pool.query('select 1');
  } catch (error) {
    if ((error as { code?: unknown }).code !== '28P01') throw error;
    throw new Error(
      `Vai trò ${APP_ROLE} có mật khẩu khác, và chủ cơ sở dữ liệu không được đổi. Hãy đặt DATABASE_APP_URL.\n` +
        `The role ${APP_ROLE} has another password, and the database's owner may not change it. Set DATABASE_APP_URL.`,
      { cause: error },
    );
  }
}

async function refuseDump(db: Database): Promise<void> {
  const reason = await whyNotInOrder(db);
  if (reason !== null) throw new Error(reason);
}

/**
 * The embedded server for as long as this process needs it. When another process started it and ends, this one starts
 * it again on the same port, so an import that began before the server does not take the database from it.
 */
async function keepEmbedded(settings: Settings, secrets: Secrets, log: (line: string) => void) {
  const start = () => startEmbedded({ folder: settings.dataDir, ownerPassword: secrets.ownerPassword, log });
  let current = await start();
  let taking: Promise<void> | null = null;
  const takeOver = async () => {
    log('The database was stopped by the process that started it; starting it here.');
    try {
      current = await start();
    } catch (error) {
      log(`The database did not start again: ${String(error)}`);
    } finally {
      taking = null;
    }
  };
  const watch = setInterval(() => {
    if (!current.isRunning()) taking ??= takeOver();
  }, WATCH_EVERY_MS);
  watch.unref();
  return {
    url: (database: string) => current.url(database),
    stop: async () => {
      clearInterval(watch);
      await taking;
      await current.stop();
    },
  };
}

async function ensureDatabase(server: Pick<EmbeddedServer, 'url'>): Promise<string> {
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    const { rows } = await client.query('select from pg_database where datname = $1', [DATABASE_NAME]);
    if (rows.length === 0) await client.query(`create database ${DATABASE_NAME}`);
  } catch (error) {
    // Another starter may have created it between the two statements.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
  return server.url(DATABASE_NAME);
}

/** The same server and database, for another login. */
export function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = encodeURIComponent(password);
  return changed.href;
}
