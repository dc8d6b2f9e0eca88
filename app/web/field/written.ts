import { dayAt, type Day, type Month } from '#kernel/words/day.ts';
import type { Vnd } from '#kernel/words/money.ts';
import { texts } from './language.ts';

/** Figures and days as the payer's language writes them; the hour is Vietnam's wherever the phone stands. */
export const figureText = (n: bigint | number): string => texts().written.figure(n);

/** An amount with its currency, which stays on its line. */
export const vnd = (amount: Vnd): string => `${figureText(amount)}\u00a0${texts().written.currency}`;

export const dayText = (day: Day): string => texts().written.day(day);

export const monthText = (month: Month): string => texts().written.month(month);

/** `09:41`, Vietnamese time. */
export const timeText = (instant: string): string =>
  new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(11, 16);

/** `09:41 05/12`, Vietnamese time. */
export const momentText = (instant: string): string =>
  `${timeText(instant)} ${texts().written.dayShort(dayAt(new Date(instant)))}`;
