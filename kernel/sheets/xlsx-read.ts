import { readFile } from 'node:fs/promises';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Sheet, SheetRow } from './cell.ts';
import type { SheetLimits } from './limits.ts';
import { type Book, readBook } from './xlsx-book.ts';
import { rowScanner } from './xlsx-rows.ts';
import { type ZipEntry, zipEntries } from './zip.ts';
import { bytesOfPart } from './zip-text.ts';

/**
 * Reads the sheets of a workbook (ECMA-376) one after another, as a stream of row batches. Only the packed file, the
 * shared texts and one batch are held.
 */
export async function* xlsxSheets(path: string, limits: SheetLimits): AsyncGenerator<Sheet> {
  const bytes = await readFile(path);
  const book = await readBook(bytes, zipEntries(bytes, limits), limits);
  if (book.sheets.length === 0) throw new Refusal('file_empty', { bytes: bytes.length });
  for (const { name, hidden, entry } of book.sheets)
    yield { name, hidden, batches: batches(bytes, entry, book, limits) };
}

async function* batches(
  bytes: Buffer,
  entry: ZipEntry,
  book: Book,
  limits: SheetLimits,
): AsyncGenerator<SheetRow[]> {
  const scan = rowScanner(book, limits);
  for await (const piece of bytesOfPart(bytes, entry)) {
    const rows = scan(piece);
    if (rows.length > 0) yield rows;
  }
}
