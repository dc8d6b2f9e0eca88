import { dayOfSerial, type Cell } from '#kernel/sheets/cell.ts';
import type { Day } from '#kernel/words/day.ts';
import { textOf } from './text-of.ts';

export interface Birth {
  bornOn: Day | null;
  birthYear: number | null;
}

const NONE: Birth = { bornOn: null, birthYear: null };
const DAY_FIRST = /^(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4}|\d{2})$/;

/**
 * A birth as lists give it: `16/05/1957`, `1957`, `8/1957`, `00/00/1957`, a serial day, `1957-05-16`. A day that is not known
 * leaves the year alone. Null when the text is no birth; both parts null when the cell is blank.
 * @param latest the year after which nobody on the list can be born
 */
export function birthOf(cell: Cell | undefined, latest: number): Birth | null {
  if (typeof cell === 'number') {
    if (cell >= 1880 && cell <= 2200) return yearOnly(cell, latest);
    const day = dayOfSerial(cell);
    return day === null ? packed(String(cell), latest) : dated(day, latest);
  }
  const text = textOf(cell);
  if (text === '' || /^[-–]+$/.test(text)) return NONE;
  const bare = text
    .replace(/^(ngày|sinh( năm| ngày)?|năm)\s*/i, '')
    .replace(/\s+(?=[/.-])|(?<=[/.-])\s+/g, '');
  if (/^\d{4}$/.test(bare)) return yearOnly(Number(bare), latest);
  const parts = DAY_FIRST.exec(bare);
  if (parts)
    return birthFrom(Number(parts[1]), Number(parts[2]), fullYear(parts[3] as string, latest), latest);
  const month = /^(\d{1,2})[/\-.](\d{4})$/.exec(bare);
  if (month) return Number(month[1]) <= 12 ? yearOnly(Number(month[2]), latest) : null;
  if (/^\d{4}-\d{2}-\d{2}/.test(bare)) return dated(bare.slice(0, 10), latest);
  if (/^\d{5}$/.test(bare)) {
    const day = dayOfSerial(Number(bare));
    return day === null ? null : dated(day, latest);
  }
  return packed(bare, latest);
}

/** A birth from separate columns. A day or month of 0 is not known. */
export function birthFrom(day: number, month: number, year: number, latest: number): Birth | null {
  if (month > 12 || day > 31) return null;
  if (day === 0 || month === 0) return yearOnly(year, latest);
  if (day > (DAYS[month] ?? 0) || (month === 2 && day === 29 && !isLeap(year))) return null;
  if (!(year >= 1880 && year <= latest)) return null;
  return { bornOn: `${year}-${two(month)}-${two(day)}`, birthYear: year };
}

const DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const two = (n: number): string => (n < 10 ? `0${n}` : String(n));
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function dated(day: Day, latest: number): Birth | null {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return birthFrom(date, month, year, latest);
}

function yearOnly(birthYear: number, latest: number): Birth | null {
  return birthYear >= 1880 && birthYear <= latest ? { bornOn: null, birthYear } : null;
}

/** `16051957`, with the leading zero lost when a spreadsheet took it for a number. */
function packed(text: string, latest: number): Birth | null {
  const digits = /^\d{7,8}$/.test(text) ? text.padStart(8, '0') : '';
  if (digits === '') return null;
  return birthFrom(Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4)), latest);
}

/** Two digits after the list's own year can only be of the last century. */
function fullYear(text: string, latest: number): number {
  if (text.length === 4) return Number(text);
  const year = Number(text);
  return year + (year > latest % 100 ? 1900 : 2000);
}
