import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { openFile, sealFile } from './file.ts';
import { passingKeyring } from './keyring.ts';
import { KeyMissing, useKeyring } from './seal.ts';
import { openChunks, sealChunks } from './stream.ts';

const key = randomBytes(32);
const CHUNK = 65_536;
const SEALED = CHUNK + 16;
const LENGTHS = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7];

async function* inPieces(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}
const whole = async (stream: AsyncIterable<Buffer>) => {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
};
const sealed = (content: Buffer, place = 'a') => whole(sealChunks(inPieces(content, 10_000), key, place));
const open = (content: Buffer, place = 'a') => whole(openChunks(inPieces(content, 33_333), key, place));

test('a stream of any length opens as it was, and for its place only', async () => {
  for (const length of LENGTHS) {
    const content = randomBytes(length);
    const closed = await sealed(content);
    assert.ok((await open(closed)).equals(content), `${length} bytes`);
    await assert.rejects(open(closed, 'b'));
  }
});

test('chunks that were cut off, dropped, doubled, swapped or touched do not open', async () => {
  const closed = await sealed(randomBytes(3 * CHUNK + 7));
  const chunks = [0, 1, 2, 3].map((n) => closed.subarray(n * SEALED, (n + 1) * SEALED)) as Buffer[];
  const orders = [[0, 1, 2], [0], [], [1, 2, 3], [0, 2, 3], [0, 1, 1, 2, 3], [1, 0, 2, 3], [0, 1, 2, 3, 3]];
  for (const order of orders)
    await assert.rejects(
      open(Buffer.concat(order.map((n) => chunks[n] as Buffer))),
      `chunks ${order.join()}`,
    );
  for (const at of [0, SEALED - 1, SEALED, closed.length - 1]) {
    const touched = Buffer.from(closed);
    touched[at] = (touched[at] ?? 0) ^ 1;
    await assert.rejects(open(touched), `byte ${at}`);
  }
  await assert.rejects(open(closed.subarray(0, -1)));
  await assert.rejects(open(Buffer.concat([closed, Buffer.from([0])])));
});

test('a sealed file opens under its key, an open one comes as it is, and another keyring opens nothing', async () => {
  useKeyring(passingKeyring());
  const content = Buffer.concat([Buffer.from('%PDF-1.7 Nguyễn Thị Thử'), randomBytes(CHUNK)]);
  const closed = await whole(sealFile(inPieces(content, 4_096), 'name'));
  assert.equal(closed.includes('Nguyễn'), false);
  assert.ok((await whole(openFile(inPieces(closed, 5), 'name'))).equals(content));
  assert.ok((await whole(openFile(inPieces(content, 5), 'name'))).equals(content));
  assert.equal((await whole(openFile(inPieces(Buffer.from('kort'), 2), 'name'))).toString(), 'kort');
  await assert.rejects(whole(openFile(inPieces(closed, 100_000), 'other')));
  useKeyring(passingKeyring());
  await assert.rejects(whole(openFile(inPieces(closed, 100_000), 'name')), KeyMissing);
});
