import assert from 'node:assert/strict';
import { readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pino from 'pino';
import { buildServer } from '#app/server.ts';
import { TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { newestCheckpoint } from '#kernel/evidence/checkpoints.ts';
import { catchUp } from '#kernel/evidence/follow.ts';
import { readCheckpoint } from '#kernel/evidence/note.ts';
import { hashFile, isKept, keepFile } from '#kernel/files/keep.ts';
import type { Server } from '#kernel/http/server.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { type Branch, openBranch } from '#modules/payouts/testing/branch.ts';
import { openSmallDisk, type SmallDisk } from './testing/small-disk.ts';

/** The disk of everything beside PostgreSQL is full: what was not written is told, leaves nothing half, and goes on afterwards. */
const PART = 1 << 20;
/** What the disk gives at a time: room for one small file. */
const PAGE = 4096;
const db = await cloneDatabase();
let disk: SmallDisk | null;
let branch: Branch;
let server: Server;

before(async () => {
  disk = await openSmallDisk(8);
  if (!disk) return;
  branch = await openBranch(db);
  server = await buildServer({
    db,
    clock: branch.month.clock,
    log: pino({ level: 'silent' }),
    dataDir: disk.folder,
    sessionSecret: TEST_SECRET,
  });
});
after(async () => {
  await server?.close();
  await branch?.month.close();
  await disk?.close();
});

/** Leaves `bytes` free, does the work, and frees the rest again. */
async function whenFull(bytes: number, work: () => Promise<void>): Promise<void> {
  const { folder } = disk as SmallDisk;
  const filler = join(folder, 'filler');
  const { bavail, bsize } = await statfs(folder);
  await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
  try {
    await work();
  } finally {
    await rm(filler);
  }
}

async function upload(bytes: Buffer): Promise<{ status: number; code: string | undefined }> {
  const { officeId, teller } = branch;
  const head =
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n';
  const answer = await server.app.inject({
    method: 'POST',
    url: `/api/payouts/signatures?officeId=${officeId}`,
    headers: { cookie: teller, 'content-type': 'multipart/form-data; boundary=x' },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]),
  });
  return { status: answer.statusCode, code: answer.json().error?.code };
}

/** A PNG of one pixel, drawn out by a chunk that readers leave aside. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PICTURE = Buffer.concat([PIXEL, Buffer.alloc(200_000)]);
const namesIn = async (...path: string[]) =>
  (await readdir(join((disk as SmallDisk).folder, ...path), { recursive: true }).catch(() => [])).filter(
    (name) => /\./.test(name),
  );
const unlessSmall = (t: { skip(message: string): void }) => {
  if (!disk) t.skip('a small disk cannot be mounted here: run as root on Linux');
  return !disk;
};

test('an upload that finds no room is told so and leaves nothing, and stands when there is room', async (t) => {
  if (unlessSmall(t)) return;
  await whenFull(64 * 1024, async () => {
    assert.deepEqual(await upload(PICTURE), { status: 507, code: 'storage_full' });
    assert.deepEqual(await namesIn('uploads'), []);
  });
  assert.deepEqual(await upload(PICTURE), { status: 200, code: undefined });
});

test('a file that is received and cannot be kept is told so, and no part of it stays', async (t) => {
  if (unlessSmall(t)) return;
  const other = Buffer.concat([PICTURE, Buffer.from('other')]);
  await whenFull(PICTURE.length + 48 * 1024, async () => {
    assert.deepEqual(await upload(other), { status: 507, code: 'storage_full' });
    assert.deepEqual([await namesIn('uploads'), await namesIn('files')], [[], []]);
  });
  assert.equal((await upload(other)).status, 200);
  const { folder } = disk as SmallDisk;
  const path = join(folder, 'large');
  await writeFile(path, Buffer.alloc(PART, 7));
  const sha256 = await hashFile(path);
  await whenFull(PART / 2, async () => {
    await assert.rejects(keepFile(join(folder, 'files'), path, sha256), { code: 'ENOSPC' });
    assert.equal(await isKept(join(folder, 'files'), sha256), false);
  });
  await keepFile(join(folder, 'files'), path, sha256);
  assert.equal(await isKept(join(folder, 'files'), sha256), true);
});

test('checkpoints that cannot be kept are not signed, those that cannot leave are told, and both go on', async (t) => {
  if (unlessSmall(t)) return;
  const { folder } = disk as SmallDisk;
  const told: string[] = [];
  const log = { error: (_facts: object, message: string) => void told.push(message), info: () => {} };
  const settings = { db, clock: branch.month.clock, log, keysFolder: join(folder, 'evidence') };
  const size = await catchUp(settings);
  const offer = async () => {
    const { vault, drawer, treasurer } = branch;
    const body = { id: newId(), fromHand: vault, towardHand: drawer, count: { '10000': 1 } };
    return (await branch.ask(treasurer, 'POST', '/offers', body)).status;
  };
  await whenFull(0, async () => {
    assert.equal(await offer(), 200, 'nobody waits for the evidence');
    await assert.rejects(catchUp(settings), { code: 'ENOSPC' });
    assert.equal(
      (await newestCheckpoint(db.read))?.size,
      size,
      'what is not remembered outside is not signed',
    );
  });
  assert.ok((await catchUp(settings)) > size);
  const handingOut = { ...settings, outFolder: join(folder, 'out') };
  assert.equal(await offer(), 200);
  await whenFull(PAGE, async () => {
    const signed = await catchUp(handingOut);
    assert.equal((await newestCheckpoint(db.read))?.size, signed, 'it is signed all the same');
    assert.deepEqual(told, ['a checkpoint did not leave the system']);
  });
  assert.equal(await offer(), 200);
  const signed = await catchUp(handingOut);
  const left = await readFile(join(folder, 'out', 'newest.checkpoint'), 'utf8');
  assert.equal(readCheckpoint(left)?.size, signed);
});
