import { labelFacts, openBook, totalFacts, type Sums } from './book.ts';
import type { Weight } from './ink.ts';
import type { Facts, Row, Rows, TableBlock } from './layout.ts';
import type { Press } from './press.ts';
import { openGrid, type Strip } from './table-grid.ts';
import { labelStrip, rowStrip } from './table-strips.ts';
import { fill, templateOf } from './template.ts';

/**
 * Draws a table over as many pages as its rows need: the head on each page, the sum so far carried to the foot of the
 * page and brought to the head of the next. Answers its sums under the names that later texts use.
 */
export async function drawTable(press: Press, table: TableBlock, rows: Rows): Promise<Facts> {
  const grid = openGrid(press, table);
  const book = openBook(table);
  const bottom = press.bottom - (table.carry ? grid.sumHeight : 0);
  const label = (text: string, facts: Facts, weight: Weight, sums: Sums | null) =>
    labelStrip(press, grid, fill(templateOf(text), facts), weight, sums);
  const sumUp = (text: string, row: Row, weight: Weight, sums: Sums) =>
    put(label(text, labelFacts(row, sums), weight, sums));

  const turn = async () => {
    const carry = book.total.count > 0 ? table.carry : undefined;
    if (carry) grid.put(labelStrip(press, grid, carry.forward, 'italic', book.total));
    grid.close();
    await press.turn();
    grid.open();
    if (carry) grid.put(labelStrip(press, grid, carry.brought, 'italic', book.total));
  };
  /** On this page when the line fits there together with what must not part from it, else on the next. */
  const put = async (strip: Strip, kept = 0) => {
    if (press.y + strip.height + kept > bottom) await turn();
    grid.put(strip);
  };
  const endGroups = async (before: Row | null) => {
    for (const { group, row, sums } of book.ending(before))
      if (group.subtotal) await sumUp(group.subtotal, row, 'bold', sums);
  };
  const beginGroups = async (row: Row) => {
    for (const { newPage, heading } of book.beginning(row)) {
      if (newPage && book.total.count > 0) await turn();
      if (heading) await put(label(heading, row, 'bold', null), grid.sumHeight + grid.rowHeight);
    }
  };

  press.y += table.beforePt ?? 0;
  if (press.y + grid.headHeight + 2 * grid.sumHeight + grid.rowHeight > bottom) await press.turn();
  grid.open();
  for await (const row of rows) {
    await endGroups(row);
    await beginGroups(row);
    // Added after it is drawn: a page that turns for this row carries the sum of the rows above it only. With room for
    // one sum below, as any row may be the last before it and no sum stands on a page alone.
    await put(rowStrip(press, grid, row, book.next()), grid.sumHeight);
    book.add(row);
  }
  await endGroups(null);
  if (book.total.count === 0) await put(labelStrip(press, grid, table.empty, 'italic', null));
  if (table.total) await sumUp(table.total, {}, 'bold', book.total);
  for (const tally of book.tallies)
    for (const { row, sums } of tally.lines.values()) await sumUp(tally.label, row, 'italic', sums);
  grid.close();
  return totalFacts(table, book.total);
}
