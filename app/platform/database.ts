import { Client } from 'pg';
import { type Database, openDatabase } from '#kernel/db/connect.ts';
import { APP_ROLE, migrate } from '#kernel/db/migrate.ts';
import { migrateJobs } from '#kernel/jobs/migrate.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { readSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';

const DATABASE_NAME = 'tungnha';

export type Province = {
  /** Connected as the application's role. */
  db: Database;
  appUrl: string;
  ownerUrl: string;
  /** Closes the connections, and stops the embedded server when this process started it. */
  stop(): Promise<void>;
};

export type OpenOptions = { migrate: boolean; log: (line: string) => void; appName?: string; max?: number };

/** Opens the province's database: the one of DATABASE_URL, the running embedded one, or a newly started one. */
export async function openProvince(settings: Settings, options: OpenOptions): Promise<Province> {
  const secrets = readSecrets(settings.dataDir);
  const server = settings.databaseUrl
    ? null
    : await startEmbedded({
        folder: settings.dataDir,
        ownerPassword: secrets.ownerPassword,
        log: options.log,
      });
  try {
    const ownerUrl = settings.databaseUrl ?? (await ensureDatabase(server as EmbeddedServer));
    const appPassword = settings.databaseAppUrl
      ? decodeURIComponent(new URL(settings.databaseAppUrl).password)
      : secrets.appPassword;
    if (options.migrate) {
      await migrate({ url: ownerUrl, appPassword, log: options.log });
      await migrateJobs(ownerUrl);
    }
    const appUrl = settings.databaseAppUrl ?? withUser(ownerUrl, APP_ROLE, appPassword);
    const db = openDatabase({
      url: appUrl,
      appName: options.appName ?? 'tungnha',
      ...(options.max !== undefined && { max: options.max }),
    });
    const stop = async () => {
      await db.close();
      await server?.stop();
    };
    return { db, appUrl, ownerUrl, stop };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

async function ensureDatabase(server: EmbeddedServer): Promise<string> {
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
