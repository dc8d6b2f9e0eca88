import { createCipheriv, createDecipheriv } from 'node:crypto';

const CHUNK = 65_536;
const TAG = 16;

/**
 * Seals a stream of any length in chunks of 64 KiB, each under AES-256-GCM. A nonce is the chunk's number and whether it is the last
 * (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár), so chunks that were dropped, doubled, swapped or cut off at
 * the end do not open. `key` is of this one stream; `place` is what it is sealed for.
 */
export async function* sealChunks(
  source: AsyncIterable<Buffer>,
  key: Buffer,
  place: string,
): AsyncGenerator<Buffer> {
  for await (const { chunk, nonce } of cut(source, CHUNK)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }
}

/** What was sealed so. Throws where the first wrong byte lies in a chunk; what came before was right, but is not the whole. */
export async function* openChunks(
  source: AsyncIterable<Buffer>,
  key: Buffer,
  place: string,
): AsyncGenerator<Buffer> {
  for await (const { chunk, nonce } of cut(source, CHUNK + TAG)) {
    if (chunk.length < TAG) throw new Error('a sealed stream was cut off');
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
      .setAAD(Buffer.from(place))
      .setAuthTag(chunk.subarray(-TAG));
    const plain = Buffer.concat([decipher.update(chunk.subarray(0, -TAG)), decipher.final()]);
    if (plain.length > 0) yield plain;
  }
}

/** Pieces of one size, the last one shorter or just as long; an empty stream is one empty piece. */
async function* cut(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ chunk: Buffer; nonce: Buffer }> {
  let held: Buffer[] = [];
  let length = 0;
  let number = 0;
  for await (const piece of source) {
    held.push(piece);
    length += piece.length;
    // A full piece is given only when something follows it, since the last one is marked.
    if (length <= size) continue;
    const all = Buffer.concat(held);
    let from = 0;
    for (; all.length - from > size; from += size)
      yield { chunk: all.subarray(from, from + size), nonce: nonceOf(number++, false) };
    held = [all.subarray(from)];
    length = all.length - from;
  }
  yield { chunk: Buffer.concat(held), nonce: nonceOf(number, true) };
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Takes the first bytes off a stream; fewer when it is shorter. The rest goes on where they end. */
export async function takeHead(
  source: AsyncIterable<Buffer>,
  length: number,
): Promise<{ head: Buffer; rest: AsyncGenerator<Buffer> }> {
  const pieces = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  while (held.length < length) {
    const { done, value } = await pieces.next();
    if (done) break;
    held = Buffer.concat([held, value]);
  }
  const after = held.subarray(length);
  return {
    head: held.subarray(0, length),
    rest: (async function* () {
      if (after.length > 0) yield after;
      for (;;) {
        const { done, value } = await pieces.next();
        if (done) return;
        yield value;
      }
    })(),
  };
}
