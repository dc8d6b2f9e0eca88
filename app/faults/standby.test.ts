import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import { startEmbedded } from '#app/platform/embedded.ts';
import { openDatabase } from '#kernel/db/connect.ts';

/** A database that must have every commit on a second machine, and the second machine is gone. */
const folder = await mkdtemp(join(tmpdir(), 'tungnha-standby-'));
const server = await startEmbedded({ folder, ownerPassword: 'standby' });
const boss = new Client({ connectionString: server.url('postgres') });
await boss.connect();
const db = openDatabase({
  url: server.url('postgres'),
  appName: 'test standby',
  schema: 'public',
  max: 2,
  statementTimeoutMs: 200,
});

after(async () => {
  await boss.end();
  await db.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function standbys(names: string): Promise<void> {
  await boss.query(`alter system set synchronous_standby_names = '${names}'`);
  await boss.query('select pg_reload_conf()');
  const set = async () =>
    (await boss.query<{ names: string }>(`select current_setting('synchronous_standby_names') as names`))
      .rows[0]?.names === names;
  while (!(await set())) await pause(20);
}

const WAYS: Readonly<Record<string, () => Promise<unknown>>> = {
  'a transaction': () => db.write((tx) => sql`insert into paid values (1)`.execute(tx)),
  'a statement that is a transaction by itself': () =>
    db.alone((on) => sql`insert into paid values (1)`.execute(on)),
};

for (const [way, write] of Object.entries(WAYS))
  test(`${way} that no standby has is never called done, nor shown to anybody, however long it waits`, async () => {
    await boss.query('create table paid (id int)');
    const seen = async () => Number((await boss.query('select count(*) as n from paid')).rows[0].n);
    await standbys('nobody');
    await assert.rejects(write(), /Query read timeout/);
    assert.equal(await seen(), 0);
    await standbys('');
    while ((await seen()) === 0) await pause(20);
    assert.equal(await seen(), 1);
    await boss.query('drop table paid');
  });
