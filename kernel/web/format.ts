import { dayAt, type Day, formatDay, formatMonth, type Month } from '../words/day.ts';
import { englishDay, englishDayShort, englishMonth } from '../words/english-day.ts';
import { englishVnd, formatVnd } from '../words/money.ts';
import type { Language } from './language.tsx';

export interface Format {
  /** Whole dong with grouped digits and no sign of the currency: the table's head says it once. */
  vnd(amount: bigint | string): string;
  /** What stands after an amount. */
  readonly currency: string;
  /** An amount with its currency, where it stands by itself. */
  dong(amount: bigint | string): string;
  count(n: number): string;
  /** A factor, with the point as the language writes it. */
  factor(n: number): string;
  /** A share of 0 to 1 in percent, cut and not rounded: 100% is said only of what is complete. */
  share(part: bigint, whole: bigint): string;
  day(day: Day): string;
  /** Without the year, where the year is plain from the page. */
  dayShort(day: Day): string;
  month(month: Month): string;
  time(at: Date | number): string;
  /** Day and hour of an instant: `08/12/2020 10:05`. */
  moment(at: string | Date): string;
  /** A day with its weekday. */
  weekday(day: Day): string;
}

const MINUS = '\u2212';

const DAYS_VI = {
  day: formatDay,
  dayShort: (day: Day) => formatDay(day).slice(0, 5),
  month: formatMonth,
};

const DAYS_EN = { day: englishDay, dayShort: englishDayShort, month: englishMonth };

/** Numbers and dates as the language writes them; the hour is Vietnam's wherever the browser stands. */
export function formatIn(language: Language): Format {
  const grouped = language === 'vi' ? formatVnd : englishVnd;
  const currency = language === 'vi' ? 'đ' : 'VND';
  const vnd = (amount: bigint | string) => {
    const value = BigInt(amount);
    return value < 0n ? `${MINUS}${grouped(-value)}` : grouped(value);
  };
  const point = language === 'vi' ? ',' : '.';
  const days = language === 'vi' ? DAYS_VI : DAYS_EN;
  const minutes = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' });
  const weekday = new Intl.DateTimeFormat(language === 'vi' ? 'vi' : 'en-GB', {
    weekday: 'long',
    timeZone: 'UTC',
  });
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Asia/Ho_Chi_Minh' });
  return {
    vnd,
    currency,
    dong: (amount) => `${vnd(amount)} ${currency}`,
    count: (n) => grouped(n),
    factor: (n) => String(n).replace('.', point),
    share: (part, whole) => {
      if (whole <= 0n) return '–';
      const tenths = (part * 1000n) / whole;
      if (tenths === 0n || tenths === 1000n) return `${tenths / 10n}%`;
      return `${tenths / 10n}${point}${tenths % 10n}%`;
    },
    ...days,
    time: (at) => clock.format(at),
    moment: (at) => {
      const instant = new Date(at);
      return `${days.day(dayAt(instant))} ${minutes.format(instant)}`;
    },
    weekday: (day) => `${weekday.format(new Date(`${day}T00:00:00Z`))} ${days.day(day)}`,
  };
}

/** A share between 0 and 1 for drawing. */
export function shareOf(part: bigint, whole: bigint): number {
  return whole <= 0n ? 0 : Math.min(1, Number((part * 10_000n) / whole) / 10_000);
}
