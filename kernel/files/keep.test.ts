import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, beforeEach, test } from 'node:test';
import { fileSealedUnder } from '../keys/file.ts';
import { addKey, openKeyring, passingKeyring } from '../keys/keyring.ts';
import { KeyMissing, useKeyring } from '../keys/seal.ts';
import { clearPassing, findKept, keepFile, placeOf, readKept, withKept } from './keep.ts';
import { countKept, isWhole, resealKept } from './reseal.ts';

const root = await mkdtemp(join(tmpdir(), 'tungnha-kept-'));
const folder = join(root, 'files');
const ring = join(root, 'keyring.json');
const NOW = new Date('2026-01-01T00:00:00Z');
const SAID = 'Nguyễn Thị Thử, 045151317021\n'.repeat(9_000);
const sha256 = createHash('sha256').update(SAID).digest('hex');
after(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  await rm(folder, { recursive: true, force: true });
  useKeyring(openKeyring(ring, NOW));
});

async function keep(): Promise<void> {
  const path = join(root, 'upload');
  await writeFile(path, SAID);
  await keepFile(folder, path, sha256);
}

test('a kept file lies sealed, bears the hash of what it says, and reads as it was', async () => {
  await keep();
  const lies = await readFile(placeOf(folder, sha256));
  assert.equal(lies.includes('045151317021'), false);
  assert.equal((await stat(placeOf(folder, sha256))).mode & 0o777, 0o600);
  assert.equal(await fileSealedUnder(placeOf(folder, sha256)), openKeyring(ring, NOW).newest().id);
  assert.equal(await text(readKept(folder, sha256)), SAID);
  assert.equal(await text((await findKept(folder, sha256)) as Readable), SAID);
  assert.equal(await findKept(folder, sha256.replace(/^./, 'g')), null);
  await withKept(folder, sha256, async (path) => assert.equal(await readFile(path, 'utf8'), SAID));
  assert.deepEqual(await readdir(join(folder, 'reading')), []);
  await clearPassing(folder);
  assert.equal((await readdir(folder)).includes('reading'), false);
});

test('one that was touched, cut off or laid under another name does not read, and is told', async () => {
  await keep();
  const place = placeOf(folder, sha256);
  const lies = await readFile(place);
  const other = createHash('sha256').update('other').digest('hex');
  await mkdir(dirname(placeOf(folder, other)), { recursive: true });
  await writeFile(placeOf(folder, other), lies);
  assert.equal(await isWhole(place, sha256), true);
  assert.equal(await isWhole(placeOf(folder, other), other), false);
  for (const broken of [
    lies.subarray(0, -70_000),
    Buffer.concat([lies, lies]),
    Buffer.from(lies).fill(1, 90, 91),
  ]) {
    await writeFile(place, broken);
    await assert.rejects(text(readKept(folder, sha256)));
    assert.equal(await isWhole(place, sha256), false);
  }
});

test('what was kept open before still reads, and is sealed by the next resealing; so is what lies under an earlier key', async () => {
  const place = placeOf(folder, sha256);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, SAID);
  const brought = new Date('2025-06-01T00:00:00Z');
  await utimes(place, brought, brought);
  assert.equal(await text(readKept(folder, sha256)), SAID);
  assert.deepEqual([...(await countKept(folder))], [[null, 1]]);
  for (const changed of [1, 0, 1]) {
    if (changed === 1) addKey(ring, NOW);
    const keys = openKeyring(ring, NOW);
    useKeyring(keys);
    assert.deepEqual(await resealKept(folder, keys.newest().id), { changed, passed: 0, last: null });
    assert.deepEqual([...(await countKept(folder))], [[keys.newest().id, 1]]);
    assert.equal(await text(readKept(folder, sha256)), SAID);
  }
  assert.deepEqual((await stat(place)).mtime, brought, 'it was not brought again');
  assert.deepEqual(await readdir(dirname(place)), [sha256], 'no draft is left');
});

test('without its key a file is neither read nor called broken, and a changed open one is never sealed', async () => {
  await keep();
  useKeyring(passingKeyring());
  await assert.rejects(text(readKept(folder, sha256)), KeyMissing);
  assert.equal(await isWhole(placeOf(folder, sha256), sha256), null);
  assert.deepEqual(await resealKept(folder, 'k00000000'), { changed: 0, passed: 1, last: null });
  await writeFile(placeOf(folder, sha256), `${SAID}!`);
  assert.deepEqual(await resealKept(folder, 'k00000000'), { changed: 0, passed: 1, last: null });
  assert.equal(await readFile(placeOf(folder, sha256), 'utf8'), `${SAID}!`);
});
