import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { readHead } from './export-file.ts';
import { tidyNote } from './note.ts';
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
/** Far above the handover of a province's whole month; a longer line is no leaf of ours and is not held. */
const LINE_MOST = 1 << 26;
/** What editors put around lines: a byte order mark, and another end. */
const OF_EDITORS = /^\uFEFF|\r$/gu;

/**
 * Verifies a file by itself: an export or the proof of a receipt. It uses the standard library alone, holds one line at a
 * time, and asks nobody. A file that ends in the middle, or whose packing is damaged, is broken; one that cannot be opened
 * is an error. One that another program saved is read all the same, so that what else is wrong with it is told.
 */
export async function verifyFile(
  path: string,
  kept: Kept & { readonly code?: string } = {},
): Promise<FileVerdict> {
  const lines = linesOf(path);
  let rewritten = false;
  const own = (line: string | null | undefined) => {
    const text = line ?? '';
    const bare = text.replace(OF_EDITORS, '');
    rewritten ||= bare !== text;
    return bare;
  };
  const head = readHead(own((await lines.next()).value));
  if (!head) {
    await lines.return(undefined);
    return verifyReceipt(path, kept);
  }
  const verification = openVerification(head, kept);
  for await (const line of lines) verification.take(own(line));
  if (rewritten) verification.rewritten();
  return { file: 'export', verdict: verification.end() };
}

async function verifyReceipt(path: string, kept: Kept & { readonly code?: string }): Promise<FileVerdict> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const proof = size > RECEIPT_MOST ? null : readReceiptProof(tidyNote(await file.readFile('utf8')));
    if (!proof) return { file: 'unknown' };
    const { code, checkpoint } = proof;
    return { file: 'receipt', why: whyNotProved(proof, kept), code, checkpoint };
  } finally {
    await file.close();
  }
}

/** The lines of a file, packed or not; null for one that is too long, and where the packing is damaged, which ends them. */
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
  let length = 0;
  const hold = (part: Buffer) => {
    length += part.length;
    if (length > LINE_MOST) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const line = () => {
    const text = length > LINE_MOST ? null : Buffer.concat(parts).toString();
    [parts, length] = [[], 0];
    return text;
  };
  try {
    for await (const chunk of bytes) {
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        hold(chunk.subarray(from, at));
        yield line();
        from = at + 1;
      }
      hold(chunk.subarray(from));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    yield null;
    return;
  } finally {
    source.destroy();
  }
  if (length > 0) yield line();
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
