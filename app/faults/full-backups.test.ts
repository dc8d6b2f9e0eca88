import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { openProvince, type Province } from '#app/platform/database.ts';
import { runArchive } from '#app/recovery/archive.ts';
import { recoveryTasks } from '#app/recovery/jobs.ts';
import { listBackups } from '#app/recovery/manifest.ts';
import { proveData } from '#app/recovery/prove.ts';
import { restore } from '#app/recovery/restore.ts';
import { openTroubles } from '#app/recovery/troubles.ts';
import { buildServer } from '#app/server.ts';
import { makeTestPerson, TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { type Database, openDatabase } from '#kernel/db/connect.ts';
import type { Server } from '#kernel/http/server.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { fillDrawer, payCommand, payNow } from '#modules/payouts/testing/paying.ts';
import { cccdOf, type ServedMonth, serveMonth } from '#modules/payouts/testing/served.ts';
import { openSmallDisk, type SmallDisk } from './testing/small-disk.ts';

/** The disk of backups and of the archived log is full: people are paid all the same, it is told, and nothing is missing later. */
const PEOPLE = 12;
const root = await mkdtemp(join(tmpdir(), 'tungnha-full-backups-'));
const dataDir = join(root, 'data');
const quiet = { error: () => {}, info: () => {}, warn: () => {} };
const troubles = openTroubles();
let disk: SmallDisk | null;
let province: Province;
let owner: Database;
let db: TestDatabase;
let month: ServedMonth;
let server: Server;

before(async () => {
  disk = await openSmallDisk(160);
  if (!disk) return;
  province = await openProvince({ port: 0, dataDir }, { migrate: true, log: () => {} });
  owner = openDatabase({ url: province.ownerUrl, appName: 'test owner', max: 2 });
  db = { ...province.db, owner, ownerUrl: province.ownerUrl, appUrl: province.appUrl };
  month = await serveMonth(db, PEOPLE, join(dataDir, 'files'));
  await fillDrawer(db, month, { '500000': 80 });
  server = await buildServer({
    db,
    clock: month.clock,
    log: pino({ level: 'silent' }),
    dataDir,
    sessionSecret: TEST_SECRET,
    troubles: troubles.list,
  });
});
after(async () => {
  await server?.close();
  await month?.close();
  await owner?.close();
  await province?.stop();
  await disk?.close();
  await rm(root, { recursive: true, force: true });
});

let paid = 0;
const pay = async (people: number) => {
  for (let i = 0; i < people; i++) await payNow(db, month, await payCommand(db, month, cccdOf(++paid)));
};
const ready = async () => (await server.app.inject('/readyz')).json();
const told = async (role: string) => {
  const { cookie } = await makeTestPerson(db.owner, [{ role, officeId: month.province.rootId }]);
  return (await server.app.inject({ url: '/api/troubles', headers: { cookie } })).json();
};
const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await pause(20);
};
/** Takes all the room there is; the archive may take some of it first. */
const fill = async (path: string) => {
  for (const bytes of [1 << 20, 4096])
    await (async () => {
      for (;;) await appendFile(path, Buffer.alloc(bytes));
    })().catch((error: NodeJS.ErrnoException) => assert.equal(error.code, 'ENOSPC'));
};
/** The archive keeps only what is flushed of a segment, so a whole new one is wanted to find the disk full. */
const switchLog = () => owner.pool.query('select pg_switch_wal()');

test('with no room for backups and the log people are paid, it is told, and later nothing is missing', async (t) => {
  if (!disk) return t.skip('a small disk cannot be mounted here: run as root on Linux');
  const { folder } = disk;
  const place = { dataDir, ownerUrl: () => province.ownerUrl, log: quiet, troubles };
  const archive = runArchive({ ...place, folder, restMs: 20, againMs: 50 });
  t.after(() => archive.stop());
  await until(async () => (await listBackups(folder)).finished.length > 0);
  await pay(2);
  assert.deepEqual(await ready(), { status: 'ready', troubles: [] });

  const filler = join(folder, 'filler');
  await fill(filler);
  await pay(4);
  await switchLog();
  await pay(2);
  await until(() => troubles.list().length > 0);
  assert.deepEqual(await ready(), { status: 'ready', troubles: ['archive_stands_still'] });
  const { 'nightly-backup': nightly } = recoveryTasks({ ...place, backupDir: folder });
  await assert.rejects(async () => nightly?.({}, {} as never), { code: 'ENOSPC' });
  const { finished, unfinished } = await listBackups(folder);
  assert.deepEqual([finished.length, unfinished], [1, []], 'what could not be finished is gone');
  const [first, second] = await told('administrator');
  assert.deepEqual(
    [first.what, first.why, second.what, second.why],
    ['archive', 'storage_full', 'backup', 'storage_full'],
  );
  assert.equal((await told('teller')).error.code, 'not_allowed');
  await pay(2);

  await rm(filler);
  await until(() => troubles.list().every(({ what }) => what !== 'archive'));
  await nightly?.({}, {} as never);
  assert.deepEqual(await ready(), { status: 'ready', troubles: [] });
  await pay(1);
  await archive.stop();
  const parts = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'));
  assert.deepEqual(parts, [], 'nothing half lies in the archive');
  const from = finished[0]?.name ?? '';
  const { restored, proved } = await restore(
    { from: join(folder, from), to: join(root, 'back'), at: null, log: () => {} },
    (each) => proveData(each, { log: () => {} }),
  );
  assert.deepEqual([restored.gap, proved.breaches], [false, []]);
  const opened = await openProvince(
    { port: 0, dataDir: restored.dataDir },
    { migrate: false, log: () => {} },
  );
  const { rows } = await opened.db.pool.query<{ n: number }>('select count(*)::int as n from payment');
  await opened.stop();
  assert.equal(rows[0]?.n, paid);
  t.diagnostic(`${paid} paid, 8 of them with no room for the log, all in the backup from before`);
});
