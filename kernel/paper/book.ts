import { Refusal } from '#kernel/words/refusal.ts';
import { leavesOf, type Facts, type Group, type Row, type TableBlock, type Value } from './layout.ts';
import { onlyValue, templateOf, valueAt, type Template } from './template.ts';

/** What has been added up over some rows. `sums` follows the summed columns from left to right. */
export type Sums = { count: number; readonly distinct: Set<Value> | null; readonly sums: bigint[] };
type Ended = { readonly group: Group; readonly row: Row; readonly sums: Sums };

/** The running sums of one table: the same figures for paper and for a sheet. */
export type Book = {
  readonly total: Sums;
  readonly tallies: readonly {
    readonly label: string;
    readonly lines: ReadonlyMap<Value, { readonly row: Row; readonly sums: Sums }>;
  }[];
  /** The groups that end before this row (null: after the last), the innermost first. */
  ending(row: Row | null): Ended[];
  /** The groups that begin with this row, the outermost first. Call `ending` before. */
  beginning(row: Row): Group[];
  /** The running number of the row to come. */
  next(): number;
  add(row: Row): void;
};

export function openBook(table: TableBlock): Book {
  const groups = table.groups ?? [];
  const byKeys = groups.map((group) => group.by.split('.'));
  const distinctKeys = table.distinct?.split('.') ?? null;
  const summed = leavesOf(table.columns)
    .filter((column) => column.sum)
    .map((column) => templateOf(column.value));
  const fresh = (): Sums => ({ count: 0, distinct: distinctKeys && new Set(), sums: summed.map(() => 0n) });

  const total = fresh();
  const tallies = (table.tallies ?? []).map((tally) => ({
    label: tally.label,
    keys: tally.by.split('.'),
    lines: new Map<Value, { row: Row; sums: Sums }>(),
  }));
  const open: { value: Value; sums: Sums; row: Row }[] = [];
  let number = 0;

  const addTo = (into: Sums, amounts: readonly bigint[], who: Value) => {
    into.count++;
    into.distinct?.add(who);
    for (let i = 0; i < amounts.length; i++) into.sums[i] = (into.sums[i] as bigint) + (amounts[i] as bigint);
  };

  return {
    total,
    tallies,
    ending(row) {
      const from = row
        ? open.findIndex((group, level) => group.value !== keyAt(row, byKeys[level] ?? []))
        : open.length > 0
          ? 0
          : -1;
      if (from === -1) return [];
      const ended = open
        .splice(from)
        .map(({ sums, row: last }, i) => ({ group: groups[from + i] as Group, sums, row: last }));
      return ended.toReversed();
    },
    beginning(row) {
      const begun = groups.slice(open.length);
      for (const group of begun) {
        if (group.renumber) number = 0;
        open.push({ value: keyAt(row, byKeys[open.length] ?? []), sums: fresh(), row });
      }
      return begun;
    },
    next: () => number + 1,
    add(row) {
      number++;
      const amounts = summed.map((template) => amountOf(template, row));
      const who = distinctKeys ? keyAt(row, distinctKeys) : null;
      addTo(total, amounts, who);
      for (const group of open) {
        addTo(group.sums, amounts, who);
        group.row = row;
      }
      for (const tally of tallies) {
        const value = keyAt(row, tally.keys);
        let line = tally.lines.get(value);
        if (!line) tally.lines.set(value, (line = { row, sums: fresh() }));
        addTo(line.sums, amounts, who);
      }
    },
  };
}

/** The names that a subtotal's, a tally's or the total's label may use: those of its last row, and its counts. */
export function labelFacts(row: Row, sums: Sums): Facts {
  return { ...row, count: sums.count, distinct: sums.distinct?.size ?? sums.count };
}

/** The sums by the path of their columns, for the texts that follow the table: `{total.people.amountVnd|spoken}`. */
export function totalFacts(table: TableBlock, sums: Sums): Facts {
  const facts: Record<string, Value | Facts> = { ...labelFacts({}, sums) };
  leavesOf(table.columns)
    .filter((column) => column.sum)
    .forEach((column, i) => {
      const keys = column.value.replace(/^\{|(\|.*)?\}$/g, '').split('.');
      let into = facts;
      for (const key of keys.slice(0, -1))
        into = into[key] = { ...(into[key] as Facts | undefined) } as Record<string, Value | Facts>;
      into[keys.at(-1) as string] = sums.sums[i] ?? 0n;
    });
  return facts;
}

function keyAt(row: Row, keys: readonly string[]): Value {
  const value = valueAt(row, keys);
  if (value === undefined) throw new Refusal('paper-value-missing', { path: keys.join('.'), text: 'group' });
  return value;
}

/** An empty amount adds nothing; anything but a whole number is refused. */
function amountOf(template: Template, row: Row): bigint {
  const value = onlyValue(template, row);
  if (value === null) return 0n;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw new Refusal(value === undefined ? 'paper-value-missing' : 'paper-value-unprintable', {
    path: template.source,
    value: String(value),
  });
}
