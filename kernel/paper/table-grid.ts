import type { Weight } from './ink.ts';
import { leavesOf, type Align, type TableBlock } from './layout.ts';
import { at, PT_PER_MM, type Press } from './press.ts';
import { LEADING, PAD_PT, type Place } from './table-cell.ts';
import { headOf } from './table-head.ts';
import { isFigure, templateOf, type Template } from './template.ts';

export type DrawnColumn = {
  readonly place: Place;
  /** Null for the running number. */
  readonly template: Template | null;
  readonly figure: boolean;
  readonly align: Align;
  readonly weight: Weight;
  readonly summed: boolean;
};

/** A line of a table, measured and ready to be drawn at the press's place. */
export type Strip = {
  readonly height: number;
  /** The uprights of this line alone, where its label stands over several columns. */
  readonly uprights?: readonly number[];
  draw(): void;
};

/** The columns of a table on its paper, and the lines between them. */
export type Grid = {
  readonly columns: readonly DrawnColumn[];
  /** Where columns begin and end, from the left edge to the right. */
  readonly stops: readonly number[];
  readonly sizePt: number;
  readonly rowHeight: number;
  readonly sumHeight: number;
  /** The head of the table, at its start and on each further page. */
  open(): void;
  put(strip: Strip): void;
  /** Draws the uprights that are still to be drawn on this page. */
  close(): void;
  readonly headHeight: number;
};

export function openGrid(press: Press, table: TableBlock): Grid {
  const sizePt = table.sizePt ?? 9;
  const leading = sizePt * LEADING;
  const boxed = (table.lines ?? 'grid') === 'grid';
  const ruled = table.lines !== 'none';
  const places = placesOf(table, press);
  const head = headOf(table, places, press);
  const stops = [press.left, ...places.map(({ x, width }) => x + width)];
  let uprightFrom = press.y;

  const across = () =>
    press.path(`${at(press.left)} ${at(-press.y)} m ${at(press.right)} ${at(-press.y)} l S`);
  /** Rows that follow each other have their uprights in one stroke. */
  const uprights = (edges: readonly number[]) => {
    if (boxed && press.y > uprightFrom)
      press.path(
        `${edges.map((x) => `${at(x)} ${at(-uprightFrom)} m ${at(x)} ${at(-press.y)} l`).join(' ')} S`,
      );
    uprightFrom = press.y;
  };

  return {
    columns: leavesOf(table.columns).map((column, i) => {
      const template = column.value === '{n}' ? null : templateOf(column.value);
      return {
        place: places[i] as Place,
        template,
        figure: template === null || isFigure(template),
        align: column.align ?? 'left',
        weight: column.bold ? 'bold' : 'regular',
        summed: column.sum === true,
      };
    }),
    stops,
    sizePt,
    rowHeight: Math.max((table.minRowMm ?? 0) * PT_PER_MM, leading + PAD_PT),
    sumHeight: leading + 2 * PAD_PT,
    headHeight: head.height,
    open() {
      if (ruled && !boxed) across();
      head.draw();
      uprightFrom = press.y;
    },
    put(strip) {
      if (strip.uprights) uprights(stops);
      strip.draw();
      press.y += strip.height;
      if (strip.uprights) uprights(strip.uprights);
      if (ruled) across();
    },
    close: () => uprights(stops),
  };
}

/** The printable width shared out between the leaf columns. */
function placesOf(table: TableBlock, press: Press): Place[] {
  const leaves = leavesOf(table.columns);
  const shares = leaves.reduce((sum, leaf) => sum + leaf.share, 0);
  let x = press.left;
  return leaves.map((leaf) => {
    const width = ((press.right - press.left) * leaf.share) / shares;
    const place = { x, width };
    x += width;
    return place;
  });
}
