import { type LayoutFault, noList, notInList, notPrintable, noValue } from './faults.ts';
import { leavesOf, type Facts, type Layout, type Line, type Row, type TableBlock } from './layout.ts';
import { FORMATS, holesOf, templateOf, valueAt } from './template.ts';
import { totalFacts } from './book.ts';

/** Example data with its lists in memory: the names that a form's layouts may use, and the kind of each value. */
export type Example = { readonly facts: Facts; readonly rows: Readonly<Record<string, readonly Row[]>> };

const COUNTS = { n: 1, count: 1, distinct: 1 };

/**
 * Why a layout does not fit the data of its form: it names a value or a list that the form does not have, or prints it in
 * a format that is not for it. Give a layout that `whyNotLayout` has passed. Null when it fits.
 */
export function whyNotFits(layout: Layout, example: Example): LayoutFault | null {
  const totals: Record<string, Facts> = {};
  const facts: Facts = { ...example.facts, total: totals };
  for (const [i, block] of layout.body.entries()) {
    const here = `body[${i}]`;
    let fault: LayoutFault | null = null;
    if (block.kind === 'text' || block.kind === 'qr') fault = unfit(block.text, facts, `${here}.text`);
    else if (block.kind === 'sides')
      fault = first(block.sides, (side, j) => unfitLines(side.lines, facts, `${here}.sides[${j}].lines`));
    else if (block.kind === 'signatures')
      fault = first(
        block.slots,
        (slot, j) =>
          unfitLines(slot.lines, facts, `${here}.slots[${j}].lines`) ??
          unfit(slot.name ?? '', facts, `${here}.slots[${j}].name`),
      );
    else if (block.kind === 'table') {
      fault = unfitTable(block, example, here);
      totals[block.rows] = totalFacts(block, {
        count: 1,
        distinct: null,
        sums: leavesOf(block.columns).map(() => 1n),
      });
    }
    if (fault) return fault;
  }
  return unfit(layout.foot?.left ?? '', example.facts, 'foot.left');
}

function unfitTable(table: TableBlock, example: Example, here: string): LayoutFault | null {
  const [row] = example.rows[table.rows] ?? [];
  if (!row) return { at: `${here}.rows`, fault: noList(table.rows) };
  const named = { ...row, ...COUNTS };
  const path = (by: string, at: string) =>
    valueAt(row, by.split('.')) === undefined ? { at, fault: notInList(by) } : null;
  return (
    first(table.columns, (column, j) =>
      'columns' in column
        ? first(column.columns, (leaf, k) =>
            unfit(leaf.value, named, `${here}.columns[${j}].columns[${k}].value`),
          )
        : unfit(column.value, named, `${here}.columns[${j}].value`),
    ) ??
    first(table.groups ?? [], (group, j) => {
      const at = `${here}.groups[${j}]`;
      return (
        path(group.by, `${at}.by`) ??
        unfit(group.heading ?? '', row, `${at}.heading`) ??
        unfit(group.subtotal ?? '', named, `${at}.subtotal`)
      );
    }) ??
    first(table.tallies ?? [], (tally, j) => {
      const at = `${here}.tallies[${j}]`;
      return path(tally.by, `${at}.by`) ?? unfit(tally.label, named, `${at}.label`);
    }) ??
    (table.distinct === undefined ? null : path(table.distinct, `${here}.distinct`)) ??
    unfit(table.total ?? '', COUNTS, `${here}.total`)
  );
}

function first<T>(list: readonly T[], look: (one: T, i: number) => LayoutFault | null): LayoutFault | null {
  for (const [i, one] of list.entries()) {
    const fault = look(one, i);
    if (fault) return fault;
  }
  return null;
}

const unfitLines = (lines: readonly Line[], facts: Facts, at: string) =>
  first(lines, (line, i) => unfit(line.text, facts, `${at}[${i}].text`));

function unfit(text: string, facts: Facts, at: string): LayoutFault | null {
  return first(holesOf(templateOf(text)), ({ path, keys, format }) => {
    const value = valueAt(facts, keys);
    if (value === undefined) return { at, fault: noValue(path) };
    if (value !== null && FORMATS[format]?.(value) == null) return { at, fault: notPrintable(path, format) };
    return null;
  });
}
