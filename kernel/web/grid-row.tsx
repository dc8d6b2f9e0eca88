import { Checkbox } from '@mantine/core';
import styles from './data-grid.module.css';
import type { GridColumn } from './data-grid.tsx';
import { textOf } from './table-file.ts';
import { useShared } from './texts/texts.ts';

export const ROW_PX = 32;
/** About the height of a row that is a block, until it is drawn and measured. */
export const BLOCK_PX = 112;
/** From here on a column gets the room of two in a block. */
const WIDE_PX = 150;

interface Props<Row> {
  readonly row: Row;
  /** Its place among all rows, from 0. */
  readonly index: number;
  /** How far below the first row it stands. */
  readonly top: number;
  /** Hears how high the row is, where that depends on what stands in it. */
  readonly measure: ((row: HTMLElement | null) => void) | undefined;
  readonly columns: readonly GridColumn<Row>[];
  /** The widths of the columns; undefined where the row is a block. */
  readonly template: string | undefined;
  readonly cellId: (column: number) => string;
  readonly isActive: (column: number) => boolean;
  /** Undefined where nothing can be chosen. */
  readonly chosen: boolean | undefined;
  readonly onChoose: (on: boolean) => void;
  readonly onOpen: ((row: Row) => void) | undefined;
}

/** One row of a grid, at its height in the body that scrolls. */
export function GridRow<Row>(props: Props<Row>) {
  const { row, index, top, measure, columns, template, cellId, isActive, chosen, onChoose, onOpen } = props;
  const shared = useShared();
  const lead = chosen === undefined ? 0 : 1;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid takes the keys and holds the focus
    <div
      ref={measure}
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={styles['row']}
      data-opens={onOpen !== undefined}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
      onClick={() => onOpen?.(row)}
    >
      {chosen !== undefined && (
        <span role="gridcell" id={cellId(0)} data-active={isActive(0)} data-choice>
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={shared.choose(columns[0] ? textOf(columns[0], row) : String(index + 1))}
            checked={chosen}
            onClick={(event) => event.stopPropagation()}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        </span>
      )}
      {columns.map((column, i) => (
        <span
          key={column.key}
          role={i === 0 ? 'rowheader' : 'gridcell'}
          id={cellId(i + lead)}
          data-align={column.align}
          data-head={column.head}
          data-wide={(column.width ?? WIDE_PX) >= WIDE_PX}
          data-active={isActive(i + lead)}
        >
          {column.cell(row)}
        </span>
      ))}
    </div>
  );
}
