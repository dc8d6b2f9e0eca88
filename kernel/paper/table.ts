import { formatVnd } from '#kernel/words/money.ts';
import { labelFacts, openBook, totalFacts, type Sums } from './book.ts';
import { wrap, type Weight } from './ink.ts';
import { leavesOf, type Facts, type Row, type Rows, type TableBlock } from './layout.ts';
import { at, PT_PER_MM, type Press } from './press.ts';
import { drawBox, headOf, LEADING, PAD_PT, placesOf, startOf } from './table-head.ts';
import { fill, templateOf } from './template.ts';

const upright = (x: number, from: number, to: number) => `${at(x)} ${at(-from)} m ${at(x)} ${at(-to)} l`;

/**
 * Draws a table over as many pages as its rows need: the head on each page, the sum so far carried to the foot of the
 * page and brought to the head of the next. Answers its sums under the names that later texts use.
 */
export async function drawTable(press: Press, table: TableBlock, rows: Rows): Promise<Facts> {
  const sizePt = table.sizePt ?? 9;
  const leading = sizePt * LEADING;
  const grid = (table.lines ?? 'grid') === 'grid';
  const ruled = table.lines !== 'none';
  const places = placesOf(table, press);
  const head = headOf(table, places, press);
  const columns = leavesOf(table.columns).map((column, i) => ({
    place: places[i] ?? { x: press.left, width: 0 },
    template: column.value === '{n}' ? null : templateOf(column.value),
    align: column.align ?? 'left',
    weight: (column.bold ? 'bold' : 'regular') as Weight,
    summed: column.sum === true,
  }));
  const book = openBook(table);
  const minRow = Math.max((table.minRowMm ?? 0) * PT_PER_MM, leading + PAD_PT);
  const sumRow = leading + 2 * PAD_PT;
  const bottom = press.bottom - (table.carry ? sumRow : 0);
  const firstSum = columns.findIndex(({ summed }) => summed);
  const labelled = firstSum === -1 ? columns.length : Math.max(firstSum, 1);
  const stops = [press.left, ...places.map(({ x, width }) => x + width)];
  let gridFrom = press.y;

  const under = () =>
    ruled && press.path(`${at(press.left)} ${at(-press.y)} m ${at(press.right)} ${at(-press.y)} l S`);
  /** Draws the upright lines of the plain rows since the last head or merged row. */
  const closeGrid = () => {
    if (grid && press.y > gridFrom)
      press.path(`${stops.map((x) => upright(x, gridFrom, press.y)).join(' ')} S`);
    gridFrom = press.y;
  };

  /** A row whose label stands over several columns; its figures, if any, under the columns they sum. */
  const merged = (label: string, weight: Weight, sums: Sums | null) => {
    closeGrid();
    const span = sums ? labelled : columns.length;
    const end = stops[span] as number;
    const lines = wrap(press.face(weight), label, sizePt, end - press.left - 2 * PAD_PT);
    const height = Math.max(sumRow, lines.length * leading + PAD_PT);
    drawBox(
      press,
      { x: press.left, width: end - press.left, y: press.y, height },
      lines,
      'left',
      weight,
      sizePt,
    );
    let next = 0;
    columns.forEach(({ summed, place }) => {
      if (!sums || !summed) return;
      const text = formatVnd(sums.sums[next++] ?? 0n);
      drawBox(press, { ...place, y: press.y, height }, [text], 'right', weight, sizePt);
    });
    if (grid) {
      const edges = [press.left, ...stops.slice(span)];
      press.path(`${edges.map((x) => upright(x, press.y, press.y + height)).join(' ')} S`);
    }
    press.y += height;
    under();
    gridFrom = press.y;
  };

  const startPage = () => {
    if (ruled && !grid) under();
    head.draw();
    gridFrom = press.y;
  };
  const turn = async () => {
    const carrying = table.carry && book.total.count > 0;
    if (carrying) merged(table.carry.forward, 'italic', book.total);
    closeGrid();
    await press.turn();
    startPage();
    if (carrying) merged(table.carry.brought, 'italic', book.total);
  };
  const mergedKept = async (label: string, weight: Weight, sums: Sums | null, below = 0) => {
    const lines = wrap(
      press.face(weight),
      label,
      sizePt,
      (sums ? (stops[labelled] as number) : press.right) - press.left - 2 * PAD_PT,
    );
    if (press.y + Math.max(sumRow, lines.length * leading + PAD_PT) + below > bottom) await turn();
    merged(label, weight, sums);
  };

  const drawRow = async (row: Row, n: number) => {
    const texts: string[][] = [];
    let most = 1;
    for (const { template, place, weight } of columns) {
      const lines = wrap(
        press.face(weight),
        template ? fill(template, row) : String(n),
        sizePt,
        place.width - 2 * PAD_PT,
      );
      if (lines.length > most) most = lines.length;
      texts.push(lines);
    }
    const height = Math.max(minRow, most * leading + PAD_PT);
    if (press.y + height > bottom) await turn();
    let operators = 'BT';
    for (let i = 0; i < columns.length; i++) {
      const { place, align, weight } = columns[i] as (typeof columns)[number];
      const lines = texts[i] as string[];
      if (lines.length === 0) continue;
      const face = press.face(weight);
      let baseline = press.y + (height - lines.length * leading) / 2 + sizePt * 0.9;
      operators += ` /${face.name} ${sizePt} Tf`;
      for (const line of lines) {
        operators += ` 1 0 0 1 ${at(startOf(press, place, line, align, weight, sizePt))} ${at(-baseline)} Tm <${face.encode(line)}> Tj`;
        baseline += leading;
      }
    }
    press.path(`${operators} ET`);
    press.y += height;
    under();
  };

  press.y += table.beforePt ?? 0;
  if (press.y + head.height + 2 * sumRow + minRow > bottom) await press.turn();
  startPage();
  for await (const row of rows) {
    for (const { group, row: last, sums } of book.ending(row))
      if (group.subtotal)
        await mergedKept(fill(templateOf(group.subtotal), labelFacts(last, sums)), 'bold', sums);
    for (const group of book.beginning(row)) {
      if (group.newPage && book.total.count > 0) await turn();
      if (group.heading)
        await mergedKept(fill(templateOf(group.heading), row), 'bold', null, sumRow + minRow);
    }
    // Added after it is drawn: a page that turns for this row carries the sum of the rows above it only.
    await drawRow(row, book.next());
    book.add(row);
  }
  for (const { group, row: last, sums } of book.ending(null))
    if (group.subtotal)
      await mergedKept(fill(templateOf(group.subtotal), labelFacts(last, sums)), 'bold', sums);
  if (book.total.count === 0) await mergedKept(table.empty, 'italic', null);
  if (table.total)
    await mergedKept(fill(templateOf(table.total), labelFacts({}, book.total)), 'bold', book.total);
  for (const tally of book.tallies)
    for (const { row, sums } of tally.lines.values())
      await mergedKept(fill(templateOf(tally.label), labelFacts(row, sums)), 'italic', sums);
  closeGrid();
  return totalFacts(table, book.total);
}
