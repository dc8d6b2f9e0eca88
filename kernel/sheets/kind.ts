import { Refusal } from '#kernel/words/refusal.ts';

/** Files people rename to .xlsx or .csv, known by their first bytes. */
const FOREIGN: readonly [kind: string, bytes: readonly number[]][] = [
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['gzip', [0x1f, 0x8b]],
  ['EXE', [0x4d, 0x5a]],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

/**
 * Says by its first bytes, never by its name, whether a file is an xlsx or text. Refuses `file_empty`,
 * `file_encrypted` (a compound file holding EncryptedPackage, MS-OFFCRYPTO 2.3.4), `file_legacy_xls`, `file_not_a_sheet`.
 * @param start the first 256 KB of the file or all of it
 * @param tail its last 256 KB
 */
export function kindOf(start: Buffer, tail: Buffer): 'xlsx' | 'csv' {
  if (start.length === 0) throw new Refusal('file_empty', { bytes: 0 });
  if (start.length >= 4 && start.readUInt32LE(0) === 0x04034b50) return 'xlsx';
  if (start.length >= 4 && start.readUInt32LE(0) === 0x06054b50)
    throw new Refusal('file_not_a_sheet', { kind: 'ZIP' });
  if (start.length >= 8 && start.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1') throw compound(start, tail);
  for (const [kind, bytes] of FOREIGN)
    if (bytes.every((byte, i) => start[i] === byte)) throw new Refusal('file_not_a_sheet', { kind });
  const head = start.toString('latin1', 0, 512).trimStart().toLowerCase();
  if (/^(\u00ef\u00bb\u00bf)?\s*<(!doctype|html|table|\?xml|meta|style)/.test(head))
    throw new Refusal('file_not_a_sheet', { kind: 'HTML/XML' });
  return 'csv';
}

/** The directory of a compound file (MS-CFB 2.6) names its streams; it often stands at the end of the file. */
function compound(start: Buffer, tail: Buffer): Refusal {
  const holds = (name: string): boolean =>
    [start, tail].some((part) => part.includes(Buffer.from(name, 'utf16le')));
  if (holds('EncryptedPackage')) return new Refusal('file_encrypted');
  if (holds('Workbook') || holds('Book')) return new Refusal('file_legacy_xls');
  return new Refusal('file_not_a_sheet', { kind: 'OLE' });
}
