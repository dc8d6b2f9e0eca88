import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { readHead } from './export-file.ts';
import { readReceiptProof, type WhyNotProved, whyNotProved } from './receipt-proof.ts';
import { type Kept, openVerification, type Verdict } from './verify-export.ts';

export type FileVerdict =
  | { readonly file: 'export'; readonly verdict: Verdict }
  | {
      readonly file: 'receipt';
      readonly why: WhyNotProved | null;
      readonly code: string;
      readonly checkpoint: string;
    }
  /** Neither an export nor a receipt's proof, or one that is damaged from its beginning. */
  | { readonly file: 'unknown' };

const GZIP = Buffer.of(0x1f, 0x8b);
const RECEIPT_MOST = 1 << 20;

/**
 * Verifies a file by itself: an export or the proof of a receipt. It uses the standard library alone, holds one line at a
 * time, and asks nobody. A file that ends in the middle, or whose packing is damaged, is broken; one that cannot be opened
 * is an error.
 */
export async function verifyFile(
  path: string,
  kept: Kept & { readonly code?: string } = {},
): Promise<FileVerdict> {
  const lines = linesOf(path);
  const first = await lines.next();
  const text = first.done || first.value === null ? '' : first.value;
  const head = readHead(text);
  if (!head) {
    await lines.return(undefined);
    return verifyReceipt(path, kept);
  }
  const verification = openVerification(head, kept);
  for await (const line of lines) verification.take(line ?? '');
  return { file: 'export', verdict: verification.end() };
}

async function verifyReceipt(path: string, kept: Kept & { readonly code?: string }): Promise<FileVerdict> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const proof = size > RECEIPT_MOST ? null : readReceiptProof(await file.readFile('utf8'));
    if (!proof) return { file: 'unknown' };
    const { code, checkpoint } = proof;
    return { file: 'receipt', why: whyNotProved(proof, kept), code, checkpoint };
  } finally {
    await file.close();
  }
}

/** The lines of a file, packed or not; null once where the packing is damaged, which ends them. */
async function* linesOf(path: string): AsyncGenerator<string | null, undefined, undefined> {
  const packed = await isPacked(path);
  const source = createReadStream(path);
  let bytes: AsyncIterable<Buffer> = source;
  if (packed) {
    const unpack = createGunzip();
    source.on('error', (error) => unpack.destroy(error));
    bytes = source.pipe(unpack);
  }
  // Only a line feed ends a line: a leaf may hold any other separator that Unicode knows.
  let parts: Buffer[] = [];
  try {
    for await (const chunk of bytes) {
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        yield Buffer.concat([...parts, chunk.subarray(from, at)]).toString();
        parts = [];
        from = at + 1;
      }
      if (from < chunk.length) parts.push(chunk.subarray(from));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    yield null;
    return;
  } finally {
    source.destroy();
  }
  if (parts.length > 0) yield Buffer.concat(parts).toString();
}

async function isPacked(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.equals(GZIP);
  } finally {
    await file.close();
  }
}
