/** A calendar day in Vietnam, `YYYY-MM-DD`. It stays a string: a Date would carry an hour and a zone it does not have. */
export type Day = string & { readonly day?: never };
/** A calendar month, `YYYY-MM`. In the database it is the `date` of its first day. */
export type Month = string & { readonly month?: never };

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

export function isDay(text: string): boolean {
  const parts = DAY.exec(text);
  if (!parts) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(text);
}

export function isMonth(text: string): boolean {
  return MONTH.test(text);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export function addMonths(month: Month, months: number): Month {
  const [year = 0, m = 1] = month.split('-').map(Number);
  const count = year * 12 + (m - 1) + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function firstDayOf(month: Month): Day {
  return `${month}-01`;
}

export function lastDayOf(month: Month): Day {
  return addDays(firstDayOf(addMonths(month, 1)), -1);
}

/** The day of the month, kept inside the month: day 31 of February is its last day. */
export function dayOfMonth(month: Month, n: number): Day {
  const day = `${month}-${String(n).padStart(2, '0')}`;
  return isDay(day) ? day : lastDayOf(month);
}

/** The day in Vietnam at an instant. The country keeps UTC+7 all year. */
export function dayAt(instant: Date): Day {
  return new Date(instant.valueOf() + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** The hour (0-23) in Vietnam at an instant. */
export function hourAt(instant: Date): number {
  return new Date(instant.valueOf() + 7 * 3_600_000).getUTCHours();
}

/** `2020-12-05` as `05/12/2020`. */
export function formatDay(day: Day): string {
  return day.split('-').reverse().join('/');
}

/** `2020-12` as `12/2020`. */
export function formatMonth(month: Month): string {
  return month.split('-').reverse().join('/');
}

/** Completed years of age on a day; with a year of birth only, the person is taken as born on its last day. */
export function ageOn(birth: { bornOn: Day | null; birthYear: number }, on: Day): number {
  const born = birth.bornOn ?? `${birth.birthYear}-12-31`;
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
}
