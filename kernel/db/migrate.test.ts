import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Client } from 'pg';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { ensureAppRole } from './app-role.ts';
import { openDatabase } from './connect.ts';
import { migrate } from './migrate.ts';

const db = await cloneDatabase();
const root = await mkdtemp(join(tmpdir(), 'tungnha-migrations-'));
after(() => rm(root, { recursive: true, force: true }));

/** A folder of migrations and a schema of its own in the cloned database. */
async function history(name: string, files: Record<string, string>) {
  const folder = await mkdtemp(join(root, `${name}-`));
  const write = (file: string, text: string) => writeFile(join(folder, file), text);
  for (const [file, text] of Object.entries(files)) await write(file, text);
  const settings = { url: db.ownerUrl, schema: name, folder };
  return { write, run: () => migrate(settings), settings };
}

const FIRST = 'create table hand (id int primary key); grant select on hand to tungnha_app;';

test('files are applied once, in order, by however many starters', async () => {
  const { run, write, settings } = await history('twice', { '0001_hand.sql': FIRST });
  const applied = await Promise.all([run(), run(), run()]);
  assert.deepEqual(applied.flat(), ['0001_hand.sql']);
  await write('0002_more.sql', 'alter table hand add column name text');
  assert.deepEqual(await run(), ['0002_more.sql']);
  const app = openDatabase({ url: db.appUrl, schema: settings.schema, appName: 'test' });
  assert.deepEqual((await app.pool.query('select id, name from hand')).rows, []);
  await app.close();
});

test('an edited applied file is refused, and named', async () => {
  const { run, write } = await history('edited', { '0001_hand.sql': FIRST });
  await run();
  await write('0001_hand.sql', `${FIRST} -- later`);
  await assert.rejects(
    run(),
    /0001_hand\.sql đã bị sửa sau khi áp dụng[^]*0001_hand\.sql was edited after it was applied/,
  );
});

test('a database newer than the program is refused', async () => {
  const { run, settings } = await history('newer', { '0001_hand.sql': FIRST, '0002_more.sql': 'select 1' });
  await run();
  const older = await history('older', { '0001_hand.sql': FIRST });
  await assert.rejects(
    migrate({ ...older.settings, schema: settings.schema }),
    /0002_more\.sql, which this version/,
  );
});

test('a number used twice, left out, or slipped in late is refused', async () => {
  const twice = await history('double', { '0001_a.sql': 'select 1', '0001_b.sql': 'select 1' });
  await assert.rejects(twice.run(), /carry the number/);
  const unnamed = await history('unnamed', { 'hand.sql': FIRST });
  await assert.rejects(unnamed.run(), /four digits/);
  const late = await history('late', { '0001_a.sql': 'select 1', '0003_c.sql': 'select 1' });
  await late.run();
  await late.write('0002_b.sql', 'select 1');
  await assert.rejects(late.run(), /0002_b\.sql comes before/);
});

test('a file that fails leaves nothing of itself behind', async () => {
  const { run, write } = await history('broken', { '0001_hand.sql': `${FIRST} select 1 / 0;` });
  await assert.rejects(run(), /0001_hand\.sql failed: division by zero/);
  await write('0001_hand.sql', FIRST);
  assert.deepEqual(await run(), ['0001_hand.sql']);
});

test('an owner without the right to create the role is told what to ask for', async () => {
  const owner = `poor_${process.pid}`;
  await db.owner.pool.query(`create role ${owner} login password 'poor'`);
  const client = new Client({ ...connectionOf(db.ownerUrl), user: owner, password: 'poor' });
  await client.connect();
  try {
    await assert.rejects(ensureAppRole(client, 'x', 'absent_app'), /CREATE ROLE absent_app LOGIN/);
  } finally {
    await client.end();
    await db.owner.pool.query(`drop role ${owner}`);
  }
});

function connectionOf(url: string) {
  const { hostname, port, pathname } = new URL(url);
  return { host: hostname, port: Number(port), database: pathname.slice(1) };
}
