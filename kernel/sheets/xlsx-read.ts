import { readFile } from 'node:fs/promises';
import { streamXlsxRows } from 'hucre/xlsx';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Cell, Sheet, SheetRow } from './cell.ts';
import type { SheetLimits } from './limits.ts';
import { inflatePart, zipEntries } from './zip.ts';

const BATCH = 500;

/** Reads the sheets of a workbook (ECMA-376) one after another, as a stream of row batches. */
export async function* xlsxSheets(path: string, limits: SheetLimits): AsyncGenerator<Sheet> {
  const bytes = await readFile(path);
  const entries = zipEntries(bytes, limits);
  const workbook = entries.find(({ name }) => /(^|\/)workbook\.xml$/i.test(name));
  if (!workbook) {
    const kind = entries.some(({ name }) => name === 'word/document.xml') ? 'DOCX' : 'ZIP';
    throw new Refusal('file_not_a_sheet', { kind });
  }
  const shared = entries.find(({ name }) => /sharedStrings\.xml$/i.test(name));
  if (shared && shared.inflatedBytes > limits.sharedBytes)
    throw new Refusal('file_too_big', { bytes: shared.inflatedBytes, limitBytes: limits.sharedBytes });
  const listed = sheetsOf(inflatePart(bytes, workbook).toString('utf8'));
  if (listed.length === 0) throw new Refusal('file_empty', { bytes: bytes.length });
  for (const [index, { name, hidden }] of listed.entries())
    yield { name, hidden, batches: batches(bytes, index, limits) };
}

/** Names and visibility of the sheets in the order of the workbook part, which is the order the reader counts in. */
function sheetsOf(xml: string): { name: string; hidden: boolean }[] {
  return [...xml.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)].map(([, attributes = '']) => ({
    name: plain(/\bname="([^"]*)"/.exec(attributes)?.[1] ?? ''),
    hidden: /\bstate="(hidden|veryHidden)"/.test(attributes),
  }));
}

function plain(text: string): string {
  return text
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

async function* batches(bytes: Buffer, sheet: number, limits: SheetLimits): AsyncGenerator<SheetRow[]> {
  let batch: SheetRow[] = [];
  let count = 0;
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
      if (++count > limits.rows) throw new Refusal('file_too_big', { rows: count, limitRows: limits.rows });
      batch.push({ row: index + 1, cells: cellsOf(values, index + 1, limits) });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw refused(error, bytes);
  }
  if (batch.length > 0) yield batch;
}

function cellsOf(values: readonly unknown[], row: number, limits: SheetLimits): Cell[] {
  let length = Math.min(values.length, limits.columns);
  while (length > 0 && (values[length - 1] === null || values[length - 1] === '')) length--;
  const cells: Cell[] = Array.from({ length });
  for (let i = 0; i < length; i++) {
    const value = values[i];
    if (typeof value === 'string') {
      if (value.length > limits.cellLength)
        throw new Refusal('file_cell_too_long', { row, column: i, limit: limits.cellLength });
      cells[i] = value;
    } else if (typeof value === 'number' || typeof value === 'boolean') cells[i] = value;
    else if (value instanceof Date)
      cells[i] = Number.isNaN(value.valueOf()) ? null : value.toISOString().slice(0, 10);
    else cells[i] = null;
  }
  return cells;
}

/** The reader stops at the size the table of contents promises; going past it is a lie, anything else is damage. */
function refused(error: unknown, bytes: Buffer): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error;
  if (/exceeds|bomb/i.test(error.message)) return new Refusal('file_bomb', { packedBytes: bytes.length });
  if (error.name === 'EncryptedFileError') return new Refusal('file_encrypted');
  return new Refusal('file_truncated', { bytes: bytes.length, cause: error.message.slice(0, 200) });
}
