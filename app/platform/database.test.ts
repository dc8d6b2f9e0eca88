import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { openProvince } from './database.ts';
import { readSettings } from './settings.ts';

const folder = await mkdtemp(join(tmpdir(), 'tungnha-province-'));
const settings = readSettings({ DATA_DIR: folder });
const lines: string[] = [];
const log = (line: string) => void lines.push(line);

after(() => rm(folder, { recursive: true, force: true }));

test('a province opens, is migrated once, and outlives the process that started its database', async () => {
  const first = await openProvince(settings, { migrate: true, log });
  assert.ok(lines.some((line) => line.includes('0001_')));
  lines.length = 0;
  const second = await openProvince(settings, { migrate: true, log });
  assert.deepEqual(lines, []);
  assert.equal(second.appUrl, first.appUrl);

  await first.stop();
  const answer = await untilAnswered(() => second.db.pool.query('select count(*) from migration'));
  assert.ok(answer.rows[0].count > 0n);
  assert.equal(lines.length, 1);
  await second.stop();
});

test('a PostgreSQL of your own is used as DATABASE_URL and DATABASE_APP_URL say', async () => {
  const embedded = await openProvince(settings, { migrate: true, log });
  await embedded.db.close();
  const owner = new Client({ connectionString: embedded.ownerUrl });
  await owner.connect();
  await owner.query('create database own');
  await owner.end();
  const own = readSettings({
    DATA_DIR: join(folder, 'own'),
    DATABASE_URL: Object.assign(new URL(embedded.ownerUrl), { pathname: '/own' }).href,
    DATABASE_APP_URL: Object.assign(new URL(embedded.appUrl), { pathname: '/own' }).href,
  });
  const province = await openProvince(own, { migrate: true, log });
  const { rows } = await province.db.pool.query('select current_database() as name, current_user as login');
  assert.deepEqual(rows, [{ name: 'own', login: 'tungnha_app' }]);
  await province.stop();
  assert.deepEqual((await readdir(own.dataDir)).toSorted(), ['keys', 'secrets.json']);
  await embedded.stop();
});

test('a folder that nobody has migrated opens for whoever only makes a database beside it', async () => {
  const fresh = readSettings({ DATA_DIR: join(folder, 'fresh') });
  const province = await openProvince(fresh, { migrate: false, log });
  assert.match(province.ownerUrl, /^postgres/);
  await province.stop();
});

test('an owner that is no superuser is enough, and one that may not set the password of the role is told so', async () => {
  const embedded = await openProvince(settings, { migrate: true, log });
  const boss = new Client({ connectionString: embedded.ownerUrl });
  await boss.connect();
  await boss.query(`create role modest login createrole password 'modest'`);
  await boss.query('create database modest owner modest');
  const asModest = Object.assign(new URL(embedded.ownerUrl), {
    pathname: '/modest',
    username: 'modest',
    password: 'modest',
  }).href;
  const own = { port: 0, dataDir: join(folder, 'modest'), databaseUrl: asModest };
  // The role belongs to the whole server, and another installation of it has set another password.
  await assert.rejects(openProvince(own, { migrate: true, log }), /Set DATABASE_APP_URL/);
  const appUrl = Object.assign(new URL(embedded.appUrl), { pathname: '/modest' }).href;
  const province = await openProvince({ ...own, databaseAppUrl: appUrl }, { migrate: true, log });
  const { rows } = await province.db.pool.query('select count(*) > 0 as migrated from migration');
  assert.deepEqual(rows, [{ migrated: true }]);
  await province.stop();
  await boss.end();
  await embedded.stop();
});

test('a port that is none is refused', () => {
  assert.throws(() => readSettings({ PORT: 'http' }), /PORT must be a number/);
});

async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await pause(20);
    }
  }
}
