import type { ReactNode } from 'react';
import { isSheetNumber, safeCell } from './table-text.ts';

/** What a file takes of a column. */
export interface FileColumn<Row> {
  readonly head: string;
  readonly align?: 'start' | 'end';
  readonly when?: 'day' | 'moment';
  readonly value: (row: Row) => string | number | bigint;
  readonly text?: (row: Row) => string;
  readonly cell: (row: Row) => ReactNode;
  readonly total?: ReactNode;
}

export type SheetCell = string | number | Date | null;
export type SheetKind = 'text' | 'number' | 'figure' | 'share' | 'day' | 'moment';

export interface SheetColumn {
  readonly head: string;
  readonly kind: SheetKind;
  readonly cells: readonly SheetCell[];
  /** As on the screen; null where nothing is summed. */
  readonly total: SheetCell;
}

const SHARE = /^(\d+)(?:[.,](\d))?%$/;
const WHOLE = /^-?\d{1,15}$/;
const NOTHING = /^[–-]?$/;

/** Rows as texts, the heads first: for the clipboard and CSV. */
export function textsOf<Row>(
  columns: readonly FileColumn<Row>[],
  rows: readonly Row[],
): readonly (readonly string[])[] {
  return [columns.map(({ head }) => head), ...rows.map((row) => columns.map((each) => textOf(each, row)))];
}

/** Columns as a sheet reckons with them: figures are numbers, days are days; a code of digits stays the text it is. */
export function sheetColumns<Row>(
  columns: readonly FileColumn<Row>[],
  rows: readonly Row[],
): readonly SheetColumn[] {
  return columns.map((column) => {
    const texts = rows.map((row) => textOf(column, row));
    const kind = kindOf(column, texts);
    const cells = rows.map((row, i) => cellOf(kind, texts[i] ?? '', String(column.value(row))));
    return { head: safeCell(column.head), kind, cells, total: totalOf(kind, column.total) };
  });
}

/** What stands in a cell, as a file or a name has it: its own text, else the words on the screen, else the value. */
export function textOf<Row>({ text, cell, value, align }: FileColumn<Row>, row: Row): string {
  if (text) return text(row);
  const shown = align === 'end' ? null : cell(row);
  if (typeof shown !== 'string') return String(value(row));
  return NOTHING.test(shown) ? '' : shown;
}

function kindOf<Row>({ when, align }: FileColumn<Row>, texts: readonly string[]): SheetKind {
  if (when) return when;
  const said = texts.filter((text) => !NOTHING.test(text));
  if (said.length > 0 && said.every((text) => SHARE.test(text))) return 'share';
  if (align !== 'end') return 'text';
  return said.every((text) => WHOLE.test(text)) ? 'figure' : 'number';
}

function cellOf(kind: SheetKind, text: string, value: string): SheetCell {
  if (NOTHING.test(text)) return null;
  if (kind === 'text') return safeCell(text);
  if (kind === 'day' || kind === 'moment') {
    const at = kind === 'day' ? new Date(`${value}T00:00:00Z`) : onTheWall(new Date(value));
    return Number.isNaN(at.getTime()) ? safeCell(text) : at;
  }
  const share = SHARE.exec(text);
  if (share) return Number(`${share[1]}${share[2] ?? 0}`) / 1000;
  return isSheetNumber(text) ? Number(text) : safeCell(text);
}

/** The total as a number when the screen shows one with its digits grouped. */
function totalOf(kind: SheetKind, total: ReactNode): SheetCell {
  if (typeof total !== 'string' || kind === 'text') return null;
  const plain = kind === 'figure' ? total.replace(/[.,+]/g, '').replace('\u2212', '-') : total;
  return cellOf(kind, plain, plain);
}

const VIETNAM_AHEAD_MS = 7 * 60 * 60 * 1000;

/** A sheet knows no time zones: the hour it shows is Vietnam's. */
const onTheWall = (at: Date): Date => new Date(at.getTime() + VIETNAM_AHEAD_MS);
