export interface Sorting {
  readonly key: string;
  readonly down: boolean;
}

interface Sortable<Row> {
  readonly key: string;
  readonly value: (row: Row) => string | number | bigint;
}

const collator = new Intl.Collator('vi', { numeric: true });

/** Rows in the order of a column; without one as they came. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Sortable<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const column = columns.find((each) => each.key === sorting?.key);
  if (!column) return rows;
  const turned = sorting?.down ? -1 : 1;
  return rows.toSorted((a, b) => turned * compare(column.value(a), column.value(b)));
}

/** What a head's next press does: up, down, then as the rows came. */
export function nextSorting(key: string, now: Sorting | null): Sorting | null {
  if (now?.key !== key) return { key, down: false };
  return now.down ? null : { key, down: true };
}

/** The words of `aria-sort` for a column. */
export function sortedAs(key: string, now: Sorting | null): 'none' | 'ascending' | 'descending' {
  return now?.key !== key ? 'none' : now.down ? 'descending' : 'ascending';
}

function compare(a: string | number | bigint, b: string | number | bigint): number {
  if (typeof a === 'string' || typeof b === 'string') return collator.compare(String(a), String(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
