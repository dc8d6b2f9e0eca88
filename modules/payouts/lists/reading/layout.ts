import { createHash } from 'node:crypto';
import { columnIndex, type SheetRow } from '#kernel/sheets/cell.ts';
import type { Month } from '#kernel/words/day.ts';
import { searchKey } from '#kernel/words/text.ts';
import { amountOf } from './amount.ts';
import { findHead, headByHand, type HeadBlock } from './head-rows.ts';
import { fieldOfHead } from './heads.ts';
import type { Columns, Field, Layout, MoneyField } from './shapes.ts';
import { textOf } from './text-of.ts';

/** Columns given by hand: the letters of a column or the text of its head; '' for a field that the list does not have. */
export type Mapping = Partial<Record<Field, string>>;

/** Mappings given before, by the fingerprint of the layout that each was given for. */
export type Remembered = Readonly<Record<string, Mapping>>;

export const PARTS: readonly [MoneyField, 1 | -1][] = [
  ['regular', 1],
  ['supplement', 1],
  ['arrears', 1],
  ['deduction', -1],
  ['carried', 1],
  ['oneOff', 1],
  ['funeral', 1],
];

/**
 * Finds how a sheet is to be read from its first rows. Columns are recognised by their heads and proved by arithmetic: the readings
 * a merged head allows are tried, and the one under which the parts of the rows add up to their totals is taken.
 * A mapping given by hand wins over the heads; without one, the mapping remembered for the same layout does.
 * Null when no head is found. `unknown` lists mapped columns that the sheet does not have.
 */
export function findLayout(
  sheet: string,
  sample: readonly SheetRow[],
  given: Mapping = {},
  remembered: Remembered = {},
): { layout: Layout; unknown: string[] } | null {
  const head = findHead(sample) ?? headByHand(sample, given) ?? headRemembered(sample, remembered);
  if (!head) return null;
  const mapping = Object.keys(given).length > 0 ? given : (remembered[fingerprintOf(head.heads)] ?? {});
  const title = sample
    .slice(0, head.at)
    .flatMap(({ cells }) => cells.map(textOf).filter((text) => text !== ''));
  const unitVnd = unitOf([...title, ...head.heads]);
  const data = sample.slice(head.at + head.rows);
  const { mapped, unknown } = mappedColumns(mapping, head);
  let best: { columns: Columns; shifted: number; proof: number | null; score: number } | undefined;
  for (const { fields, shifted } of readings(head, data)) {
    const columns = without({ ...settled(fields), ...mapped }, mapping);
    const { held, stated } = proofOf(columns, data, unitVnd);
    // Where nothing adds up, the reading whose total column at least holds totals is the likelier.
    const score = (held ?? 0) + 0.1 * stated;
    if (!best || score > best.score + 0.05) best = { columns, shifted, proof: held, score };
    if (Object.keys(mapping).length > 0) break;
  }
  const { columns, shifted, proof } = best as NonNullable<typeof best>;
  joinedName(columns, head, data);
  const layout: Layout = {
    sheet,
    fingerprint: fingerprintOf(head.heads),
    headRow: sample[head.at]?.row ?? 1,
    headRows: head.rows,
    columns,
    heads: head.heads,
    moneySpan: moneySpan(columns, head),
    shifted,
    proof,
    unitVnd,
    month: monthOfTitle(title),
  };
  return { layout, unknown };
}

function without(columns: Columns, mapping: Mapping): Columns {
  const kept = Object.entries(columns).filter(([field]) => mapping[field as Field] !== '');
  return Object.fromEntries(kept);
}

function headRemembered(sample: readonly SheetRow[], remembered: Remembered): HeadBlock | null {
  for (const [fingerprint, mapping] of Object.entries(remembered)) {
    const head = headByHand(sample, mapping);
    if (head && fingerprintOf(head.heads) === fingerprint) return head;
  }
  return null;
}

/** The same heads give the same print whatever their case, diacritics and spacing. */
function fingerprintOf(heads: readonly string[]): string {
  return createHash('sha256').update(heads.map(searchKey).join('|')).digest('hex').slice(0, 32);
}

interface Reading {
  fields: (Field | null | undefined)[];
  shifted: number;
}

/**
 * The heads as they stand; then, for a merged head whose sub-heads leave its last columns bare, the sub-heads moved right under
 * the figures, the freed first column being the month's own amount. Lists printed from social insurance's software come so.
 */
function* readings(head: HeadBlock, data: readonly SheetRow[]): Generator<Reading> {
  yield { fields: head.fields, shifted: 0 };
  for (const { from, to } of head.spans) {
    let bare = 0;
    while (to - bare > from && !head.heads[to - bare]) bare++;
    // Only columns with figures in them count as bare; the last span otherwise reaches to the sheet's edge.
    while (bare > 0 && !data.some(({ cells }) => typeof cells[to] === 'number' || textOf(cells[to]) !== ''))
      bare--;
    for (let shift = 1; shift <= Math.min(bare, 2); shift++) {
      const fields = [...head.fields];
      for (let column = to; column >= from + shift; column--) fields[column] = head.fields[column - shift];
      fields[from] = 'regular';
      if (shift === 2) fields[from + 1] = undefined;
      yield { fields, shifted: shift };
    }
  }
}

/** One column per field: the first that names it, but the last total, which sums the others. */
function settled(fields: readonly (Field | null | undefined)[]): Columns {
  const columns: Columns = {};
  fields.forEach((field, column) => {
    if (field && (columns[field] === undefined || field === 'total')) columns[field] = column;
  });
  const { amount } = columns;
  if (amount !== undefined) {
    if (columns.total === undefined) columns.total = amount;
    else columns.regular ??= amount;
    delete columns.amount;
  }
  return columns;
}

/** Shares of rows whose parts give their total (null when there is nothing to add up) and of rows that state a total. */
function proofOf(
  columns: Columns,
  data: readonly SheetRow[],
  unitVnd: number,
): { held: number | null; stated: number } {
  const parts = PARTS.filter(([field]) => columns[field] !== undefined);
  const { total } = columns;
  const name = columns.fullName ?? columns.givenName;
  if (total === undefined || parts.length === 0 || name === undefined) return { held: null, stated: 0 };
  let rows = 0;
  let held = 0;
  let totals = 0;
  for (const { cells } of data) {
    const named = textOf(cells[name]);
    if (named === '' || /^(tổng|cộng)(\s|:|$)/i.test(named)) continue;
    let sum = 0;
    let filled = false;
    for (const [field, sign] of parts) {
      const value = amountOf(cells[columns[field] as number], unitVnd);
      if (value) filled = true;
      sum += sign * Math.abs(value ?? Number.NaN);
    }
    const stated = amountOf(cells[total], unitVnd);
    if (!filled && !stated) continue;
    rows++;
    if (stated) totals++;
    if (stated === sum) held++;
  }
  return rows === 0 ? { held: null, stated: 0 } : { held: held / rows, stated: totals / rows };
}

/** A head over family and given name in two columns: the unheaded second column holds the rest of the name. */
function joinedName(columns: Columns, head: HeadBlock, data: readonly SheetRow[]): void {
  const { fullName } = columns;
  if (fullName === undefined || columns.givenName !== undefined || head.heads[fullName + 1] !== '') return;
  const words = data.filter(({ cells }) => /^\p{L}+( \p{L}+)?$/u.test(textOf(cells[fullName + 1]))).length;
  if (words > 0 && words >= data.length / 2) columns.givenName = fullName + 1;
}

function moneySpan(columns: Columns, head: HeadBlock): [number, number] {
  const held = [...PARTS.map(([field]) => columns[field]), columns.total].filter(
    (column) => column !== undefined,
  );
  if (held.length === 0) return [0, -1];
  const [first, last] = [Math.min(...held), Math.max(...held)];
  const around = head.spans.filter(
    ({ from, to }) => from <= last && to >= first && held.some((c) => c >= from && c <= to),
  );
  return [Math.min(first, ...around.map(({ from }) => from)), Math.max(last, ...around.map(({ to }) => to))];
}

function mappedColumns(mapping: Mapping, head: HeadBlock): { mapped: Columns; unknown: string[] } {
  const mapped: Columns = {};
  const unknown: string[] = [];
  for (const [field, where] of Object.entries(mapping) as [Field, string][]) {
    if (where === '') continue;
    const letters = columnIndex(where.trim().toUpperCase());
    const key = searchKey(where);
    const byHead = head.heads.findIndex((text) => searchKey(text) === key);
    const column = byHead >= 0 ? byHead : letters;
    if (column === null || column >= head.width) unknown.push(`${field}: ${where}`);
    else mapped[field] = column;
  }
  return { mapped, unknown };
}

/** `Tháng 12 năm 2020`, `tháng 12/2020`; a line with a day in it dates the paper, not the month paid. */
function monthOfTitle(lines: readonly string[]): Month | null {
  for (const line of lines) {
    if (/ngày\s*\S*\s*tháng/i.test(line)) continue;
    const found = /(?:tháng|kỳ)\s*(\d{1,2})\s*(?:năm|\/|-|\.)\s*(\d{4})/i.exec(line);
    if (found && Number(found[1]) >= 1 && Number(found[1]) <= 12)
      return `${found[2] as string}-${(found[1] as string).padStart(2, '0')}`;
  }
  return null;
}

function unitOf(lines: readonly string[]): number {
  for (const line of lines) {
    const unit = /(?:đơn\s*vị(?:\s*tính)?|đvt)\s*:?\s*(.{0,30})/i.exec(line)?.[1];
    if (unit === undefined || fieldOfHead(line) !== undefined) continue;
    if (/triệu/i.test(unit)) return 1_000_000;
    if (/nghìn|ngàn|1[.,]?000/i.test(unit)) return 1_000;
  }
  return 1;
}
