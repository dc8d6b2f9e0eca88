import type { Database } from '#kernel/db/connect.ts';
import type { Tx } from '#kernel/db/types.ts';
import { type Day, dayOfMonth, type Month } from '#kernel/words/day.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Beneficiary } from '#app/demo/people/beneficiaries.ts';
import type { Programme } from '#modules/payouts/programmes/store/programmes.ts';
import type { Crew } from './crew.ts';

/** The days on which the runner lets people come, of the month: each programme's own days decide from which on. */
const PAY_DAYS = [2, 4, 5, 7, 8, 9, 11, 14];

/** A month on its way: what every stage needs. */
export interface Run {
  readonly db: Database;
  readonly crew: Crew;
  readonly month: Month;
  readonly programmes: readonly Programme[];
  readonly people: readonly Beneficiary[];
  /** Where lists, bank files and forms are written. */
  readonly folder: string;
  /** Where the product keeps the lists it has accepted. */
  readonly filesFolder: string;
  readonly say: (line: string) => void;
  /** Programmes whose funder has not paid: nobody is paid under them. */
  readonly unfunded: readonly string[];
  /** How far an office is, by its code; whoever is not named goes by the plan. */
  readonly pace: (officeCode: string) => Pace;
  /** Cash that is missing (or left over, negative) when a hand is counted at the end of a day, by office and day. */
  readonly missing: (officeCode: string, day: Day) => bigint;
  /** Lines of one file for the bank; the product's own limit when absent. */
  readonly bankLinesMax?: number | undefined;
}

/** `early`: everyone is paid as soon as the law allows; `late`: the vouchers have not been accepted yet. */
export type Pace = 'planned' | 'early' | 'late';

export function payDaysOf(month: Month): Day[] {
  return PAY_DAYS.map((n) => dayOfMonth(month, n));
}

/** The instant of a day in Vietnam: `at('2020-12-05', '07:30')`. */
export function at(day: Day, time: string): Date {
  return new Date(`${day}T${time}:00+07:00`);
}

/** Every answer as it is, or the first refusal thrown: in these steps nothing is expected to be refused. */
export function allGranted<T>(answers: readonly (T | Refusal)[]): T[] {
  for (const answer of answers) if (answer instanceof Refusal) throw answer;
  return answers as T[];
}

/** One transaction of the product. */
export function act<T>(run: Run, work: (tx: Tx) => Promise<T>): Promise<T> {
  return run.db.write(work);
}

/** Works through a list with so many at a time, in order of beginning. */
export async function inLanes<T>(
  lanes: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}
