import assert from 'node:assert/strict';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openProvince, type Province } from '#app/platform/database.ts';
import { type Database, openDatabase } from '#kernel/db/connect.ts';
import { catchUp } from '#kernel/evidence/follow.ts';
import { hashFile, keepFile } from '#kernel/files/keep.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { fillDrawer, payCommand, payNow } from '#modules/payouts/testing/paying.ts';
import { BINH, HOA, type ServedMonth, serveMonth } from '#modules/payouts/testing/served.ts';
import { runArchive } from './archive.ts';
import { takeBackup } from './base-backup.ts';
import { drill } from './drill.ts';
import { BackupDamaged, chooseBackup, listBackups } from './manifest.ts';
import { proveData } from './prove.ts';
import { restore } from './restore.ts';
import { findSealed, takeSealedBackup, withOpened, WrongPassphrase } from './sealed-backup.ts';

/** A small province that is backed up, goes on, and is brought back to its end and to an instant. */
const root = await mkdtemp(join(tmpdir(), 'tungnha-recovery-'));
const dataDir = join(root, 'data');
const folder = join(root, 'backups');
const outside = join(root, 'outside');
const log = () => {};
const silent = { error: () => {}, info: () => {} };
let province: Province;
let owner: Database;
let month: ServedMonth;
let between: Date;

before(async () => {
  province = await openProvince({ port: 0, dataDir }, { migrate: true, log });
  owner = openDatabase({ url: province.ownerUrl, appName: 'test owner', max: 2 });
  const db = { ...province.db, owner, ownerUrl: province.ownerUrl, appUrl: province.appUrl } as TestDatabase;
  month = await serveMonth(db, 0, join(dataDir, 'files'));
  await fillDrawer(db, month, { '500000': 20 });
  const archive = runArchive({ dataDir, folder, ownerUrl: () => province.ownerUrl, log: silent, restMs: 20 });
  while ((await listBackups(folder)).finished.length === 0) await pause(20);
  await payNow(db, month, await payCommand(db, month, HOA));
  between = await serverTime();
  await payNow(db, month, await payCommand(db, month, BINH));
  await keepList('a list that came after the backup');
  await sign();
  await archive.stop();
});
after(async () => {
  await month.close();
  await owner.close();
  await province.stop();
  await rm(root, { recursive: true, force: true });
});

async function serverTime(): Promise<Date> {
  const { rows } = await owner.pool.query<{ at: Date }>('select clock_timestamp() as at');
  await owner.pool.query('select pg_sleep(0.01)');
  return rows[0]?.at as Date;
}

/** A file that comes by the same way as a funder's: kept first, then named by a row. */
async function keepList(text: string): Promise<void> {
  const path = join(root, 'list.csv');
  await writeFile(path, text);
  await keepFile(join(dataDir, 'files'), path, await hashFile(path));
}

const sign = () =>
  catchUp({
    db: province.db,
    clock: month.clock,
    log: silent,
    keysFolder: join(dataDir, 'evidence'),
    outFolder: outside,
  });

const paidIn = async (place: string): Promise<number> => {
  const opened = await openProvince({ port: 0, dataDir: place }, { migrate: false, log });
  try {
    const { rows } = await opened.db.pool.query<{ n: number }>('select count(*)::int as n from payment');
    return rows[0]?.n ?? -1;
  } finally {
    await opened.stop();
  }
};

const back = (to: string, at: Date | null = null, from = folder) =>
  restore({ from, to: join(root, to), at, log }, (place) =>
    proveData(place, { log, checkpoint: join(outside, 'newest.checkpoint'), mayBeBehind: at !== null }),
  );

test('a restore to the end brings back all that was committed after the backup, and is proved whole', async () => {
  const { restored, proved } = await back('end');
  assert.deepEqual([proved.whole, proved.breaches, proved.evidence.findings], [true, [], []]);
  assert.deepEqual(proved.checkpoint, { state: 'agrees', behind: 0 });
  assert.ok(proved.files.kept >= 1 && restored.lastCommitAt !== null && !restored.gap);
  const made = await readdir(join(restored.dataDir, 'keys')).catch(() => null);
  assert.equal(made, null, 'no key is made for what other keys sealed');
  assert.equal(await paidIn(restored.dataDir), 2);
  const names = await readdir(restored.dataDir);
  assert.ok(names.includes('secrets.json') && names.includes('evidence') && names.includes('files'));
});

test('a restore to an instant leaves out what was committed later, and says what was signed since', async () => {
  const { restored, proved } = await back('instant', between);
  assert.equal(proved.whole, true);
  assert.equal(proved.checkpoint?.state, 'tree_shorter');
  assert.equal(await paidIn(restored.dataDir), 1);
  const evidence = await readdir(join(restored.dataDir, 'evidence'));
  assert.ok(evidence.includes('newest.checkpoint.before-restore') && !evidence.includes('newest.checkpoint'));
});

test('an instant after the last commit is the end; one after the archive or before the first backup is refused', async () => {
  const { restored } = await back('quiet', new Date((await chooseThrough()).valueOf()));
  assert.equal(await paidIn(restored.dataDir), 2);
  await assert.rejects(back('later', new Date(Date.now() + 3_600_000)), /the archive ends at/);
  await assert.rejects(back('earlier', new Date('2020-01-01T00:00:00Z')), /ended after that instant/);
});

async function chooseThrough(): Promise<Date> {
  const { manifest } = await chooseBackup(folder, null);
  const through = await readFile(join(folder, 'wal', manifest.chain, 'through.json'), 'utf8');
  return new Date((JSON.parse(through) as { at: string }).at);
}

test('nothing is restored over a folder that holds something, nor from a cut off or damaged backup', async () => {
  await mkdir(join(root, 'taken'));
  await writeFile(join(root, 'taken', 'mine'), '');
  await assert.rejects(back('taken'), /is not empty/);
  const { manifest } = await chooseBackup(folder, null);
  const cut = join(root, 'cut');
  await mkdir(join(cut, '20260101T000000Z.unfinished'), { recursive: true });
  await assert.rejects(back('x', null, cut), /only cut off backups: 20260101T000000Z\.unfinished/);
  await assert.rejects(back('x', null, join(cut, '20260101T000000Z.unfinished')), /was cut off/);
  await assert.rejects(back('x', null, join(root, 'nowhere')), /no backup/);

  const victim = join(folder, manifest.name, 'house', 'secrets.json.zst');
  const saved = join(root, 'saved');
  await copyFile(victim, saved);
  await copyFile(join(folder, manifest.name, 'postgres', 'PG_VERSION.zst'), victim);
  await assert.rejects(back('x'), /house\/secrets\.json.*damaged/);
  await copyFile(saved, victim);
  const marker = join(folder, manifest.name, 'manifest.json');
  const text = await readFile(marker, 'utf8');
  await writeFile(marker, text.replace('"bytes": 3', '"bytes": 4'));
  await assert.rejects(back('x'), /manifest\.json.*damaged/);
  await writeFile(marker, text);
  assert.deepEqual(
    (await readdir(root)).filter((name) => name === 'x'),
    [],
  );
});

test('the drill reports what would be lost and how long it takes, and leaves nothing', async () => {
  const told = await drill({
    from: folder,
    log,
    scratch: root,
    checkpoint: join(outside, 'newest.checkpoint'),
  });
  assert.equal(told.proof.whole, true);
  assert.ok(told.rpoSeconds >= 0 && told.rtoSeconds > 0, JSON.stringify(told));
  assert.deepEqual(
    (await readdir(root)).filter((name) => name.startsWith('tungnha-drill-')),
    [],
  );
});

test('a sealed backup is one file that its passphrase opens, whole, and that restores like any other', async () => {
  const carried = join(root, 'carried');
  const passphrase = 'một câu đủ dài để nhớ';
  const asked = { passphrase, scratch: root, keep: 1 };
  const place = { dataDir, ownerUrl: province.ownerUrl, folder: carried };
  const first = await takeSealedBackup(place, asked);
  const taken = await takeSealedBackup(place, asked);
  assert.deepEqual(taken.dropped, [basename(first.place)]);
  assert.deepEqual(await readdir(carried), [basename(taken.place)]);
  assert.equal(await findSealed(carried), taken.place);
  const sealed = await readFile(taken.place);
  assert.equal(sealed.includes('manifest') || sealed.includes('postgres'), false);
  assert.equal((await stat(taken.place)).mode & 0o777, 0o600);
  const { restored, proved } = await withOpened(taken.place, asked, (opened) =>
    back('from-sealed', null, opened),
  );
  assert.deepEqual([proved.whole, await paidIn(restored.dataDir)], [true, 2]);

  const openIt = (path: string, said = passphrase) =>
    withOpened(path, { passphrase: said, scratch: root }, async () => assert.fail('opened'));
  await assert.rejects(openIt(taken.place, 'một câu khác hẳn'), WrongPassphrase);
  const changed = join(root, 'changed.sealed');
  const touched = Buffer.from(sealed);
  touched[200_000] = (touched[200_000] ?? 0) ^ 1;
  // Cut where a chunk ends: every chunk that is left is true, and the last one is missing.
  for (const content of [touched, sealed.subarray(0, 40 + 3 * 65_552), sealed.subarray(0, 30)]) {
    await writeFile(changed, content);
    await assert.rejects(openIt(changed), BackupDamaged);
  }
  const left = (await readdir(root)).filter((name) => /^tungnha-(backup|opened)-/.test(name));
  assert.deepEqual(left, [], 'nothing lies open afterwards');
});

test('the proof finds a superuser’s edit of balance, holder, rollup and evidence', async () => {
  const { restored } = await back('edited');
  const opened = await openProvince({ port: 0, dataDir: restored.dataDir }, { migrate: false, log });
  const edit = openDatabase({ url: opened.ownerUrl, appName: 'test', max: 1 });
  await edit.pool.query('update hand_balance set balance_vnd = balance_vnd + 1 where balance_vnd > 0');
  await edit.pool.query(`update thing set holder = (select id from hand where kind = 'vault' limit 1)
    where id = (select id from thing limit 1)`);
  await edit.pool.query('update payout_rollup set due_count = due_count + 1');
  await edit.pool.query(`update handover set reason = 'never said' where kind = 'pay'`);
  await edit.close();
  await opened.stop();
  const proof = await proveData(restored.dataDir, { log });
  assert.equal(proof.whole, false);
  assert.deepEqual(new Set(proof.breaches.map(({ rule }) => rule)), new Set(['balance', 'holder']));
  assert.ok(proof.rollups.length > 0);
  assert.deepEqual(
    proof.evidence.findings.map(({ what }) => what),
    ['edited', 'edited'],
  );
});

test('retention keeps the newest, its log and its files; a backup inside DATA_DIR is refused', async () => {
  const place = { dataDir, ownerUrl: province.ownerUrl, folder };
  await chmod(folder, 0o755);
  const { dropped, manifest, openToAll } = await takeBackup(place, { keep: 1 });
  assert.deepEqual([openToAll, (await stat(folder)).mode & 0o007], [false, 0]);
  assert.equal(dropped.length, 1);
  const { finished, unfinished } = await listBackups(folder);
  assert.deepEqual([finished.map(({ name }) => name), unfinished], [[manifest.name], []]);
  const { restored, proved } = await back('retained');
  assert.deepEqual([proved.whole, await paidIn(restored.dataDir)], [true, 2]);
  await assert.rejects(takeBackup({ ...place, folder: join(dataDir, 'b') }), /outside DATA_DIR/);
});
