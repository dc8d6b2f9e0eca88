import { isPlainText } from '../words/text.ts';
import { Type, type TSchema } from 'typebox';
import { isDay } from '../words/day.ts';
import { isId } from '../words/id.ts';
import { Nullable, shape } from './shapes.ts';

/** Rows of a page whose caller does not say how many. */
export const PAGE = 50;

/** The query of a list: `after` is the `next` of the page before; pages are cursors, so nothing is skipped or doubled. */
export const PageQuery = {
  after: Type.Optional(Type.String({ maxLength: 500, description: 'The `next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: PAGE })),
};

/** What a list is asked for: rows after a place, so many of them. */
export interface PageAsked {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** A page of a list; `next` is null on the last one. */
export function Page<S extends TSchema>(item: S) {
  return shape({ items: Type.Array(item), next: Nullable(Type.String()) });
}

/** A page's cursor: the sort values of its last row, opaque to the caller. */
export function cursorOf(...values: readonly (string | number | bigint)[]): string {
  return Buffer.from(JSON.stringify(values.map(String))).toString('base64url');
}

/** What a sort value is; an instant as PostgreSQL writes it, which keeps its microseconds. */
export type CursorPart = 'text' | 'id' | 'day' | 'instant' | 'number';

const INSTANT = /^(.{10}) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+07$/;

const IS: Readonly<Record<CursorPart, (value: string) => boolean>> = {
  text: (value) => isPlainText(value),
  id: isId,
  number: (value) => /^\d{1,18}$/.test(value),
  day: isDay,
  instant: (value) => isDay(INSTANT.exec(value)?.[1] ?? ''),
};

/** The sort values of a cursor, or null when there is none or the text was not made by `cursorOf` of such values. */
export function readCursor(text: string | undefined, ...parts: readonly CursorPart[]): string[] | null {
  if (text === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const fit = (value: unknown, i: number) => typeof value === 'string' && IS[parts[i] as CursorPart](value);
    return Array.isArray(values) && values.length === parts.length && values.every(fit) ? values : null;
  } catch {
    return null;
  }
}

/**
 * A page of rows of which one more was read than the page holds: the one that shows whether there is a next page.
 * `placeOf` gives the sort values of a row.
 */
export function pageOf<R, I>(
  rows: readonly R[],
  limit: number,
  placeOf: (row: R) => readonly (string | number | bigint)[],
  itemOf: (row: R) => I,
): { items: I[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(itemOf), next: last === undefined ? null : cursorOf(...placeOf(last)) };
}

/** A row with its place in the list's order: the sort values that the cursor after it is made of. */
export type Placed<R> = R & { readonly place: readonly string[] };

/** `pageOf` of rows that carry their place. */
export function pageOfPlaced<R>(rows: readonly Placed<R>[], limit: number) {
  return pageOf(
    rows,
    limit,
    ({ place }) => place,
    ({ place: _place, ...item }) => item,
  );
}
