import { isValidElement, type ReactNode } from 'react';
import type { Column } from './data-table.tsx';
import styles from './data-table.module.css';
import { heardAs } from './use-too-wide.ts';

interface RowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly stacked: boolean;
  /** Not on the screen until all are wanted. */
  readonly later?: boolean;
}

/** A row of a table; the first cell heads it. */
export function TableRow<Row>({ row, columns, stacked, later = false }: RowProps<Row>) {
  return (
    <tr data-later={later} {...heardAs('row', stacked)}>
      {columns.map((column, i) => {
        const content = column.cell(row);
        const shape = shapeOf(content, column.text?.(row));
        return i === 0 ? (
          <th
            key={column.key}
            scope="row"
            data-align={column.align}
            data-shape={shape}
            {...heardAs('rowheader', stacked)}
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
            {...heardAs('cell', stacked)}
          >
            {content}
          </td>
        );
      })}
    </tr>
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
            <TableRow key={rowKey(row)} row={row} columns={columns} stacked={false} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const WHOLE_UP_TO = 14;
const LONG_FROM = 40;
const FIGURES = /^[\d\s/:.,–-]+$/;

/**
 * A day, a figure or a short word is not broken over two lines, be it a link; a sentence has the room of two in a block; a zero
 * steps back, so that what is there stands out. What is drawn otherwise than as text is judged by the text that a file gets of it.
 */
function shapeOf(content: ReactNode, text = ''): 'zero' | 'whole' | 'long' | undefined {
  if (content === '0') return 'zero';
  const inner = isValidElement<{ children?: ReactNode }>(content) ? content.props.children : content;
  const said = typeof inner === 'string' ? inner : text;
  const short = said !== '' && said.length <= WHOLE_UP_TO;
  if (short || FIGURES.test(said)) return 'whole';
  return said.length >= LONG_FROM ? 'long' : undefined;
}
