import { arrayLiteral } from '#kernel/db/array-literal.ts';
import { type Day, firstDayOf } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
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
  readonly lines: Readonly<Record<LineColumn, string>>;
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
  const column = (key: Exclude<keyof PlacedLine, 'parts'>) => arrayLiteral(lines.map((line) => line[key]));
  const parts = lines.flatMap((line) => line.parts.map((part) => ({ line: line.line, ...part })));
  return {
    count: lines.length,
    vouchers: parts.length,
    lines: {
      line: column('line'),
      sheet: column('sheet'),
      row: column('row'),
      fullName: column('fullName'),
      nameKey: column('nameKey'),
      tailKey: column('tailKey'),
      sex: column('sex'),
      bornOn: column('bornOn'),
      birthYear: column('birthYear'),
      cccd: column('cccd'),
      cmnd: column('cmnd'),
      insuranceNo: column('insuranceNo'),
      phone: column('phone'),
      hamlet: column('hamlet'),
      address: column('address'),
      unitId: column('unitId'),
      officeId: column('officeId'),
      bankAccount: column('bankAccount'),
      bankName: column('bankName'),
      regime: column('regime'),
      source: column('source'),
      channel: column('channel'),
      payOn: column('payOn'),
      payUntil: column('payUntil'),
      citizenId: arrayLiteral(lines.map(newId)),
      person: arrayLiteral(people),
    },
    parts: {
      id: arrayLiteral(parts.map(newId)),
      line: arrayLiteral(parts.map((part) => part.line)),
      kind: arrayLiteral(parts.map((part) => part.kind)),
      benefitMonth: arrayLiteral(parts.map((part) => firstDayOf(part.benefitMonth))),
      amountVnd: arrayLiteral(parts.map((part) => part.amountVnd)),
    },
    nameless: lines.some((line) => numberOf(line) === null),
    repeated: new Set(people).size < people.length,
    errors,
  };
}

function numberOf(line: PlacedLine): string | null {
  return line.cccd ?? line.insuranceNo ?? line.cmnd;
}

/** Who a line is about within its list: a number, else name, year of birth and commune. */
function personOf(line: PlacedLine): string {
  return numberOf(line) ?? `${line.nameKey}|${line.birthYear ?? ''}|${line.unitId ?? ''}`;
}
