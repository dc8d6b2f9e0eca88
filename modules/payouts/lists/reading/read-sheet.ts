import type { Cell, Sheet, SheetRow } from '#kernel/sheets/cell.ts';
import type { Month } from '#kernel/words/day.ts';
import type { rowChecker } from './check.ts';
import { legacyColumns, type LegacyColumns } from './legacy-columns.ts';
import type { Say } from './findings.ts';
import { findLayout, type Mapping, type Remembered } from './layout.ts';
import { normaliseRow } from './normalise.ts';
import { groupOf, kindOfRow } from './row-kind.ts';
import type { Group, Layout, ListRow, SheetSeen } from './shapes.ts';
import type { sumChecker } from './sums.ts';
import { textOf } from './text-of.ts';

const SAMPLE = 400;
/** Rows that show how a sheet opens. */
const OPENING = 15;

export interface SheetContext {
  month: Month;
  mapping: Mapping;
  remembered: Remembered;
  say: Say;
  sums: ReturnType<typeof sumChecker>;
  checkRow: ReturnType<typeof rowChecker>;
  /** The layout of the sheet before: a sheet without a head may carry on under it. */
  before: Layout | null;
}

export interface SheetStep {
  layout: Layout | null;
  /** Comes with the first step of a sheet. */
  opening?: SheetSeen['opening'];
  seen: number;
  rows: ListRow[];
}

/** Reads one sheet: its first rows show the layout, then every row is told apart, normalised and checked in file order. */
export async function* readSheet(sheet: Sheet, context: SheetContext): AsyncGenerator<SheetStep> {
  const batches = sheet.batches[Symbol.asyncIterator]();
  const sample: SheetRow[] = [];
  let next = await batches.next();
  while (!next.done && sample.length < SAMPLE) {
    sample.push(...next.value);
    if (sample.length < SAMPLE) next = await batches.next();
  }
  const legacy = legacyColumns(sample);
  if (legacy.code) context.say({ sheet: sheet.name, code: 'legacy_text', found: legacy.code });
  const head = sample.slice(0, SAMPLE).map((row) => ({ row: row.row, cells: legacy.decode(row.cells) }));
  const layout = layoutFor(sheet.name, head, context);
  if (!layout) {
    if (sample.length > 0) context.say({ sheet: sheet.name, code: 'sheet_without_list' });
    yield { layout, opening: openingOf(head, 0), seen: 0, rows: [] };
    await batches.return?.();
    return;
  }
  const opening = openingOf(head, layout.headRow);
  if (layout.moneySpan[1] < 0) {
    const found = layout.heads.filter(Boolean).join(' | ');
    context.say({ sheet: sheet.name, row: layout.headRow, code: 'amount_column_missing', found });
    yield { layout, opening, seen: sample.length, rows: [] };
    await batches.return?.();
    return;
  }
  context.sums.sheet();
  const take = rowTaker(layout, legacy, context);
  yield { layout, opening, seen: sample.length, rows: take(sample) };
  if (next.done) return;
  for (next = await batches.next(); !next.done; next = await batches.next())
    yield { layout: null, seen: next.value.length, rows: take(next.value) };
}

function openingOf(head: readonly SheetRow[], from: number): SheetSeen['opening'] {
  return head
    .filter(({ row, cells }) => row >= from && cells.some((cell) => textOf(cell) !== ''))
    .slice(0, OPENING)
    .map(({ row, cells }) => ({ row, cells: cells.map(textOf) }));
}

function layoutFor(
  name: string,
  head: readonly SheetRow[],
  { month, mapping, remembered, say, before }: SheetContext,
): Layout | null {
  const found = findLayout(name, head, mapping, remembered);
  if (!found)
    return before && carriesOn(head, before) ? { ...before, sheet: name, headRow: 0, headRows: 0 } : null;
  const { layout, unknown } = found;
  const at = { sheet: name, row: layout.headRow };
  for (const each of unknown) say({ ...at, code: 'mapping_unknown', found: each });
  if (layout.shifted > 0)
    say({ ...at, code: 'heads_shifted', found: headsOf(layout), expected: readAs(layout) });
  if (layout.proof !== null && layout.proof < 0.9)
    say({ ...at, code: 'heads_unproved', found: `${Math.round(layout.proof * 100)} %` });
  if (layout.unitVnd !== 1) say({ ...at, code: 'unit_multiplied', found: layout.unitVnd });
  if (layout.month !== null && layout.month !== month)
    say({ ...at, code: 'month_mismatch', found: layout.month, expected: month });
  return layout;
}

function headsOf({ heads, moneySpan: [from, to] }: Layout): string {
  return heads
    .slice(from, to + 1)
    .map((head) => head.split(' / ').at(-1) || '–')
    .join(' | ');
}

function readAs({ columns, moneySpan: [from, to] }: Layout): string {
  const fields = Object.entries(columns);
  return Array.from(
    { length: to - from + 1 },
    (_, i) => fields.find(([, at]) => at === from + i)?.[0] ?? '–',
  ).join(' | ');
}

/** Most rows of a sheet that carries on are people under the columns of the sheet before. */
function carriesOn(rows: readonly SheetRow[], before: Layout): boolean {
  const filled = rows.filter(({ cells }) => cells.length > 0);
  const people = filled.filter(({ cells }) => kindOfRow(cells, before).kind === 'person').length;
  return people > 0 && people >= filled.length / 2;
}

function rowTaker(layout: Layout, legacy: LegacyColumns, { say, sums, checkRow, month }: SheetContext) {
  const dataFrom = layout.headRow + layout.headRows;
  const dated: Layout = { ...layout, month: layout.month ?? month };
  let headings: { kind: keyof Group; name: string }[] = [];
  let group: Group = {};

  const enter = (label: string): void => {
    const found = groupOf(label) ?? { kind: 'regime' as const, name: label };
    // A heading of a kind already open closes it and all that stood inside.
    const open = headings.findIndex(({ kind }) => kind === found.kind);
    headings = [...(open < 0 ? headings : headings.slice(0, open)), found];
    group = Object.fromEntries(headings.map(({ kind, name }) => [kind, name]));
  };

  const takeRow = (raw: readonly Cell[], row: number): ListRow | null => {
    const cells = legacy.decode(raw as Cell[]);
    const kind = kindOfRow(cells, layout);
    if (kind.kind === 'heading') {
      enter(kind.label);
      sums.heading(kind.label, kind.amounts, row, layout);
    } else if (kind.kind === 'sum') sums.sum(kind.label, kind.grand, kind.amounts, row, layout);
    else if (kind.kind === 'head') sums.head();
    if (kind.kind !== 'person') return null;
    const person = normaliseRow(cells, row, dated, group, say);
    checkRow(person, layout);
    sums.add(person.totalVnd);
    return person;
  };

  return (batch: readonly SheetRow[]): ListRow[] => {
    const rows: ListRow[] = [];
    for (const { row, cells } of batch) {
      if (row < dataFrom || cells.length === 0) continue;
      const person = takeRow(cells, row);
      if (person) rows.push(person);
    }
    return rows;
  };
}
