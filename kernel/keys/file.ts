import { hkdfSync, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Key } from './keyring.ts';
import { newestKey, showKey } from './seal.ts';
import { openChunks, sealChunks, takeHead } from './stream.ts';

/** How a sealed file begins; no picture, sheet or PDF does. The key's name (9 bytes) and 16 random bytes follow. */
const MARK = Buffer.from('TNFILE1\n');
const ID = 9;
const SALT = 16;
const HEAD = MARK.length + ID + SALT;

/** Seals a file's content for its place under a key of its own, which the newest key of the keyring gives for the header's salt. */
export async function* sealFile(source: AsyncIterable<Buffer>, place: string): AsyncGenerator<Buffer> {
  const key = newestKey();
  const salt = randomBytes(SALT);
  yield Buffer.concat([MARK, Buffer.from(key.id.padEnd(ID)), salt]);
  yield* sealChunks(source, ownKey(key, salt), place);
}

/** What was sealed for this place. A file that never was comes as it is. Throws `KeyMissing`, and when it was tampered with. */
export async function* openFile(source: AsyncIterable<Buffer>, place: string): AsyncGenerator<Buffer> {
  const { head, rest } = await takeHead(source, HEAD);
  const id = keyIn(head);
  if (id === null) {
    if (head.length > 0) yield head;
    yield* rest;
    return;
  }
  yield* openChunks(rest, ownKey(showKey(id), head.subarray(HEAD - SALT)), place);
}

/** The key that a file lies under; null for one that was never sealed. */
export async function fileSealedUnder(path: string): Promise<string | null> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return keyIn(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function keyIn(head: Buffer): string | null {
  if (head.length < HEAD || !head.subarray(0, MARK.length).equals(MARK)) return null;
  return head
    .subarray(MARK.length, MARK.length + ID)
    .toString()
    .trim();
}

function ownKey(key: Key, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key.sealing, salt, 'tungnha file', 32));
}
