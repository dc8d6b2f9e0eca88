import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from '@mantine/core';
import { type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ColumnMenu, useColumns } from './column-menu.tsx';
import styles from './data-grid.module.css';
import { type Column, PaperTable } from './data-table.tsx';
import { DownIcon, UpIcon } from './icons.tsx';
import { Sheet } from './sheet.tsx';
import { nextSorting, sortedAs, type Sorting, sortRows } from './table-sort.ts';
import { textOf } from './table-file.ts';
import { TableTools } from './table-tools.tsx';
import { tellCut } from './tell-cut.ts';
import { useShared } from './texts/texts.ts';
import { useFormat } from './use-format.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { usePrinting } from './use-printing.ts';

export interface GridColumn<Row> extends Column<Row> {
  /** In pixels; the rest of the width is shared by the columns without one. */
  readonly width?: number;
  /** Not shown until the user chooses it: never, or only where the window is narrow. */
  readonly hidden?: boolean | 'narrow';
}

interface Props<Row> {
  readonly caption: string;
  readonly note?: ReactNode;
  /** Names the grid among all: the user's columns are remembered by it. */
  readonly name: string;
  readonly fileName: string;
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

const ROW_PX = 32;
const CHOICE_PX = 40;
const NARROWEST_PX = 160;

/**
 * A table of thousands of rows that scrolls smoothly because only those in sight are drawn. It tells assistive technology
 * the whole grid (WAI-ARIA grid pattern), is walked by arrow keys, sorted by any column, copied, saved and printed whole.
 */
export function DataGrid<Row>(props: Props<Row>) {
  const {
    caption,
    name,
    rows,
    rowKey,
    total,
    more = false,
    loading = false,
    onEnd,
    onOpen,
    chosen,
    onChoose,
    height = '60vh',
  } = props;
  const shared = useShared();
  const format = useFormat();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const { columns, choice } = useColumns(name, props.columns);
  // A frame of scrolling draws the grid anew, and must not sort it anew.
  const sorted = useMemo(() => sortRows(rows, props.columns, sorting), [rows, props.columns, sorting]);
  const printing = usePrinting();
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const inSight = virtual.getVirtualItems().map(({ index }) => index);
  const last = inSight.at(-1) ?? 0;
  const partial = more || (total ?? 0) > rows.length;
  const wanted = onEnd !== undefined && last >= sorted.length - 1 && partial;
  useEffect(() => {
    if (wanted) onEnd?.();
  }, [wanted, sorted.length]);
  const withChoice = chosen !== undefined && onChoose !== undefined;
  const choose = (keys: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const key of keys) {
      if (on) next.add(key);
      else next.delete(key);
    }
    onChoose?.(next);
  };
  const keys = useGridKeys({
    rows: sorted.length,
    columns: columns.length + (withChoice ? 1 : 0),
    page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / ROW_PX) - 1),
    first: virtual.range?.startIndex ?? 0,
    onMove: () => {
      moved.current = true;
    },
    onOpen: (at) => sorted[at] !== undefined && onOpen?.(sorted[at]),
    onChoose: (at) => {
      const row = sorted[at];
      if (row !== undefined && withChoice) choose([rowKey(row)], !chosen.has(rowKey(row)));
    },
  });
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;
  // The row of the keyboard stays drawn wherever the wheel goes, so that neither focus nor place is lost.
  const drawn =
    keys.at === null || inSight.includes(keys.at.row)
      ? inSight
      : [...inSight, keys.at.row].toSorted(byNumber);
  const active = keys.at === null ? undefined : cellId(keys.at.row, keys.at.column);
  useLayoutEffect(() => {
    if (!moved.current || active === undefined) return;
    moved.current = false;
    document.getElementById(active)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const template = [
    ...(withChoice ? [`${CHOICE_PX}px`] : []),
    ...columns.map(({ width }) => (width === undefined ? `minmax(${NARROWEST_PX}px, 1fr)` : `${width}px`)),
  ].join(' ');
  const widthPx = columns.reduce(
    (sum, { width }) => sum + (width ?? NARROWEST_PX),
    withChoice ? CHOICE_PX : 0,
  );
  const here = format.count(rows.length);
  const known = more
    ? shared.rowsAndMore(here)
    : total !== undefined && partial
      ? shared.rowsOf(here, format.count(total))
      : shared.rows(here);
  return (
    <Sheet
      id={id}
      title={caption}
      note={
        <>
          {props.note} {!loading && known}
          {withChoice && chosen.size > 0 && <> · {shared.chosen(format.count(chosen.size))}</>}
        </>
      }
      flush
      tools={
        <>
          {props.tools}
          <ColumnMenu name={caption} choice={choice} />
          {rows.length > 0 && (
            <TableTools
              name={caption}
              fileName={props.fileName}
              columns={columns}
              rows={sorted}
              partial={partial}
            />
          )}
        </>
      }
    >
      {printing && <PaperTable columns={columns} rows={sorted} rowKey={rowKey} />}
      {props.instead ?? (
        <div
          ref={scroller}
          className={`${styles['scroll']} on-screen-block`}
          style={{ maxHeight: height }}
          role="grid"
          tabIndex={0}
          aria-labelledby={id}
          aria-rowcount={more ? -1 : (total ?? sorted.length) + 1}
          aria-colcount={columns.length + (withChoice ? 1 : 0)}
          aria-multiselectable={withChoice}
          aria-activedescendant={active}
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
          onClick={keys.onClick}
          onPointerOver={tellCut}
        >
          <div role="rowgroup" className={styles['heads']} style={{ minWidth: widthPx }}>
            <div
              role="row"
              aria-rowindex={1}
              className={styles['row']}
              style={{ gridTemplateColumns: template }}
            >
              {withChoice && (
                <span role="columnheader" aria-label={shared.chosen('')}>
                  <Checkbox
                    size="xs"
                    tabIndex={-1}
                    aria-label={shared.choose(caption)}
                    checked={chosen.size > 0 && chosen.size === rows.length}
                    indeterminate={chosen.size > 0 && chosen.size < rows.length}
                    onChange={(event) => choose(rows.map(rowKey), event.currentTarget.checked)}
                  />
                </span>
              )}
              {columns.map((column) => {
                const as = sortedAs(column.key, sorting);
                return (
                  <span key={column.key} role="columnheader" aria-sort={as} data-align={column.align}>
                    <button
                      type="button"
                      title={shared.sortBy(column.head)}
                      onClick={() => setSorting(nextSorting(column.key, sorting))}
                    >
                      {column.head}
                      {as !== 'none' && (as === 'descending' ? <DownIcon size={12} /> : <UpIcon size={12} />)}
                    </button>
                  </span>
                );
              })}
            </div>
          </div>
          <div
            role="rowgroup"
            className={styles['body']}
            style={{ height: virtual.getTotalSize(), minWidth: widthPx }}
          >
            {drawn.map((index) => {
              const row = sorted[index];
              if (row === undefined) return null;
              const key = rowKey(row);
              const lead = withChoice ? 1 : 0;
              return (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid takes the keys and holds the focus
                <div
                  key={key}
                  role="row"
                  aria-rowindex={index + 2}
                  aria-selected={withChoice ? chosen.has(key) : undefined}
                  className={styles['row']}
                  data-opens={onOpen !== undefined}
                  style={{ gridTemplateColumns: template, transform: `translateY(${index * ROW_PX}px)` }}
                  onClick={() => onOpen?.(row)}
                >
                  {withChoice && (
                    <span role="gridcell" id={cellId(index, 0)} data-active={keys.isAt(index, 0)}>
                      <Checkbox
                        size="xs"
                        tabIndex={-1}
                        aria-label={shared.choose(columns[0] ? textOf(columns[0], row) : key)}
                        checked={chosen.has(key)}
                        onClick={(event) => event.stopPropagation()}
                        onChange={(event) => choose([key], event.currentTarget.checked)}
                      />
                    </span>
                  )}
                  {columns.map((column, i) => (
                    <span
                      key={column.key}
                      role={i === 0 ? 'rowheader' : 'gridcell'}
                      id={cellId(index, i + lead)}
                      data-align={column.align}
                      data-active={keys.isAt(index, i + lead)}
                    >
                      {column.cell(row)}
                    </span>
                  ))}
                </div>
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
