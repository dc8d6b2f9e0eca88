import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { MIGRATIONS_FOLDER, migrate } from '#kernel/db/migrate.ts';
import { HouseUnderFire, NO_STRIKE } from './testing/house-under-fire.ts';

/** A newer release meets a database that an older server works on. */
const folder = await mkdtemp(join(tmpdir(), 'tungnha-upgrade-'));
let house: HouseUnderFire;

before(async () => {
  await cp(MIGRATIONS_FOLDER, folder, { recursive: true });
  await writeFile(join(folder, '9001_later.sql'), 'create table later (id int primary key);');
  house = await HouseUnderFire.open();
  await house.serve();
});
after(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

const upgrade = (leavingMs = 0) => migrate({ url: house.ownerUrl, folder, leavingMs });
const isChanged = async () =>
  (await house.db.pool.query(`select to_regclass('later') is not null as changed`)).rows[0].changed;

test('a newer release does not change the schema beneath a running server', async () => {
  await assert.rejects(upgrade(), /A server of an older release is running on this database\. Stop it first/);
  assert.equal(await isChanged(), false);
  assert.deepEqual(await migrate({ url: house.ownerUrl }), [], 'the same release is welcome');
});

test('nor after PostgreSQL was started anew under that server', { skip: NO_STRIKE }, async () => {
  await house.killDatabase();
  // The server says that it is at work as soon as it is connected again.
  while (!(await house.isAtWork())) await pause(50);
  await assert.rejects(upgrade(), /Stop it first; nothing was changed/);
  assert.equal(await isChanged(), false);
});

test('it waits for a server that is leaving, and an older one is refused afterwards', async () => {
  const upgraded = upgrade(60_000);
  await house.killServer();
  assert.deepEqual(await upgraded, ['9001_later.sql']);
  assert.equal(await isChanged(), true);
  await assert.rejects(migrate({ url: house.ownerUrl }), /9001_later\.sql, which this version does not know/);
});
