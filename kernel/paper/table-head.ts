import { leavesOf, type TableBlock } from './layout.ts';
import { at, type Press } from './press.ts';
import { drawCell, LEADING, PAD_PT, tall, wrapped, type Cell, type Place } from './table-cell.ts';

type HeadCell = { readonly place: Place; readonly row: 0 | 1; readonly rows: 1 | 2; readonly cell: Cell };
export type Head = { readonly height: number; draw(): void };

/** The head of a table: one row, or two where columns stand under a merged head, and a row of marks when there are any. */
export function headOf(table: TableBlock, places: readonly Place[], press: Press): Head {
  const sizePt = table.headSizePt ?? table.sizePt ?? 9;
  const boxed = (table.lines ?? 'grid') === 'grid';
  const cells = headCells(table, places, press, sizePt);
  const tallest = (some: readonly HeadCell[]) =>
    Math.max(0, ...some.map(({ cell }) => tall(cell) + 2 * PAD_PT));
  const upper = tallest(cells.filter(({ row, rows }) => row === 0 && rows === 1));
  const lower = Math.max(
    tallest(cells.filter(({ row }) => row === 1)),
    tallest(cells.filter(({ rows }) => rows === 2)) - upper,
  );
  const marks = leavesOf(table.columns).map(({ mark }) => mark ?? '');
  const markHeight = marks.some(Boolean) ? sizePt * LEADING + PAD_PT : 0;

  const box = (place: Place, y: number, height: number, cell: Cell, weight: 'bold' | 'italic') => {
    if (boxed) press.path(`${at(place.x)} ${at(-y - height)} ${at(place.width)} ${at(height)} re S`);
    drawCell(press, { ...place, y, height }, cell, 'center', weight);
  };
  return {
    height: upper + lower + markHeight,
    draw() {
      for (const { place, row, rows, cell } of cells) {
        const height = rows === 2 ? upper + lower : row === 1 ? lower : upper;
        box(place, press.y + (row === 1 ? upper : 0), height, cell, 'bold');
      }
      press.y += upper + lower;
      if (markHeight > 0)
        places.forEach((place, i) =>
          box(place, press.y, markHeight, { lines: [marks[i] ?? ''], sizePt }, 'italic'),
        );
      press.y += markHeight;
      if (table.lines === 'rows')
        press.path(`${at(press.left)} ${at(-press.y)} m ${at(press.right)} ${at(-press.y)} l S`);
    },
  };
}

/** The cells of the head: a plain column's stands over both rows, a merged one over its columns. */
function headCells(
  table: TableBlock,
  places: readonly Place[],
  press: Press,
  sizePt: number,
): readonly HeadCell[] {
  let leaf = 0;
  const over = (count: number): Place => {
    const { x } = places[leaf] as Place;
    const last = places[leaf + count - 1] as Place;
    return { x, width: last.x + last.width - x };
  };
  const headCell = (label: string, place: Place, row: 0 | 1, rows: 1 | 2): HeadCell => {
    return { place, row, rows, cell: wrapped(press.face('bold'), label, sizePt, place) };
  };
  return table.columns.flatMap((column) => {
    if (!('columns' in column)) {
      const plain = headCell(column.label, over(1), 0, 2);
      leaf++;
      return [plain];
    }
    const merged = headCell(column.label, over(column.columns.length), 0, 1);
    return [merged, ...column.columns.map(({ label }) => headCell(label, places[leaf++] as Place, 1, 1))];
  });
}
