import { Refusal } from '#kernel/words/refusal.ts';
import type { SheetLimits } from './limits.ts';

export interface ZipEntry {
  name: string;
  method: number;
  crc: number;
  packedBytes: number;
  inflatedBytes: number;
  offset: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * The table of contents of a zip (APPNOTE 6.3, 4.3.12). A cut file has no end record: `file_truncated`.
 * What the table promises is weighed before a byte is inflated: `file_bomb`, `file_too_big`.
 */
export function zipEntries(bytes: Buffer, limits: SheetLimits): ZipEntry[] {
  const entries = listed(bytes);
  let total = 0;
  for (const entry of entries) {
    const { name, packedBytes, inflatedBytes } = entry;
    const facts = { part: name, packedBytes, inflatedBytes };
    // A part that says it inflates to nothing would pass every cap below.
    if (inflatedBytes === 0 && packedBytes > 16) throw new Refusal('file_bomb', facts);
    if (inflatedBytes > 16 * 2 ** 20 && inflatedBytes > packedBytes * limits.ratio)
      throw new Refusal('file_bomb', facts);
    if (entry.offset + packedBytes > bytes.length)
      throw new Refusal('file_truncated', { bytes: bytes.length });
    total += inflatedBytes;
  }
  if (total > limits.inflatedBytes)
    throw new Refusal('file_too_big', { bytes: total, limitBytes: limits.inflatedBytes });
  return entries;
}

/** The bytes of a part as packed, behind its local header. */
export function packedBytesOf(bytes: Buffer, { offset, packedBytes }: ZipEntry): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL)
    throw new Refusal('file_truncated', { bytes: bytes.length });
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  return bytes.subarray(start, start + packedBytes);
}

function listed(bytes: Buffer): ZipEntry[] {
  const end = endRecord(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY)
      throw new Refusal('file_truncated', { bytes: bytes.length });
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const entry: ZipEntry = {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packedBytes: bytes.readUInt32LE(at + 20),
      inflatedBytes: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    wide(entry, bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    entries.push(entry);
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function endRecord(bytes: Buffer): number {
  // The record is 22 bytes and a comment of at most 65,535.
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--)
    if (bytes.readUInt32LE(at) === END) return at;
  throw new Refusal('file_truncated', { bytes: bytes.length });
}

/** Sizes above 4 GB, and those of writers that never use the short fields, stand in the ZIP64 extra field. */
function wide(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    let next = 0;
    for (const key of ['inflatedBytes', 'packedBytes', 'offset'] as const)
      if (entry[key] === 0xffffffff && next + 8 <= field.length) {
        entry[key] = Number(field.readBigUInt64LE(next));
        next += 8;
      }
  }
}
