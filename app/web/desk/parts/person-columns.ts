import type { GridColumn } from '#kernel/web/data-grid.tsx';
import { useBirthText } from './birth-text.ts';

interface PersonRow {
  readonly fullName: string;
  /** A day, or a year alone. */
  readonly birth: string | null;
  readonly hamlet: string | null;
  readonly commune: string | null;
}

interface Heads {
  readonly fullName: string;
  readonly birth: string;
  readonly hamlet: string;
  readonly commune: string;
}

/** Who a row is about, in the grids of people: each column to be set where the grid wants it. */
export function usePersonColumns<Row extends PersonRow>(heads: Heads) {
  const birthText = useBirthText();
  const place = (key: 'hamlet' | 'commune', width: number): GridColumn<Row> => ({
    key,
    head: heads[key],
    width,
    value: (row) => row[key] ?? '',
    cell: (row) => row[key] ?? '–',
  });
  return {
    name: {
      key: 'name',
      head: heads.fullName,
      width: 170,
      value: (row) => row.fullName,
      cell: (row) => row.fullName,
    },
    birth: {
      key: 'birth',
      head: heads.birth,
      width: 108,
      value: (row) => row.birth ?? '',
      text: (row) => birthText(row.birth),
      cell: (row) => birthText(row.birth),
    },
    hamlet: place('hamlet', 125),
    commune: place('commune', 150),
  } satisfies Record<string, GridColumn<Row>>;
}

/** The masked number, where the grid is told it. */
export const cccdColumn = <Row extends { readonly cccdMasked: string | null }>(
  head: string,
): GridColumn<Row> => ({
  key: 'cccd',
  head,
  width: 118,
  value: (row) => row.cccdMasked ?? '',
  cell: (row) => row.cccdMasked ?? '–',
});
