import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { migrate } from '#kernel/db/migrate.ts';
import { findBreaches } from '#kernel/handover/breaches.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { Acts } from './testing/count.ts';
import { HouseUnderFire } from './testing/house-under-fire.ts';
import { openSmallDisk } from './testing/small-disk.ts';

/** The machine under the house: its disk, its power in the middle of an upgrade. */
const db = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-machine-'));
after(() => rm(folder, { recursive: true, force: true }));

test('a migration that is killed in the middle leaves nothing, and the next start does it whole', async () => {
  const schema = 'killed';
  await writeFile(join(folder, '0001_a.sql'), 'create table a (id int);');
  await writeFile(
    join(folder, '0002_b.sql'),
    'create table b (id int); select pg_sleep(0.7); create table c (id int);',
  );
  const settings = { url: db.ownerUrl, schema, folder };
  const module = new URL('../../kernel/db/migrate.ts', import.meta.url).href;
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { migrate } = await import(${JSON.stringify(module)});
       await migrate({ ...${JSON.stringify(settings)}, log: (line) => console.log(line) });`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let told = '';
  child.stdout.on('data', (text) => (told += String(text)));
  while (!told.includes('0002_b')) await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const seen: (readonly string[])[] = [];
  const applied = await migrate({ ...settings, beforeUpgrade: async (pending) => void seen.push(pending) });
  assert.deepEqual([applied, seen], [['0002_b.sql'], [['0002_b.sql']]]);
  const { rows } = await db.owner.pool.query(
    `select (select count(*) from ${schema}.migration)::int as files, to_regclass('${schema}.c') is not null as whole`,
  );
  assert.deepEqual(rows, [{ files: 2, whole: true }]);
});

test('when the copy before an upgrade fails, nothing is changed', async () => {
  await writeFile(join(folder, '0003_d.sql'), 'create table d (id int);');
  const settings = { url: db.ownerUrl, schema: 'killed', folder };
  await assert.rejects(
    migrate({ ...settings, beforeUpgrade: () => Promise.reject(new Error('the disk is away')) }),
    /the disk is away/,
  );
  const { rows } = await db.owner.pool.query(`select to_regclass('killed.d') is not null as changed`);
  assert.deepEqual(rows, [{ changed: false }]);
});

test('the disk is full: nobody is told that an act stands when it does not, and the house goes on afterwards', async (t) => {
  const small = await openSmallDisk(320);
  if (!small) return t.skip('a small disk cannot be mounted here: run as root on Linux');
  const disk = small.folder;
  try {
    const house = await HouseUnderFire.open(disk);
    try {
      await house.serve();
      const acts = new Acts();
      const ask = (id: string) => house.offer(id);
      await acts.ask(ask);
      const filler = join(disk, 'filler');
      // All but what PostgreSQL has already reserved is taken, so that the next pages of its log have no room.
      const { bavail, bsize } = await statfs(disk);
      await writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => {});
      await house.fillLog();
      for (let i = 0; i < 5; i++) await acts.ask(ask);
      const struck = acts.made.filter(({ told }) => told !== 'acknowledged').length;
      await rm(filler);
      await house.restartDatabase();
      await acts.settle(house.db.read, (id) => house.offerUntilKnown(id), t, 'the disk is full');
      t.diagnostic(`${struck} of 5 acts met the full disk`);
      assert.deepEqual(await findBreaches(house.db.read), []);
    } finally {
      await house.close();
    }
  } finally {
    await small.close();
  }
});
