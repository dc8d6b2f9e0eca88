import { crc32, createInflateRaw } from 'node:zlib';
import { Refusal } from '#kernel/words/refusal.ts';
import { type ZipEntry, packedBytesOf } from './zip.ts';

const PIECE = 1 << 18;

/**
 * The bytes of one part of a zip, inflated piece by piece. Far more bytes than the table of contents promised is a lie (`file_bomb`);
 * another length or checksum is damage (`file_truncated`).
 */
export async function* bytesOfPart(bytes: Buffer, entry: ZipEntry): AsyncGenerator<Buffer> {
  const damaged = (): Refusal => new Refusal('file_truncated', { bytes: bytes.length, part: entry.name });
  let count = 0;
  let sum = 0;
  for await (const piece of inflated(packedBytesOf(bytes, entry), entry.method, damaged)) {
    count += piece.length;
    // Damage may lengthen a part a little; a bomb goes on.
    if (count > entry.inflatedBytes * 2 + (1 << 16))
      throw new Refusal('file_bomb', { part: entry.name, inflatedBytes: entry.inflatedBytes });
    sum = crc32(piece, sum);
    yield piece;
  }
  if (count !== entry.inflatedBytes || sum !== entry.crc) throw damaged();
}

/** The text of one part, piece by piece. */
export async function* textOfPart(bytes: Buffer, entry: ZipEntry): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of bytesOfPart(bytes, entry)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** A small part whole. */
export async function wholePart(bytes: Buffer, entry: ZipEntry): Promise<string> {
  let text = '';
  for await (const piece of textOfPart(bytes, entry)) text += piece;
  return text;
}

async function* inflated(packed: Buffer, method: number, damaged: () => Refusal): AsyncGenerator<Buffer> {
  if (method === 0) return yield packed;
  if (method !== 8) throw damaged();
  const inflate = createInflateRaw({ chunkSize: PIECE });
  inflate.end(packed);
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code?.startsWith('Z_') ? damaged() : error;
  }
}
