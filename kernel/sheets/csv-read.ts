import { open } from 'node:fs/promises';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Sheet, SheetRow } from './cell.ts';
import { csvSplitter, delimiterOf } from './csv-cells.ts';
import { encodingOf, textOf } from './csv-text.ts';
import type { SheetLimits } from './limits.ts';

/** Reads delimited text as one sheet, which has no name. Every cell is text; row numbers count records from 1. */
export async function* csvSheets(path: string, start: Buffer, limits: SheetLimits): AsyncGenerator<Sheet> {
  const encoding = encodingOf(start);
  const peek = new TextDecoder(encoding === 'bytes' ? 'windows-1252' : encoding).decode(start);
  if (peek.trim() === '') throw new Refusal('file_empty', { bytes: start.length });
  const delimiter = delimiterOf(peek);
  if (delimiter === null) throw new Refusal('file_not_a_sheet', { kind: 'text' });
  yield { name: '', hidden: false, batches: batches(path, encoding, delimiter, limits) };
}

async function* batches(
  path: string,
  encoding: ReturnType<typeof encodingOf>,
  delimiter: string,
  limits: SheetLimits,
): AsyncGenerator<SheetRow[]> {
  await using file = await open(path);
  const splitter = csvSplitter(delimiter, limits);
  let row = 0;
  let width = 0;
  const numbered = (records: string[][]): SheetRow[] => {
    if (row + records.length > limits.rows)
      throw new Refusal('file_too_big', { rows: row + records.length, limitRows: limits.rows });
    return records.map((cells) => ({ row: ++row, cells }));
  };
  for await (const piece of textOf(file, encoding)) {
    const records = splitter.feed(piece);
    if (records.length === 0) continue;
    width = records.at(-1)?.length ?? 0;
    yield numbered(records);
  }
  const last = splitter.end();
  // A last line that breaks off before its last column, with no line end, is the mark of a cut download.
  if (last.length === 1 && (last[0]?.length ?? 0) < width)
    throw new Refusal('file_truncated', { row: row + 1, cells: last[0]?.length, expected: width });
  yield numbered(last);
}
