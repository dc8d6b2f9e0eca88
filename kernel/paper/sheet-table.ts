import { labelFacts, openBook, totalFacts, type Sums } from './book.ts';
import { leavesOf, type Facts, type Row, type Rows, type TableBlock, type Value } from './layout.ts';
import type { Look, Sheet } from './sheet.ts';
import { fill, isFigure, onlyValue, templateOf } from './template.ts';

const CELL: Look = { bold: false, italic: false, sizePt: 11, align: 'left', boxed: true };
const HEAD: Look = { ...CELL, bold: true, align: 'center' };

/** Writes a table to a sheet with the heads, groups, subtotals and total that it has on paper, without page sums. */
export async function sheetTable(sheet: Sheet, table: TableBlock, rows: Rows): Promise<Facts> {
  const columns = leavesOf(table.columns).map((column) => {
    const template = templateOf(column.value);
    const figures = column.value !== '{n}' && isFigure(template);
    const look: Look = {
      ...CELL,
      bold: column.bold === true,
      align: column.align ?? 'left',
      number: figures,
    };
    return { template: column.value === '{n}' ? null : template, figures, look, summed: column.sum === true };
  });
  const ofColumn = sheet.columnsLook(columns.map(({ look }) => look));
  const firstSum = columns.findIndex(({ summed }) => summed);
  const labelled = firstSum === -1 ? columns.length : Math.max(firstSum, 1);
  const book = openBook(table);

  const merged = (label: string, italic: boolean, sums: Sums | null) => {
    const look: Look = { ...CELL, bold: !italic, italic };
    sheet.span(0, (sums ? labelled : columns.length) - 1, label, look);
    let next = 0;
    if (sums)
      columns.forEach(({ summed }, i) => {
        if (summed) sheet.put(i, figure(sums.sums[next++] ?? 0n), { ...look, align: 'right', number: true });
        else if (i >= labelled) sheet.put(i, null, look);
      });
    sheet.next();
  };
  const end = (before: Row | null) => {
    for (const { group, row, sums } of book.ending(before))
      if (group.subtotal) merged(fill(templateOf(group.subtotal), labelFacts(row, sums)), false, sums);
  };

  writeHead(sheet, table);
  for await (const row of rows) {
    end(row);
    for (const group of book.beginning(row))
      if (group.heading) merged(fill(templateOf(group.heading), row), false, null);
    columns.forEach(({ template, figures, look: own }, i) => {
      const look = ofColumn ? null : own;
      if (!template) return sheet.put(i, book.next(), look);
      const value = figures ? onlyValue(template, row) : undefined;
      const text = fill(template, row);
      sheet.put(i, value === undefined || value === null ? text || null : figure(value), look);
    });
    sheet.next();
    book.add(row);
  }
  end(null);
  if (book.total.count === 0) merged(table.empty, true, null);
  if (table.total) merged(fill(templateOf(table.total), labelFacts({}, book.total)), false, book.total);
  for (const tally of book.tallies)
    for (const { row, sums } of tally.lines.values())
      merged(fill(templateOf(tally.label), labelFacts(row, sums)), true, sums);
  return totalFacts(table, book.total);
}

/** A spreadsheet holds 15 digits exactly; an amount beyond that stays text rather than lose its last dong. */
function figure(value: Value): number | string {
  const number = Number(value);
  return Math.abs(number) < 1e15 ? number : String(value);
}

function writeHead(sheet: Sheet, table: TableBlock): void {
  const leaves = leavesOf(table.columns);
  const deep = table.columns.some((column) => 'columns' in column) ? 2 : 1;
  let at = 0;
  const lower: { column: number; label: string }[] = [];
  for (const column of table.columns) {
    if ('columns' in column) {
      sheet.span(at, at + column.columns.length - 1, column.label, HEAD);
      column.columns.forEach((leaf, i) => lower.push({ column: at + i, label: leaf.label }));
      at += column.columns.length;
    } else {
      sheet.span(at, at, column.label, HEAD, deep);
      at++;
    }
  }
  sheet.next();
  if (deep === 2) {
    for (const { column, label } of lower) sheet.put(column, label, HEAD);
    sheet.next();
  }
  const marked = leaves.some(({ mark }) => mark);
  if (marked) {
    leaves.forEach(({ mark }, i) => sheet.put(i, mark ?? '', { ...CELL, italic: true, align: 'center' }));
    sheet.next();
  }
  sheet.headWritten(deep + (marked ? 1 : 0));
}
