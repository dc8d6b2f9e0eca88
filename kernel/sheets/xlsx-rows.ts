import { Refusal } from '#kernel/words/refusal.ts';
import { type Cell, type SheetRow, dayOfSerial } from './cell.ts';
import type { SheetLimits } from './limits.ts';
import type { Book } from './xlsx-book.ts';
import { rowBytes } from './xlsx-bytes.ts';
import { rowCutter } from './xlsx-cut.ts';
import { attribute, itemText, plainText, withoutSections } from './xlsx-xml.ts';

/** Turns the XML of one sheet, fed in pieces, into rows. */
export function rowScanner(book: Book, limits: SheetLimits) {
  let count = 0;
  let row = 0;
  const tooLong = (): Refusal =>
    new Refusal('file_cell_too_long', { row: row + 1, column: 0, limit: limits.cellLength });
  const elements = rowCutter(limits.cellLength * 512, tooLong);
  const fast = rowBytes(book, limits.columns, limits.cellLength);

  const rowOf = (bytes: Buffer, from: number, tagEnd: number, to: number): SheetRow => {
    if (++count > limits.rows) throw new Refusal('file_too_big', { rows: count, limitRows: limits.rows });
    const prefix = elements.prefix();
    const number = Number(attribute(bytes.toString('latin1', from, tagEnd), 'r') ?? row + 1);
    row = Number.isSafeInteger(number) && number > row ? number : row + 1;
    const cells = prefix === '' ? fast(bytes, tagEnd + 1, Math.max(tagEnd + 1, to - ROW_END)) : null;
    return {
      row,
      cells: cells ?? cellsOf(withoutSections(bytes.toString('utf8', from, to)), row, prefix, book, limits),
    };
  };
  return (piece: Buffer): SheetRow[] => elements.feed(piece, rowOf);
}

const ROW_END = '</row>'.length;

function cellsOf(xml: string, row: number, prefix: string, book: Book, limits: SheetLimits): Cell[] {
  const cells: Cell[] = [];
  const open = `<${prefix}c`;
  const close = `</${prefix}c>`;
  let column = -1;
  for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at)) {
    const tagEnd = xml.indexOf('>', at);
    const next = xml.charCodeAt(at + open.length);
    const tag = xml.slice(at + open.length, tagEnd);
    at = tagEnd < 0 ? xml.length : tagEnd;
    // A space, a slash or the tag's end: `<cols` and the like are other elements.
    if (next > 32 && next !== 47 && next !== 62) continue;
    column = columnOf(tag, column + 1);
    if (tag.endsWith('/')) continue;
    const end = xml.indexOf(close, tagEnd);
    if (end < 0) break;
    at = end;
    if (column >= limits.columns) continue;
    const cell = cellOf(tag, xml.slice(tagEnd + 1, end), prefix, book);
    if (cell === null || cell === '') continue;
    if (typeof cell === 'string' && cell.length > limits.cellLength)
      throw new Refusal('file_cell_too_long', { row, column, limit: limits.cellLength });
    while (cells.length < column) cells.push(null);
    cells[column] = cell;
  }
  return cells;
}

/** The column of a reference such as `AB12`, from 0; a cell without one follows its neighbour. */
function columnOf(tag: string, following: number): number {
  let at = tag.indexOf(' r="');
  if (at < 0) {
    const reference = attribute(tag, 'r');
    return reference === undefined ? following : columnOf(` r="${reference}"`, following);
  }
  let column = 0;
  for (at += 4; ; at++) {
    const letter = tag.charCodeAt(at) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  return column > 0 ? column - 1 : following;
}

/** A cell's value by its type (18.18.11). An error such as `#N/A` stays text, so that whoever reads an amount can name it. */
function cellOf(tag: string, body: string, prefix: string, book: Book): Cell {
  const type = attribute(tag, 't') ?? 'n';
  if (type === 'inlineStr') return itemText(body, prefix);
  const start = body.indexOf(`<${prefix}v`);
  if (start < 0) return null;
  const from = body.indexOf('>', start) + 1;
  const end = body.indexOf(`</${prefix}v>`, from);
  if (end < 0) return null;
  const value = body.slice(from, end);
  if (type === 's') return book.shared[Number(value)] ?? null;
  if (type === 'b') return value === '1' || value === 'true';
  if (type === 'd') return value.slice(0, 10);
  if (type !== 'n') return plainText(value);
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) return null;
  const style = attribute(tag, 's');
  if (style !== undefined && book.dates[Number(style)] === true)
    return dayOfSerial(number + book.shiftDays) ?? number;
  return number;
}
