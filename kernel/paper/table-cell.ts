import { wrap, type Face, type Weight } from './ink.ts';
import type { Align } from './layout.ts';
import type { Press } from './press.ts';

export const PAD_PT = 2.2;
export const LEADING = 1.16;

/** Where a column, or several side by side, stands on the page, in points. */
export type Place = { readonly x: number; readonly width: number };

/** A text as it stands in its column: its lines, and the size they are written in. */
export type Cell = { readonly lines: readonly string[]; readonly sizePt: number };

/** A text wrapped to its column. */
export function wrapped(face: Face, text: string, sizePt: number, { width }: Place): Cell {
  return { lines: wrap(face, text, sizePt, width - 2 * PAD_PT), sizePt };
}

/** A figure on one line, smaller where its column is narrow: over two lines it would read as two others. */
export function shrunk(face: Face, figure: string, sizePt: number, { width }: Place): Cell {
  if (figure === '') return { lines: [], sizePt };
  const fits = (width - 2 * PAD_PT) / face.widthOf(figure);
  return { lines: [figure], sizePt: fits < sizePt ? Math.floor(fits * 100) / 100 : sizePt };
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

export const tall = ({ lines, sizePt }: Cell): number => lines.length * sizePt * LEADING;

/** Where the first line of a cell stands so that its lines are in the middle of a height. */
export const firstBaseline = (cell: Cell, top: number, height: number): number =>
  top + (height - tall(cell)) / 2 + cell.sizePt * 0.9;

/** A cell inside a box, in its middle from top to bottom. */
export function drawCell(
  press: Press,
  box: Place & { readonly y: number; readonly height: number },
  cell: Cell,
  align: Align,
  weight: Weight,
): void {
  let baseline = firstBaseline(cell, box.y, box.height);
  for (const line of cell.lines) {
    press.text(startOf(press, box, line, align, weight, cell.sizePt), baseline, line, weight, cell.sizePt);
    baseline += cell.sizePt * LEADING;
  }
}
