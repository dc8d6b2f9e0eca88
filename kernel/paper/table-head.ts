import { wrap, type Weight } from './ink.ts';
import { leavesOf, type Align, type TableBlock } from './layout.ts';
import { at, type Press } from './press.ts';

export const PAD_PT = 2.2;
export const LEADING = 1.16;

/** Where a leaf column stands on the page, in points. */
export type Place = { readonly x: number; readonly width: number };

/** The printable width shared out between the leaf columns. */
export function placesOf(table: TableBlock, press: Press): Place[] {
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

export function startOf(
  press: Press,
  place: Place,
  text: string,
  align: Align,
  weight: Weight,
  sizePt: number,
): number {
  if (align === 'left') return place.x + PAD_PT;
  const free = place.width - press.face(weight).widthOf(text) * sizePt;
  return align === 'center' ? place.x + free / 2 : place.x + free - PAD_PT;
}

/** Lines of text inside a box, in its middle from top to bottom. */
export function drawBox(
  press: Press,
  box: Place & { y: number; height: number },
  lines: readonly string[],
  align: Align,
  weight: Weight,
  sizePt: number,
): void {
  const leading = sizePt * LEADING;
  let baseline = box.y + (box.height - lines.length * leading) / 2 + sizePt * 0.9;
  for (const line of lines) {
    press.text(startOf(press, box, line, align, weight, sizePt), baseline, line, weight, sizePt);
    baseline += leading;
  }
}

type HeadCell = Place & { readonly row: 0 | 1; readonly rows: 1 | 2; readonly lines: string[] };
export type Head = { readonly height: number; draw(): void };

/** The head of a table: one row, or two where columns stand under a merged head, and a row of marks when there are any. */
export function headOf(table: TableBlock, places: readonly Place[], press: Press): Head {
  const sizePt = table.headSizePt ?? table.sizePt ?? 9;
  const cells: HeadCell[] = [];
  let leaf = 0;
  const cell = (label: string, count: number, row: 0 | 1, rows: 1 | 2) => {
    const x = places[leaf]?.x ?? press.left;
    const last = places[leaf + count - 1] ?? { x, width: 0 };
    const width = last.x + last.width - x;
    cells.push({ x, width, row, rows, lines: wrap(press.face('bold'), label, sizePt, width - 2 * PAD_PT) });
  };
  for (const column of table.columns) {
    if (!('columns' in column)) {
      cell(column.label, 1, 0, 2);
      leaf++;
      continue;
    }
    cell(column.label, column.columns.length, 0, 1);
    for (const under of column.columns) {
      cell(under.label, 1, 1, 1);
      leaf++;
    }
  }
  const tall = (some: HeadCell[]) =>
    Math.max(0, ...some.map(({ lines }) => lines.length * sizePt * LEADING + 2 * PAD_PT));
  const upper = tall(cells.filter(({ row, rows }) => row === 0 && rows === 1));
  const lower = Math.max(
    tall(cells.filter(({ row }) => row === 1)),
    tall(cells.filter(({ rows }) => rows === 2)) - upper,
  );
  const marks = leavesOf(table.columns).map(({ mark }) => mark ?? '');
  const markHeight = marks.some(Boolean) ? sizePt * LEADING + PAD_PT : 0;
  const grid = (table.lines ?? 'grid') === 'grid';

  return {
    height: upper + lower + markHeight,
    draw() {
      for (const { x, width, row, rows, lines } of cells) {
        const box = {
          x,
          width,
          y: press.y + (row === 1 ? upper : 0),
          height: rows === 2 ? upper + lower : row === 1 ? lower : upper,
        };
        if (grid) press.path(`${at(x)} ${at(-box.y - box.height)} ${at(width)} ${at(box.height)} re S`);
        drawBox(press, box, lines, 'center', 'bold', sizePt);
      }
      press.y += upper + lower;
      if (markHeight > 0)
        places.forEach((place, i) => {
          if (grid)
            press.path(
              `${at(place.x)} ${at(-press.y - markHeight)} ${at(place.width)} ${at(markHeight)} re S`,
            );
          drawBox(
            press,
            { ...place, y: press.y, height: markHeight },
            [marks[i] ?? ''],
            'center',
            'italic',
            sizePt,
          );
        });
      press.y += markHeight;
      if (table.lines === 'rows')
        press.path(`${at(press.left)} ${at(-press.y)} m ${at(press.right)} ${at(-press.y)} l S`);
    },
  };
}
