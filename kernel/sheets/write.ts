import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { writeXlsxStream } from 'hucre/xlsx';
import { neutralCell } from '#kernel/words/text.ts';

/** What may be written: bigint amounts become numbers while they are exact, dates are given as text. */
export type OutCell = string | number | bigint | boolean | null | undefined;
export type OutRows = AsyncIterable<readonly OutCell[]> | Iterable<readonly OutCell[]>;

export interface OutSheet {
  name: string;
  /** Heads of the columns with their widths in characters; the digits of a figure are grouped. */
  columns: readonly { head: string; width?: number; figure?: boolean }[];
  rows: OutRows;
}

/**
 * Writes one sheet as xlsx, row by row in constant memory. Text that a spreadsheet would run as a formula is written with an
 * apostrophe before it (CWE-1236); numbers stay numbers.
 */
export async function writeXlsx(out: Writable, { name, columns, rows }: OutSheet): Promise<void> {
  const stream = writeXlsxStream(
    (async function* () {
      for await (const row of rows) yield row.map(sheetCell);
    })(),
    {
      name: sheetName(name),
      columns: columns.map(({ head, width, figure }) => ({
        header: neutralCell(head),
        ...(width ? { width } : {}),
        ...(figure ? { numFmt: '#,##0' } : {}),
      })),
      freezePane: { rows: 1 },
    },
  );
  for await (const chunk of stream) if (!out.write(chunk)) await once(out, 'drain');
  out.end();
  await finished(out);
}

/** Writes delimited text as Excel opens it here: UTF-8 with a byte order mark, semicolons, CRLF (RFC 4180). */
export async function writeCsv(
  out: Writable,
  { columns, rows }: Omit<OutSheet, 'name'>,
  delimiter = ';',
): Promise<void> {
  out.write(`\uFEFF${columns.map(({ head }) => csvCell(head, delimiter)).join(delimiter)}\r\n`);
  let lines = '';
  for await (const row of rows) {
    lines += `${row.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
    if (lines.length < 65_536) continue;
    if (!out.write(lines)) await once(out, 'drain');
    lines = '';
  }
  out.end(lines);
  await finished(out);
}

async function finished(out: Writable): Promise<void> {
  if (!out.writableFinished) await once(out, 'finish');
}

function sheetCell(cell: OutCell): string | number | boolean | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'string') return neutralCell(cell);
  if (typeof cell === 'bigint')
    return cell <= 9_007_199_254_740_991n && cell >= -9_007_199_254_740_991n ? Number(cell) : cell.toString();
  return cell;
}

function csvCell(cell: OutCell, delimiter: string): string {
  if (cell === null || cell === undefined) return '';
  const text = typeof cell === 'string' ? neutralCell(cell) : String(cell);
  return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Sheet names hold at most 31 characters and none of `[]:*?/\`. */
function sheetName(name: string): string {
  return (
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .trim() || 'Sheet1'
  );
}
