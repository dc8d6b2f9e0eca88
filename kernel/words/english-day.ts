import { type Day, firstDayOf, type Month } from './day.ts';

/** `2020-12-08` as `8 Dec 2020`: the month is named, because 05/12 is read as two different days in English. */
export const englishDay = written({ day: 'numeric', month: 'short', year: 'numeric' });

/** `2020-12-08` as `8 Dec`, where the year is plain. */
export const englishDayShort = written({ day: 'numeric', month: 'short' });

const monthOf = written({ month: 'long', year: 'numeric' });

/** `2020-12` as `December 2020`. */
export function englishMonth(month: Month): string {
  const first = firstDayOf(month);
  const told = monthOf(first);
  return told === first ? month : told;
}

/** What is no day is shown as it stands: a sentence about a wrong file must not fail on what it tells of. */
function written(parts: Intl.DateTimeFormatOptions): (day: Day) => string {
  const format = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' });
  return (day) => {
    const at = new Date(`${day}T00:00:00Z`);
    return Number.isNaN(at.valueOf()) ? day : format.format(at);
  };
}
