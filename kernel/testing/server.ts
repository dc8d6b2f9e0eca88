import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '#app/platform/embedded.ts';
import { migrate, MIGRATIONS_FOLDER } from '#kernel/db/migrate.ts';
import { migrateJobs } from '#kernel/jobs/migrate.ts';

/** The database every test file gets a copy of. */
export const TEMPLATE = 'tungnha_template';
export const APP_PASSWORD = 'test-app';

/** A throw-away server with a migrated template. `url` is the owner's connection to the template's server. */
export async function startTestServer(
  options: { log?: (line: string) => void; migrations?: string } = {},
): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-test-'));
  const server = await startEmbedded({
    folder,
    ownerPassword: 'test-owner',
    durable: false,
    ...(options.log && { log: options.log }),
  });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = server.url('postgres');
    await makeTemplate(url, server.url(TEMPLATE), options.migrations ?? MIGRATIONS_FOLDER);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeTemplate(url: string, templateUrl: string, folder: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${TEMPLATE}`);
  } finally {
    await client.end();
  }
  await migrate({ url: templateUrl, folder, appPassword: APP_PASSWORD });
  await migrateJobs(templateUrl);
}
