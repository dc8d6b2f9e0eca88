import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { Client } from 'pg';
import { type Database, openDatabase } from '#kernel/db/connect.ts';
import { APP_ROLE } from '#kernel/db/app-role.ts';
import { passingKeyring } from '#kernel/keys/keyring.ts';
import { useKeyring } from '#kernel/keys/seal.ts';
import { APP_PASSWORD, startTestServer, TEMPLATE } from './server.ts';

export type TestDatabase = Database & {
  /** The owner's connection to the same database, for what the application may not do. */
  owner: Database;
  appUrl: string;
  ownerUrl: string;
};

/**
 * A fresh database for one test file, copied from the migrated template and dropped after the file. Call it at the
 * top of the file. Under `npm test` the server is shared (TEST_DATABASE_URL); a file run by hand starts its own.
 */
export async function cloneDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  useKeyring(passingKeyring());
  const shared = process.env['TEST_DATABASE_URL'];
  const server = shared ? { url: shared, stop: async () => {} } : await startTestServer();
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  // A template of another name lacks a guard on purpose: bin/guards.ts.
  const template = process.env['TEST_TEMPLATE'] ?? TEMPLATE;
  await onServer(server.url, `create database ${name} template ${template}`);
  const ownerUrl = changed(server.url, { pathname: `/${name}` });
  const appUrl = changed(ownerUrl, { username: APP_ROLE, password: APP_PASSWORD });
  const app = openDatabase({ url: appUrl, appName: 'test', ...options });
  const owner = openDatabase({ url: ownerUrl, appName: 'test owner', max: 4 });
  const close = once(async () => {
    await app.close();
    await owner.close();
    await onServer(server.url, `drop database ${name} with (force)`);
    await server.stop();
  });
  after(close);
  return { ...app, owner, appUrl, ownerUrl, close };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
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

function changed(url: string, parts: { pathname?: string; username?: string; password?: string }): string {
  return Object.assign(new URL(url), parts).href;
}
