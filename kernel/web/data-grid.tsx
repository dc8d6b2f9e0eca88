import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ColumnMenu, useColumns } from './column-menu.tsx';
import styles from './data-grid.module.css';
import type { Column } from './data-table.tsx';
import { PaperTable } from './data-table-row.tsx';
import { GridHeads } from './grid-heads.tsx';
import { BLOCK_PX, GridRow, ROW_PX } from './grid-row.tsx';
import { Sheet } from './sheet.tsx';
import { nextSorting, type Sorting, sortRows } from './table-sort.ts';
import { TableTools } from './table-tools.tsx';
import { tellCut } from './tell-cut.ts';
import { useShared } from './texts/texts.ts';
import { useFormat } from './use-format.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { usePrinting } from './use-printing.ts';
import { useTooWide } from './use-too-wide.ts';

export interface GridColumn<Row> extends Column<Row> {
  /** In pixels; the rest of the width is shared by the columns without one. */
  readonly width?: number;
  /** Not shown until the user chooses it: never, or only where the window is narrow. */
  readonly hidden?: boolean | 'narrow';
}

interface Props<Row> {
  readonly caption: string;
  readonly note?: ReactNode;
  readonly hint?: string | undefined;
  /** Names the grid among all: the user's columns are remembered by it. */
  readonly name: string;
  /** As a table has it. */
  readonly fileOf?: string | undefined;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** How many rows there are on the server, when not all are here yet. */
  readonly total?: number;
  /** There are more on the server, nobody knows how many. */
  readonly more?: boolean;
  /** The first rows are on their way. */
  readonly loading?: boolean;
  /** Asks for the next rows; called when the last ones come in sight. */
  readonly onEnd?: () => void;
  /** Enter or a click on a row. */
  readonly onOpen?: (row: Row) => void;
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (chosen: ReadonlySet<string>) => void;
  readonly height?: number | string;
  readonly tools?: ReactNode;
  /** Drawn instead of the rows: a failure, or why there are none. */
  readonly instead?: ReactNode;
}

const CHOICE_PX = 40;
const NARROWEST_PX = 160;

/**
 * A table of thousands of rows that scrolls smoothly because only those in sight are drawn. It tells assistive technology
 * the whole grid (WAI-ARIA grid pattern), is walked by arrow keys, sorted by any column, copied, saved and printed whole. Where the
 * window is too narrow for its columns, each row is a block of names and values, as in a `DataTable`.
 */
export function DataGrid<Row>(props: Props<Row>) {
  const { caption, name, rows, rowKey, total, more = false, loading = false, onEnd, onOpen } = props;
  const shared = useShared();
  const format = useFormat();
  const id = useId();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const { columns, choice } = useColumns(name, props.columns);
  // A frame of scrolling draws the grid anew, and must not sort it anew.
  const sorted = useMemo(() => sortRows(rows, props.columns, sorting), [rows, props.columns, sorting]);
  const printing = usePrinting();
  const chosen = props.onChoose && props.chosen;
  const lead = chosen ? 1 : 0;
  const minWidth = columns.reduce((sum, { width }) => sum + (width ?? NARROWEST_PX), lead * CHOICE_PX);
  const { place: scroller, tooWide: stacked } = useTooWide(`${minWidth} ${props.instead === undefined}`);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (stacked ? BLOCK_PX : ROW_PX),
    overscan: stacked ? 4 : 12,
  });
  useLayoutEffect(() => virtual.measure(), [virtual, stacked]);
  const inSight = virtual.getVirtualItems().map(({ index }) => index);
  const partial = more || (total ?? 0) > rows.length;
  const wanted = onEnd !== undefined && (inSight.at(-1) ?? 0) >= sorted.length - 1 && partial;
  useEffect(() => {
    if (wanted) onEnd?.();
  }, [wanted, sorted.length]);
  const choose = (keys: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const key of keys) {
      if (on) next.add(key);
      else next.delete(key);
    }
    props.onChoose?.(next);
  };
  const moved = useRef(false);
  const keys = useGridKeys({
    rows: sorted.length,
    columns: columns.length + lead,
    page: Math.max(
      1,
      Math.floor((scroller.current?.clientHeight ?? 320) / (stacked ? BLOCK_PX : ROW_PX)) - 1,
    ),
    first: virtual.range?.startIndex ?? 0,
    onMove: () => {
      moved.current = true;
    },
    onOpen: (at) => sorted[at] !== undefined && onOpen?.(sorted[at]),
    onChoose: (at) => {
      const row = sorted[at];
      if (row !== undefined && chosen) choose([rowKey(row)], !chosen.has(rowKey(row)));
    },
  });
  // The row of the keyboard stays drawn wherever the wheel goes, so that neither focus nor place is lost.
  const drawn =
    keys.at === null || inSight.includes(keys.at.row)
      ? inSight
      : [...inSight, keys.at.row].toSorted(byNumber);
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;
  const active = keys.at === null ? undefined : cellId(keys.at.row, keys.at.column);
  useLayoutEffect(() => {
    if (!moved.current || active === undefined) return;
    moved.current = false;
    document.getElementById(active)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const template = [
    ...(chosen ? [`${CHOICE_PX}px`] : []),
    ...columns.map(({ width }) => (width === undefined ? `minmax(${NARROWEST_PX}px, 1fr)` : `${width}px`)),
  ].join(' ');
  const inDong = rows.length > 0 && columns.some((column) => column.inDong);
  const here = format.count(rows.length);
  const known = more ? (
    <>
      {shared.rowsAtFirst(here)}
      <span className="on-screen-only">{shared.scrollForMore}</span>
    </>
  ) : total !== undefined && partial ? (
    shared.rowsOf(here, format.count(total))
  ) : (
    shared.rows(here)
  );
  return (
    <Sheet
      id={id}
      title={caption}
      note={
        <>
          {props.note} {!loading && known}
          {inDong && <> · {shared.inDong}</>}
          {chosen && chosen.size > 0 && <> · {shared.chosen(format.count(chosen.size))}</>}
        </>
      }
      hint={props.hint}
      flush
      tools={
        <>
          {props.tools}
          <ColumnMenu name={caption} choice={choice} />
          {rows.length > 0 && (
            <TableTools name={caption} of={props.fileOf} columns={columns} rows={sorted} partial={partial} />
          )}
        </>
      }
    >
      {printing && <PaperTable columns={columns} rows={sorted} rowKey={rowKey} />}
      {props.instead ?? (
        <div
          ref={scroller}
          className={`${styles['scroll']} on-screen-block`}
          data-stacked={stacked}
          style={stacked ? undefined : { maxHeight: props.height ?? '60vh' }}
          role="grid"
          tabIndex={0}
          aria-labelledby={id}
          aria-rowcount={more ? -1 : (total ?? sorted.length) + 1}
          aria-colcount={columns.length + lead}
          aria-multiselectable={chosen !== undefined}
          aria-activedescendant={active}
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
          onClick={keys.onClick}
          onPointerOver={tellCut}
        >
          <div role="rowgroup" className={styles['heads']} style={stacked ? undefined : { minWidth }}>
            <GridHeads
              caption={caption}
              columns={columns}
              template={stacked ? undefined : template}
              sorting={sorting}
              onSort={(column) => setSorting(nextSorting(column, sorting))}
              chosen={chosen && partOf(chosen.size, rows.length)}
              onChoose={(on) => choose(rows.map(rowKey), on)}
            />
          </div>
          <div
            role="rowgroup"
            className={styles['body']}
            style={{ height: virtual.getTotalSize(), ...(!stacked && { minWidth }) }}
          >
            {drawn.map((index) => {
              const row = sorted[index];
              if (row === undefined) return null;
              const key = rowKey(row);
              return (
                <GridRow
                  key={key}
                  row={row}
                  index={index}
                  top={virtual.measurementsCache[index]?.start ?? 0}
                  measure={stacked ? virtual.measureElement : undefined}
                  columns={columns}
                  template={stacked ? undefined : template}
                  cellId={(column) => cellId(index, column)}
                  isActive={(column) => keys.isAt(index, column)}
                  chosen={chosen?.has(key)}
                  onChoose={(on) => choose([key], on)}
                  onOpen={onOpen}
                />
              );
            })}
          </div>
          {rows.length === 0 && <p className={styles['none']}>{loading ? shared.loading : shared.noRows}</p>}
        </div>
      )}
    </Sheet>
  );
}

const byNumber = (a: number, b: number) => a - b;
const partOf = (chosen: number, all: number) => (chosen === 0 ? 'none' : chosen === all ? 'all' : 'some');
