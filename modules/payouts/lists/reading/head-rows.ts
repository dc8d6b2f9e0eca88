import { type Cell, columnIndex, type SheetRow } from '#kernel/sheets/cell.ts';
import { searchKey } from '#kernel/words/text.ts';
import { amountOf } from './amount.ts';
import { fieldOfHead, fieldOfSubhead } from './heads.ts';
import type { Field } from './shapes.ts';
import { textOf } from './text-of.ts';

/** A head over several columns with its sub-heads beneath. */
export interface Span {
  text: string;
  from: number;
  to: number;
}

export interface HeadBlock {
  /** Index in the sample of the first head row, and how many rows the head takes. */
  at: number;
  rows: number;
  width: number;
  /** Joined head text per column, '' where none stands. */
  heads: string[];
  /** The field each column's own head names. */
  fields: (Field | null | undefined)[];
  spans: Span[];
}

const NUMBERING = /^[([]?([a-zđ]{1,2}|\d{1,2})[)\]]?\s*([=(][\s\d=+\-–x*()a-zđ]*)?$/i;

/** `A B C 1 2 3 4=1+2-3`: the row that numbers the columns beneath a head. */
export function isNumbering(cells: readonly Cell[]): boolean {
  const filled = cells.filter((cell) => cell !== null && cell !== '');
  return filled.length >= 3 && filled.every((cell) => NUMBERING.test(String(cell).trim()));
}

/** Finds the head among the first rows: the first row that names a person's column and at least three columns in all. */
export function findHead(sample: readonly SheetRow[]): HeadBlock | null {
  for (let at = 0; at < Math.min(sample.length, 80); at++) {
    const cells = sample[at]?.cells ?? [];
    if (cells.filter((cell) => typeof cell === 'number').length > 1) continue;
    const fields = cells.map((cell) => fieldOfHead(textOf(cell)));
    const known = new Set(fields.filter((field) => field !== undefined));
    if (known.size >= 3 && (known.has('fullName') || known.has('givenName') || known.has('familyName')))
      return blockAt(sample, at, fields);
  }
  return null;
}

/**
 * The head of a sheet whose heads are strange, by a mapping given by hand: the row that holds the texts named, or the row above the
 * first with a name and a figure under the letters given.
 */
export function headByHand(
  sample: readonly SheetRow[],
  mapping: Partial<Record<Field, string>>,
): HeadBlock | null {
  const { fullName } = mapping;
  const money = mapping.total ?? mapping.regular ?? mapping.amount;
  if (fullName === undefined || money === undefined) return null;
  const key = searchKey(fullName);
  let at = sample
    .slice(0, 80)
    .findIndex(({ cells }) => cells.some((cell) => searchKey(textOf(cell)) === key));
  if (at < 0) {
    const [name, figure] = [fullName, money].map((where) => columnIndex(where.trim().toUpperCase()));
    if (typeof name !== 'number' || typeof figure !== 'number') return null;
    const paid = ({ cells }: SheetRow): boolean =>
      /\p{L}{2}/u.test(textOf(cells[name])) && (amountOf(cells[figure], 1) ?? 0) > 0;
    at = sample.findIndex(paid) - 1;
    if (at < 0) return null;
  }
  const width = Math.max(...sample.slice(at, at + 60).map(({ cells }) => cells.length));
  const heads = Array.from({ length: width }, (_, column) => textOf(sample[at]?.cells[column]));
  return { at, rows: 1, width, heads, fields: heads.map(fieldOfHead), spans: [] };
}

function blockAt(
  sample: readonly SheetRow[],
  at: number,
  top: readonly (Field | null | undefined)[],
): HeadBlock {
  const name = top.findIndex(
    (field) => field === 'fullName' || field === 'givenName' || field === 'familyName',
  );
  let last = at;
  while (last < at + 3 && isSubhead(sample[last + 1], name)) last++;
  const texts = sample.slice(at, last + 1).map(({ cells }) => cells.map(textOf));
  const width = Math.max(...sample.slice(at, at + 60).map(({ cells }) => cells.length));
  const spans = last > at ? spansOf(texts, width) : [];
  const heads: string[] = [];
  const fields: (Field | null | undefined)[] = [];
  for (let column = 0; column < width; column++) {
    const own = texts.map((row) => row[column] ?? '').filter((text) => text !== '');
    const span = spans.find(({ from, to }) => column >= from && column <= to);
    const sub = texts
      .slice(1)
      .map((row) => row[column] ?? '')
      .filter((text) => text !== '')
      .join(' ');
    if (span && sub !== '') {
      heads.push(`${span.text} / ${sub}`);
      fields.push(fieldOfSubhead(span.text, sub));
    } else {
      heads.push(own.join(' '));
      fields.push(
        own.length === 0 ? undefined : (fieldOfHead(own.join(' ')) ?? fieldOfHead(own.at(-1) ?? '')),
      );
    }
  }
  let rows = last - at + 1;
  if (isNumbering(sample[last + 1]?.cells ?? [])) rows++;
  return { at, rows, width, heads, fields, spans };
}

/** A second head row leaves the name's column to the merged head above it and holds words, not figures. */
function isSubhead(row: SheetRow | undefined, name: number): boolean {
  if (!row) return false;
  const texts = row.cells.map(textOf);
  const filled = texts.filter((text) => text !== '');
  if ((texts[name] ?? '') !== '' || filled.length === 0 || filled.some((text) => /^[\d.,]+$/.test(text)))
    return false;
  const known = filled.filter((text) => fieldOfHead(text) !== undefined).length;
  // A lone text is as likely a group heading such as `Xã …`, which names a column's kind too.
  return filled.length >= 2 ? known >= 1 || filled.every((text) => text.length < 20) : false;
}

/** Horizontal merges are told by what they leave blank: the merge list itself stands behind all the rows of a sheet. */
function spansOf(texts: readonly string[][], width: number): Span[] {
  const [top = [], ...below] = texts;
  const spans: Span[] = [];
  for (let from = 0; from < width; from++) {
    if ((top[from] ?? '') === '') continue;
    let to = from;
    while (to + 1 < width && (top[to + 1] ?? '') === '') to++;
    const covers = below.some((row) => row.slice(from, to + 1).some((text) => text !== ''));
    if (covers) spans.push({ text: top[from] ?? '', from, to });
  }
  return spans;
}
