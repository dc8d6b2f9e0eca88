import { through } from './batch.ts';
import { readOperation, type SignedOperation } from './operation.ts';
import { fromBase64url, sha256, toBase64url } from './seal.ts';

/** Unsent operations outside the phone: a file, or QR codes shown one after the other. They are signed, so any way will do. */
export interface ExportFile {
  readonly form: 'operations/1';
  readonly device: string;
  readonly exportedAt: string;
  readonly operations: readonly SignedOperation[];
}

const FRAME = /^TN1\.([0-9a-f]{8})\.(\d{1,3})\.(\d{1,3})\.([A-Za-z0-9_-]+)$/;
/** Base64url letters a QR; a code of version 20 or so, which an old camera still reads. */
const FRAME_LETTERS = 600;

/** The texts of the QR codes of an export: `TN1.<sum>.<number>.<of>.<part>`. */
export async function framesOf(file: ExportFile): Promise<string[]> {
  const bytes = new TextEncoder().encode(JSON.stringify(file));
  const letters = toBase64url(await through(new CompressionStream('gzip'), bytes));
  const sum = (await sha256(letters)).slice(0, 8);
  const parts = letters.match(new RegExp(`.{1,${FRAME_LETTERS}}`, 'g')) ?? [];
  return parts.map((part, i) => `TN1.${sum}.${i + 1}.${parts.length}.${part}`);
}

/** Puts scanned frames together, in any order and seen any number of times. Answers the numbers still missing until it is whole. */
export async function readFrames(
  frames: readonly string[],
): Promise<{ readonly missing: readonly number[] } | { readonly file: ExportFile } | null> {
  const read = frames.flatMap((frame) => {
    const [, sum, number, of, part] = FRAME.exec(frame) ?? [];
    return sum && part ? [{ sum, number: Number(number), of: Number(of), part }] : [];
  });
  const [first] = read;
  if (!first || read.some(({ sum, of }) => sum !== first.sum || of !== first.of)) return null;
  const parts = new Map(read.map(({ number, part }) => [number, part]));
  const numbers = Array.from({ length: first.of }, (_, i) => i + 1);
  const missing = numbers.filter((number) => !parts.has(number));
  if (missing.length > 0) return { missing };
  const letters = numbers.map((number) => parts.get(number)).join('');
  const bytes = fromBase64url(letters);
  if (!bytes || (await sha256(letters)).slice(0, 8) !== first.sum) return null;
  const text = await through(new DecompressionStream('gzip'), bytes).catch(() => null);
  const file = text && readExportFile(new TextDecoder().decode(text));
  return file ? { file } : null;
}

/** Reads an export's file; null when it is none. */
export function readExportFile(text: string): ExportFile | null {
  try {
    const file = JSON.parse(text) as Partial<ExportFile> | null;
    const fits =
      file?.form === 'operations/1' &&
      typeof file.device === 'string' &&
      Array.isArray(file.operations) &&
      file.operations.every(
        (each) => typeof each.signature === 'string' && readOperation(each.text)?.device === file.device,
      );
    return fits ? (file as ExportFile) : null;
  } catch {
    return null;
  }
}
