import { VisuallyHidden } from '@mantine/core';
import { isValidElement, type ReactNode, useId, useState } from 'react';
import styles from './data-table.module.css';
import { DownIcon, UpIcon } from './icons.tsx';
import { Sheet } from './sheet.tsx';
import { nextSorting, sortedAs, type Sorting, sortRows } from './table-sort.ts';
import { TableTools } from './table-tools.tsx';
import { useShared } from './texts/texts.ts';
import { useTooWide } from './use-too-wide.ts';

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
  /** How high the table may grow before it scrolls. */
  readonly maxHeight?: number;
  readonly withTotal?: boolean;
  /** Drawn in the caption's line. */
  readonly tools?: ReactNode;
  /** Drawn instead of the rows. */
  readonly instead?: ReactNode;
}

/**
 * A table with its caption, sorted by any column, copied and saved as it stands. The first column heads the rows. Where the window
 * is too narrow for its columns, each row is a block of names and values, so that nobody scrolls sideways to read a figure.
 */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, note, rows, rowKey, maxHeight, withTotal, tools, instead } = props;
  const columns = props.columns.filter(({ fileOnly }) => !fileOnly);
  const kept = props.columns.filter(({ acts }) => !acts);
  const shared = useShared();
  const id = useId();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = sortRows(rows, columns, sorting);
  const { place, tooWide: stacked } = useTooWide(`${rows.length} ${columns.map(({ head }) => head).join()}`);
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
          className={styles['scroll']}
          data-stacked={stacked}
          style={stacked ? undefined : { maxHeight }}
          tabIndex={0}
          role="group"
          aria-labelledby={id}
        >
          <table aria-labelledby={id} {...as('table', stacked)}>
            <thead {...as('rowgroup', stacked)}>
              <tr data-said={shared.sort} {...as('row', stacked)}>
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
            <tbody {...as('rowgroup', stacked)}>
              {sorted.map((row) => (
                <Row key={rowKey(row)} row={row} columns={columns} stacked={stacked} />
              ))}
            </tbody>
            {withTotal && rows.length > 0 && (
              <tfoot {...as('rowgroup', stacked)}>
                <tr {...as('row', stacked)}>
                  {columns.map((column, i) =>
                    i === 0 ? (
                      <th key={column.key} scope="row" {...as('rowheader', stacked)}>
                        {shared.total}
                      </th>
                    ) : (
                      <td
                        key={column.key}
                        data-align={column.align}
                        data-acts={column.acts}
                        data-head={column.head}
                        {...as('cell', stacked)}
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
    </Sheet>
  );
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | null;
  readonly onSort: (next: Sorting | null) => void;
  readonly stacked: boolean;
}

/** What an element of a table is to those who hear it; a browser forgets that when it is not laid out as one. */
const as = (role: string, stacked: boolean) => (stacked ? { role } : {});

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
      <th scope="col" data-align={column.align} data-acts {...as('columnheader', stacked)}>
        {column.head || <VisuallyHidden>{shared.acts}</VisuallyHidden>}
      </th>
    );
  return (
    <th scope="col" data-align={column.align} aria-sort={sorted} {...as('columnheader', stacked)}>
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
            <Row key={rowKey(row)} row={row} columns={columns} stacked={false} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly stacked: boolean;
}

function Row<Row>({ row, columns, stacked }: RowProps<Row>) {
  return (
    <tr {...as('row', stacked)}>
      {columns.map((column, i) => {
        const content = column.cell(row);
        const shape = shapeOf(content, column.text?.(row));
        return i === 0 ? (
          <th
            key={column.key}
            scope="row"
            data-align={column.align}
            data-shape={shape}
            {...as('rowheader', stacked)}
          >
            {content}
          </th>
        ) : (
          <td
            key={column.key}
            data-align={column.align}
            data-acts={column.acts}
            data-head={column.head}
            data-shape={shape}
            {...as('cell', stacked)}
          >
            {content}
          </td>
        );
      })}
    </tr>
  );
}

const WHOLE_UP_TO = 14;
const FIGURES = /^[\d\s/:.,–-]+$/;

/**
 * A day, a figure or a short word is not broken over two lines, be it a link; a zero steps back, so that what is there stands
 * out. What is drawn otherwise than as text is judged by the text that a file gets of it.
 */
function shapeOf(content: ReactNode, text = ''): 'zero' | 'whole' | undefined {
  if (content === '0') return 'zero';
  const inner = isValidElement<{ children?: ReactNode }>(content) ? content.props.children : content;
  const said = typeof inner === 'string' ? inner : text;
  const short = said !== '' && said.length <= WHOLE_UP_TO;
  return short || FIGURES.test(said) ? 'whole' : undefined;
}
