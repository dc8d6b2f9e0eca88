import { formatVnd } from '#kernel/words/money.ts';
import type { Sums } from './book.ts';
import type { Weight } from './ink.ts';
import type { Row } from './layout.ts';
import { at, type Press } from './press.ts';
import { drawCell, firstBaseline, LEADING, PAD_PT, shrunk, startOf, tall, wrapped } from './table-cell.ts';
import type { Grid, Strip } from './table-grid.ts';
import { fill } from './template.ts';

/** A row of data. Its texts are one text object of the page, as a list has thousands of rows. */
export function rowStrip(press: Press, grid: Grid, row: Row, n: number): Strip {
  const cells = grid.columns.map(({ template, figure, place, weight }) =>
    (figure ? shrunk : wrapped)(
      press.face(weight),
      template ? fill(template, row) : String(n),
      grid.sizePt,
      place,
    ),
  );
  const height = Math.max(grid.rowHeight, ...cells.map((cell) => tall(cell) + PAD_PT));
  const draw = () => {
    let operators = 'BT';
    grid.columns.forEach(({ place, align, weight }, i) => {
      const cell = cells[i] as (typeof cells)[number];
      const { lines, sizePt } = cell;
      if (lines.length === 0) return;
      const face = press.face(weight);
      let baseline = firstBaseline(cell, press.y, height);
      operators += ` /${face.name} ${sizePt} Tf`;
      for (const line of lines) {
        operators += ` 1 0 0 1 ${at(startOf(press, place, line, align, weight, sizePt))} ${at(-baseline)} Tm <${face.encode(line)}> Tj`;
        baseline += sizePt * LEADING;
      }
    });
    press.path(`${operators} ET`);
  };
  return { height, draw };
}

/** A label over several columns, up to the first that is summed; its sums, if any, under the columns they add up. */
export function labelStrip(
  press: Press,
  grid: Grid,
  label: string,
  weight: Weight,
  sums: Sums | null,
): Strip {
  const { columns, stops, sizePt } = grid;
  const firstSum = columns.findIndex(({ summed }) => summed);
  const span = !sums || firstSum === -1 ? columns.length : Math.max(firstSum, 1);
  const under = { x: press.left, width: (stops[span] as number) - press.left };
  const cell = wrapped(press.face(weight), label, sizePt, under);
  const height = Math.max(grid.sumHeight, tall(cell) + PAD_PT);
  const draw = () => {
    drawCell(press, { ...under, y: press.y, height }, cell, 'left', weight);
    if (!sums) return;
    columns
      .filter(({ summed }) => summed)
      .forEach(({ place }, i) => {
        const figure = shrunk(press.face(weight), formatVnd(sums.sums[i] ?? 0n), sizePt, place);
        drawCell(press, { ...place, y: press.y, height }, figure, 'right', weight);
      });
  };
  return { height, draw, uprights: [press.left, ...stops.slice(span)] };
}
