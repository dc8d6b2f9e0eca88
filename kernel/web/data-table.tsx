import { type ReactNode, useId, useState } from 'react';
import styles from './data-table.module.css';
import { DownIcon, UpIcon } from './icons.tsx';
import { Sheet } from './sheet.tsx';
import { nextSorting, sortedAs, type Sorting, sortRows } from './table-sort.ts';
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
  /** The value is a day or an instant, which a sheet keeps as one. */
  readonly when?: 'day' | 'moment';
  /** The cell of the total row. */
  readonly total?: ReactNode;
  /** Not drawn, since another column says it too; copied and saved all the same. */
  readonly fileOnly?: boolean;
  /** What is pressed: neither printed nor copied nor saved. */
  readonly acts?: boolean;
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

/** A table with its caption, sorted by any column, copied and saved as it stands. The first column heads the rows. */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, note, rows, rowKey, maxHeight, withTotal, tools, instead } = props;
  const columns = props.columns.filter(({ fileOnly }) => !fileOnly);
  const kept = props.columns.filter(({ acts }) => !acts);
  const shared = useShared();
  const id = useId();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = sortRows(rows, columns, sorting);
  return (
    <Sheet
      id={id}
      title={caption}
      note={note}
      flush
      tools={
        <>
          {tools}
          <TableTools
            name={caption}
            fileName={props.fileName}
            columns={kept}
            rows={sorted}
            withTotal={withTotal ?? false}
          />
        </>
      }
    >
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
                <Row key={rowKey(row)} row={row} columns={columns} />
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
                      <td key={column.key} data-align={column.align} data-acts={column.acts}>
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
    </Sheet>
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
  const sorted = sortedAs(column.key, sorting);
  if (column.acts)
    return (
      <th scope="col" data-align={column.align} data-acts>
        {column.head}
      </th>
    );
  return (
    <th scope="col" data-align={column.align} aria-sort={sorted}>
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

interface PaperProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
}

/** All rows as a plain table, on paper only. */
export function PaperTable<Row>({ columns, rows, rowKey }: PaperProps<Row>) {
  return (
    <div className={`${styles['scroll']} on-paper-only`}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-align={column.align}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={rowKey(row)} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  return (
    <tr>
      {columns.map((column, i) => {
        const content = column.cell(row);
        return i === 0 ? (
          <th key={column.key} scope="row">
            {content}
          </th>
        ) : (
          <td
            key={column.key}
            data-align={column.align}
            data-acts={column.acts}
            data-shape={shapeOf(content)}
          >
            {content}
          </td>
        );
      })}
    </tr>
  );
}

const WHOLE_UP_TO = 14;

/** A day, a figure or a short word is not broken over two lines; a zero steps back, so that what is there stands out. */
function shapeOf(content: ReactNode): 'zero' | 'whole' | undefined {
  if (typeof content !== 'string') return undefined;
  if (content === '0') return 'zero';
  return content.length <= WHOLE_UP_TO || /^[\d\s/:.,–-]+$/.test(content) ? 'whole' : undefined;
}
