import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import blocks from './data-table-blocks.module.css';
import { TableRow } from './data-table-row.tsx';
import styles from './data-table.module.css';
import { DownIcon, UpIcon } from './icons.tsx';
import { Sheet } from './sheet.tsx';
import { nextSorting, sortedAs, type Sorting, sortRows } from './table-sort.ts';
import { TableTools } from './table-tools.tsx';
import { useShared } from './texts/texts.ts';
import { heardAs, useTooWide } from './use-too-wide.ts';

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  readonly align?: 'start' | 'end';
  /** What the column is sorted by. */
  readonly value: (row: Row) => string | number | bigint;
  /** What the cell shows. */
  readonly cell: (row: Row) => ReactNode;
  /** What is copied and saved: numbers without grouping. Without it the value itself. */
  readonly text?: (row: Row) => string;
  /** The value is a day or an instant, which a sheet keeps as one. */
  readonly when?: 'day' | 'moment';
  /** Amounts in dong: the table says so once, in its caption's line. */
  readonly inDong?: boolean;
  /** The cell of the total row. */
  readonly total?: ReactNode;
  /** Not drawn, since another column says it too; copied and saved all the same. */
  readonly fileOnly?: boolean;
  /** What is pressed: neither printed nor copied nor saved. */
  readonly acts?: boolean;
}

/** How many blocks stand before the rest is asked for; two more are not worth a button. */
const FIRST_BLOCKS = 4;

interface Props<Row> {
  readonly caption: string;
  /** Said beside the caption. */
  readonly note?: ReactNode;
  /** What one may press; not printed. */
  readonly hint?: string | undefined;
  /** What a saved file is of, where the caption does not say it: a month, a day. */
  readonly fileOf?: string | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  /** How high the table may grow before it scrolls, in pixels; never higher than most of the window. */
  readonly maxHeight?: number;
  readonly withTotal?: boolean;
  /** Drawn in the caption's line. */
  readonly tools?: ReactNode;
  /** Drawn instead of the rows. */
  readonly instead?: ReactNode;
}

/**
 * A table with its caption, sorted by any column, copied and saved as it stands. The first column heads the rows. Where the window
 * is too narrow for its columns, each row is a block of names and values, so that nobody scrolls sideways to read a figure; of many
 * blocks the first stand there until all are wanted.
 */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, note, rows, rowKey, maxHeight, withTotal, tools, instead } = props;
  const columns = props.columns.filter(({ fileOnly }) => !fileOnly);
  const kept = props.columns.filter(({ acts }) => !acts);
  const shared = useShared();
  const id = useId();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = sortRows(rows, columns, sorting);
  const [whole, setWhole] = useState(false);
  const { place, tooWide: stacked } = useTooWide(`${rows.length} ${columns.map(({ head }) => head).join()}`);
  const long = stacked && instead === undefined && rows.length > FIRST_BLOCKS + 2;
  return (
    <Sheet
      id={id}
      title={caption}
      note={saidOf(note, rows.length > 0 && columns.some(({ inDong }) => inDong) && shared.inDong)}
      hint={props.hint}
      flush
      tools={
        <>
          {tools}
          {rows.length > 0 && (
            <TableTools
              name={caption}
              of={props.fileOf}
              columns={kept}
              rows={sorted}
              withTotal={withTotal ?? false}
            />
          )}
        </>
      }
    >
      {instead ?? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by keyboard
        <div
          ref={place}
          className={`${styles['scroll']} ${blocks['blocks']}`}
          data-stacked={stacked}
          style={stacked || maxHeight === undefined ? undefined : { maxHeight: `min(${maxHeight}px, 80vh)` }}
          tabIndex={0}
          role="group"
          aria-labelledby={id}
        >
          <table aria-labelledby={id} {...heardAs('table', stacked)}>
            <thead {...heardAs('rowgroup', stacked)}>
              <tr data-said={shared.sort} {...heardAs('row', stacked)}>
                {columns.map((column) => (
                  <Head
                    key={column.key}
                    column={column}
                    sorting={sorting}
                    onSort={setSorting}
                    stacked={stacked}
                  />
                ))}
              </tr>
            </thead>
            <tbody {...heardAs('rowgroup', stacked)}>
              {sorted.map((row, i) => (
                <TableRow
                  key={rowKey(row)}
                  row={row}
                  columns={columns}
                  stacked={stacked}
                  later={long && !whole && i >= FIRST_BLOCKS}
                />
              ))}
            </tbody>
            {withTotal && rows.length > 0 && (
              <tfoot {...heardAs('rowgroup', stacked)}>
                <tr {...heardAs('row', stacked)}>
                  {columns.map((column, i) =>
                    i === 0 ? (
                      <th key={column.key} scope="row" {...heardAs('rowheader', stacked)}>
                        {shared.total}
                      </th>
                    ) : (
                      <td
                        key={column.key}
                        data-align={column.align}
                        data-acts={column.acts}
                        data-head={column.head}
                        {...heardAs('cell', stacked)}
                      >
                        {column.total}
                      </td>
                    ),
                  )}
                </tr>
              </tfoot>
            )}
          </table>
        </div>
      )}
      {long && (
        <button
          type="button"
          className={`${blocks['whole']} on-screen-block`}
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? shared.firstOnly : shared.wholeTable(String(rows.length))}
        </button>
      )}
    </Sheet>
  );
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | null;
  readonly onSort: (next: Sorting | null) => void;
  readonly stacked: boolean;
}

/** The unit after what else is said of a table. */
function saidOf(note: ReactNode, unit: string | false): ReactNode {
  if (!unit) return note;
  return note ? (
    <>
      {note} · {unit}
    </>
  ) : (
    unit
  );
}

/** A head that sorts: up, down, then as the server gave the rows. */
function Head<Row>({ column, sorting, onSort, stacked }: HeadProps<Row>) {
  const shared = useShared();
  const sorted = sortedAs(column.key, sorting);
  if (column.acts)
    return (
      <th scope="col" data-align={column.align} data-acts {...heardAs('columnheader', stacked)}>
        {column.head || <VisuallyHidden>{shared.acts}</VisuallyHidden>}
      </th>
    );
  return (
    <th scope="col" data-align={column.align} aria-sort={sorted} {...heardAs('columnheader', stacked)}>
      {/* A browser leaves buttons out of the heads that it repeats on each printed page. */}
      <span className="on-paper-only">{column.head}</span>
      <button
        type="button"
        className="on-screen-only"
        title={shared.sortBy(column.head)}
        onClick={() => onSort(nextSorting(column.key, sorting))}
      >
        {column.head}
        <span className={styles['arrow']}>
          {sorted !== 'none' && (sorted === 'descending' ? <DownIcon size={12} /> : <UpIcon size={12} />)}
        </span>
      </button>
    </th>
  );
}
