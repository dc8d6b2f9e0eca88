import { type Day, formatDay, isDay } from '#kernel/words/day.ts';

/** What is typed, with the strokes put between day, month and year. */
export function strokes(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 8);
  const parts = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter((part) => part !== '');
  const open = (digits.length === 2 || digits.length === 4) && text.endsWith('/');
  return parts.join('/') + (open ? '/' : '');
}

/** `05/12/2020` as a day; null for what is no day of the calendar. */
export function readDay(text: string): Day | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  const made = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(made) ? made : null;
}

/** A birth as people say it: a day, or a year alone. */
export interface Birth {
  readonly bornOn: Day | null;
  readonly birthYear: number;
}

const EARLIEST_BIRTH = 1890;

/** `15/08/1950` or `1950`; null for anything else and for years nobody alive was born in. */
export function readBirth(text: string): Birth | null {
  if (/^\d{4}$/.test(text.trim())) {
    const birthYear = Number(text);
    return birthYear >= EARLIEST_BIRTH ? { bornOn: null, birthYear } : null;
  }
  const bornOn = readDay(text);
  return bornOn === null ? null : { bornOn, birthYear: Number(bornOn.slice(0, 4)) };
}

export function writeBirth({ bornOn, birthYear }: Birth): string {
  return bornOn === null ? String(birthYear) : formatDay(bornOn);
}
