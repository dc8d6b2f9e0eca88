import { type ReactNode, useId, useState } from 'react';
import styles from './data-table.module.css';
import { DownIcon, UpIcon } from './icons.tsx';
import { TableTools } from './table-tools.tsx';
import { useShared } from './texts/texts.ts';

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
  /** The cell of the total row. */
  readonly total?: ReactNode;
}

interface Sorting {
  readonly key: string;
  readonly down: boolean;
}

interface Props<Row> {
  readonly caption: string;
  /** Said beside the caption: the unit of the figures. */
  readonly note?: string;
  /** Without an ending. */
  readonly fileName: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  /** How high the table may grow before it scrolls. */
  readonly maxHeight?: number;
  readonly withTotal?: boolean;
  /** Drawn in the caption's line. */
  readonly tools?: ReactNode;
  /** Drawn instead of the rows. */
  readonly instead?: ReactNode;
}

const collator = new Intl.Collator('vi', { numeric: true });

/** A table with its caption, sorted by any column, copied and saved as it stands. The first column heads the rows. */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, note, columns, rows, rowKey, maxHeight, withTotal, tools, instead } = props;
  const shared = useShared();
  const id = useId();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = sort(rows, columns, sorting);
  const cells = () => [
    columns.map((column) => column.head),
    ...sorted.map((row) => columns.map((column) => column.text?.(row) ?? String(column.value(row)))),
  ];
  return (
    <section className={styles['sheet']} aria-labelledby={id}>
      <header className={styles['head']}>
        <h2 id={id}>{caption}</h2>
        {note && <span className={styles['note']}>{note}</span>}
        <span className={styles['tools']}>
          {tools}
          <TableTools name={caption} fileName={props.fileName} cells={cells} />
        </span>
      </header>
      {instead ?? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by keyboard
        <div
          className={styles['scroll']}
          style={{ maxHeight }}
          tabIndex={0}
          role="group"
          aria-labelledby={id}
        >
          <table aria-labelledby={id}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <Head key={column.key} column={column} sorting={sorting} onSort={setSorting} />
                ))}
              </tr>
            </thead>
            <tbody>
              {sorted.map((row) => (
                <tr key={rowKey(row)}>
                  {columns.map((column, i) =>
                    i === 0 ? (
                      <th key={column.key} scope="row">
                        {column.cell(row)}
                      </th>
                    ) : (
                      <td key={column.key} data-align={column.align}>
                        {column.cell(row)}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
            {withTotal && (
              <tfoot>
                <tr>
                  {columns.map((column, i) =>
                    i === 0 ? (
                      <th key={column.key} scope="row">
                        {shared.total}
                      </th>
                    ) : (
                      <td key={column.key} data-align={column.align}>
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
    </section>
  );
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | null;
  readonly onSort: (next: Sorting | null) => void;
}

/** A head that sorts: up, down, then as the server gave the rows. */
function Head<Row>({ column, sorting, onSort }: HeadProps<Row>) {
  const shared = useShared();
  const mine = sorting?.key === column.key ? sorting : null;
  const next = mine === null ? { key: column.key, down: false } : mine.down ? null : { ...mine, down: true };
  return (
    <th
      scope="col"
      data-align={column.align}
      aria-sort={mine === null ? 'none' : mine.down ? 'descending' : 'ascending'}
    >
      {/* A browser leaves buttons out of the heads that it repeats on each printed page. */}
      <span className="on-paper-only">{column.head}</span>
      <button
        type="button"
        className="on-screen-only"
        title={shared.sortBy(column.head)}
        onClick={() => onSort(next)}
      >
        {column.head}
        <span className={styles['arrow']}>
          {mine && (mine.down ? <DownIcon size={12} /> : <UpIcon size={12} />)}
        </span>
      </button>
    </th>
  );
}

function sort<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting | null) {
  const column = columns.find((each) => each.key === sorting?.key);
  if (!column) return rows;
  const turned = sorting?.down ? -1 : 1;
  return rows.toSorted((a, b) => turned * compare(column.value(a), column.value(b)));
}

function compare(a: string | number | bigint, b: string | number | bigint): number {
  if (typeof a === 'string' || typeof b === 'string') return collator.compare(String(a), String(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
