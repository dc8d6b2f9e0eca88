import { type Day, firstDayOf } from '#kernel/words/day.ts';
import { newIds } from '#kernel/db/new-ids.ts';
import type { Channel } from '../rules/pay.ts';
import type { VoucherPart } from '../rules/vouchers.ts';

/** A line of a list with everything that the file alone decides; the register is matched in the database. */
export interface PlacedLine {
  readonly line: number;
  readonly sheet: string;
  readonly row: number;
  readonly fullName: string;
  readonly nameKey: string;
  readonly tailKey: string;
  readonly sex: string | null;
  readonly bornOn: Day | null;
  readonly birthYear: number | null;
  readonly cccd: string | null;
  readonly cmnd: string | null;
  readonly insuranceNo: string | null;
  readonly phone: string | null;
  readonly hamlet: string | null;
  readonly address: string | null;
  readonly unitId: number | null;
  readonly officeId: string | null;
  readonly bankAccount: string | null;
  readonly bankName: string | null;
  readonly regime: string;
  readonly source: string;
  readonly channel: Channel;
  readonly payOn: Day;
  readonly payUntil: Day;
  readonly parts: readonly VoucherPart[];
}

export type LineColumn = Exclude<keyof PlacedLine, 'parts'> | 'citizenId' | 'person';
export type VoucherColumn = 'id' | 'line' | 'kind' | 'benefitMonth' | 'amountVnd';

/** Lines on their way into the database: each column as PostgreSQL's own text of an array. */
export interface Block {
  readonly count: number;
  readonly vouchers: number;
  readonly lines: Readonly<Record<Exclude<LineColumn, 'person'>, string> & Record<'person', string | null>>;
  readonly parts: Readonly<Record<VoucherColumn, string>>;
  /** Some lines have no number of a person at all, so that only name, birth and place can say who they are. */
  readonly nameless: boolean;
  /** Two lines of this block are of one person. */
  readonly repeated: boolean;
  /** Errors found in the file up to here: such a list will be refused. */
  readonly errors: number;
}

/**
 * Packs lines for the database. Every line is a person of its own, under an id made here, until the register knows
 * better: in the common case nothing of it is written twice.
 */
export function blockOf(lines: readonly PlacedLine[], errors: number): Block {
  const people = lines.map(personOf);
  const text = (of: (line: PlacedLine) => string | null) => textArray(lines.map(of));
  const plain = (of: (line: PlacedLine) => string | number | null) => plainArray(lines.map(of));
  const nameless = lines.some((line) => numberOf(line) === null);
  const repeated = new Set(people).size < people.length;
  const parts = lines.flatMap((line) => line.parts.map((part) => ({ line: line.line, ...part })));
  return {
    count: lines.length,
    vouchers: parts.length,
    lines: {
      line: plain((line) => line.line),
      sheet: text((line) => line.sheet),
      row: plain((line) => line.row),
      fullName: text((line) => line.fullName),
      nameKey: text((line) => line.nameKey),
      tailKey: text((line) => line.tailKey),
      sex: plain((line) => line.sex),
      bornOn: plain((line) => line.bornOn),
      birthYear: plain((line) => line.birthYear),
      cccd: plain((line) => line.cccd),
      cmnd: plain((line) => line.cmnd),
      insuranceNo: plain((line) => line.insuranceNo),
      phone: text((line) => line.phone),
      hamlet: text((line) => line.hamlet),
      address: text((line) => line.address),
      unitId: plain((line) => line.unitId),
      officeId: plain((line) => line.officeId),
      bankAccount: text((line) => line.bankAccount),
      bankName: text((line) => line.bankName),
      regime: text((line) => line.regime),
      source: text((line) => line.source),
      channel: plain((line) => line.channel),
      payOn: plain((line) => line.payOn),
      payUntil: plain((line) => line.payUntil),
      citizenId: plainArray(newIds(lines.length)),
      // Asked for only where a line is not alone, or has no number, which is seldom.
      person: nameless || repeated ? textArray(people) : null,
    },
    parts: {
      id: plainArray(newIds(parts.length)),
      line: plainArray(parts.map((part) => part.line)),
      kind: plainArray(parts.map((part) => part.kind)),
      benefitMonth: plainArray(parts.map((part) => firstDayOf(part.benefitMonth))),
      amountVnd: plainArray(parts.map((part) => Number(part.amountVnd))),
    },
    nameless,
    repeated,
    errors,
  };
}

/** Numbers, ids, days and words of our own: letters that need no quotes in PostgreSQL's text of an array. */
function plainArray(values: readonly (string | number | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

function textArray(values: readonly (string | null)[]): string {
  return `{${values.map(quoted).join(',')}}`;
}

function quoted(text: string | null): string {
  if (text === null) return 'NULL';
  const escaped = text.includes('"') || text.includes('\\') ? text.replace(/["\\]/g, '\\$&') : text;
  return `"${escaped}"`;
}

function numberOf(line: PlacedLine): string | null {
  return line.cccd ?? line.insuranceNo ?? line.cmnd;
}

/** Who a line is about within its list: a number, else name, year of birth and commune. */
function personOf(line: PlacedLine): string {
  return numberOf(line) ?? `${line.nameKey}|${line.birthYear ?? ''}|${line.unitId ?? ''}`;
}
