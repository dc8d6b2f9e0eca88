import { addDays, addMonths, dayOfMonth, type Day } from '#kernel/words/day.ts';
import type { Draw } from './draw.ts';
import type { Sex } from './names.ts';

/** Numbers already given out, so that none is given twice within one generation. */
export type Issued = Set<string>;

function unused(issued: Issued, make: () => string): string {
  for (;;) {
    const number = make();
    if (issued.has(number)) continue;
    issued.add(number);
    return number;
  }
}

/** Personal number (12 digits): 045 Quảng Trị, century and sex, two digits of the year, six at random (Decree 137/2015). */
export function drawCccd(draw: Draw, issued: Issued, sex: Sex, birthYear: number): string {
  const century = 2 * (Math.floor(birthYear / 100) - 19) + (sex === 'male' ? 0 : 1);
  const head = `045${century}${String(birthYear % 100).padStart(2, '0')}`;
  return unused(issued, () => head + draw.digits(6));
}

/** Old identity card: nine digits, from 197 in the province; it has a million of them, and whoever comes after has another's. */
export function drawCmnd(draw: Draw, issued: Issued): string {
  const ours = issued.size < 900_000;
  return unused(issued, () => (ours ? `197${draw.digits(6)}` : draw.digits(9)));
}

/** Social insurance number: ten digits, those of the province begin with 45. */
export function drawInsuranceNo(draw: Draw, issued: Issued): string {
  return unused(issued, () => `45${draw.digits(8)}`);
}

const MOBILE_HEADS = [
  '32',
  '33',
  '35',
  '36',
  '38',
  '70',
  '76',
  '79',
  '81',
  '83',
  '88',
  '90',
  '91',
  '94',
  '96',
  '97',
  '98',
];

/** In E.164. */
export function drawPhone(draw: Draw): string {
  return `+84${draw.pick(MOBILE_HEADS)}${draw.digits(7)}`;
}

export type BankAccount = { readonly bin: string; readonly bank: string; readonly account: string };

const BANKS = [
  ['970405', 'Agribank', '3900205', 6],
  ['970436', 'Vietcombank', '0771000', 6],
  ['970418', 'BIDV', '540100', 8],
  ['970415', 'VietinBank', '1078', 8],
  ['970449', 'LPBank', '0233', 8],
] as const;

export function drawBankAccount(draw: Draw, issued: Issued): BankAccount {
  const [bin, bank, head, count] = draw.pick(BANKS);
  const account = unused(issued, () => head + draw.digits(count));
  return { bin, bank, account };
}

/** A fifth of the old know only the year; for them the day is null. */
export function drawBirth(draw: Draw, birthYear: number): Day | null {
  if (draw.chance(birthYear < 1950 ? 0.35 : 0.04)) return null;
  return dayOfMonth(`${birthYear}-${String(draw.between(1, 12)).padStart(2, '0')}`, draw.between(1, 28));
}

/** The days of a written authority: twelve months at most, begun within the thirteen before `on`; a few have lapsed. */
export function drawAuthority(draw: Draw, on: Day): { validFrom: Day; validTo: Day } {
  const drawn = dayOfMonth(addMonths(on.slice(0, 7), -draw.between(0, 12)), draw.between(1, 28));
  const validFrom = drawn > on ? on : drawn;
  const yearLater = dayOfMonth(addMonths(validFrom.slice(0, 7), 12), Number(validFrom.slice(8)));
  return { validFrom, validTo: addDays(yearLater, -1) };
}
