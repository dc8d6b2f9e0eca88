import type { ReactNode } from 'react';
import type { Day, Month } from '../words/day.ts';
import type { GridColumn } from './data-grid.tsx';
import type { Format } from './format.ts';

type More<Row> = Partial<Omit<GridColumn<Row>, 'key' | 'head' | 'value'>>;

/**
 * Makes columns of the kinds that recur in tables and grids: sorted by what they hold, shown and saved as the language writes it.
 * Where a row has nothing there, a dash stands on the screen and nothing in the file.
 */
export function columnsOf<Row>(format: Format, rows: readonly Row[] = []) {
  const words =
    <T extends string>(write: (value: T) => string, kind: More<Row> = {}) =>
    (key: string, head: string, of: (row: Row) => T | null, more?: More<Row>): GridColumn<Row> => {
      const text = (row: Row) => {
        const value = of(row);
        return value === null ? '' : write(value);
      };
      const value = (row: Row) => of(row) ?? '';
      return { key, head, value, text, cell: (row) => text(row) || '–', ...kind, ...more };
    };
  const figure = (
    key: string,
    head: string,
    of: (row: Row) => bigint | number | string | null,
    more?: More<Row>,
  ): GridColumn<Row> => ({
    key,
    head,
    align: 'end',
    value: (row) => BigInt(of(row) ?? -1),
    text: (row) => String(of(row) ?? ''),
    cell: (row) => {
      const value = of(row);
      return value === null ? '–' : format.vnd(BigInt(value));
    },
    ...more,
  });
  const summed = (
    key: string,
    head: string,
    of: (row: Row) => bigint | number | string,
    more?: More<Row>,
  ): GridColumn<Row> => {
    const total = format.vnd(rows.reduce((sum, row) => sum + BigInt(of(row)), 0n));
    return figure(key, head, of, { total, ...more });
  };
  return {
    text: words((value: string) => value),
    day: words<Day>(format.day, { when: 'day' }),
    month: words<Month>(format.month),
    moment: words<string>(format.moment, { when: 'moment' }),
    /** A count, or what else has no unit or its own. */
    figure,
    /** A figure with its sum in the row of totals. */
    summed,
    /** An amount in dong, which the table's caption says. */
    vnd: (...[key, head, of, more]: Parameters<typeof figure>) =>
      figure(key, head, of, { inDong: true, ...more }),
    summedVnd: (...[key, head, of, more]: Parameters<typeof summed>) =>
      summed(key, head, of, { inDong: true, ...more }),
    /** What is pressed in a row. */
    acts: (head: string, cell: (row: Row) => ReactNode): GridColumn<Row> => ({
      key: 'acts',
      head,
      acts: true,
      value: () => '',
      cell,
    }),
  };
}
