import { Client } from 'pg';
import { APP_ROLE } from '#kernel/db/app-role.ts';
import { type Database, openDatabase } from '#kernel/db/connect.ts';
import { migrate } from '#kernel/db/migrate.ts';
import { migrateJobs } from '#kernel/jobs/migrate.ts';
import { openProvince, withUser } from '#app/platform/database.ts';
import { readSecrets } from '#app/platform/secrets.ts';
import type { Settings } from '#app/platform/settings.ts';

/**
 * A fresh database beside the province's own, on the same server, for a run that leaves no trace: dropped afterwards
 * unless it is to be kept. The work gets a connection of the application's role, as the server has.
 */
export async function withScratch<T>(
  settings: Settings,
  options: { readonly keep: boolean; readonly log: (line: string) => void },
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const province = await openProvince(settings, {
    migrate: false,
    log: options.log,
    appName: 'tungnha scratch',
  });
  const name = `tungnha_scratch_${process.pid}`;
  try {
    await onServer(province.ownerUrl, `create database ${name}`);
    const ownerUrl = Object.assign(new URL(province.ownerUrl), { pathname: `/${name}` }).href;
    const appPassword = settings.databaseAppUrl
      ? decodeURIComponent(new URL(settings.databaseAppUrl).password)
      : readSecrets(settings.dataDir).appPassword;
    try {
      await migrate({ url: ownerUrl, appPassword });
      await migrateJobs(ownerUrl);
      const db = openDatabase({ url: withUser(ownerUrl, APP_ROLE, appPassword), appName: 'tungnha scratch' });
      try {
        return await work(db);
      } finally {
        await db.close();
      }
    } finally {
      if (options.keep) options.log(`Giữ lại cơ sở dữ liệu / kept: ${name}`);
      else await onServer(province.ownerUrl, `drop database if exists ${name} with (force)`);
    }
  } finally {
    await province.stop();
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
