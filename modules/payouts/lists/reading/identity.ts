import type { Cell } from '#kernel/sheets/cell.ts';

export interface Identity {
  cccd: string | null;
  cmnd: string | null;
  /** Zeros that a spreadsheet had dropped were put back. */
  restored: boolean;
  malformed: boolean;
}

/**
 * Personal identity numbers of a cell: 12 digits (CCCD, Decree 137/2015, 070/2024) or 9 (CMND), both when the cell holds
 * both. A number that lost leading zeros as a number is restored: 11 or 10 digits to 12 when the first three then name a
 * province (001 to 096), 8 digits to 9.
 */
export function identityOf(cell: Cell | undefined): Identity {
  const found: Identity = { cccd: null, cmnd: null, restored: false, malformed: false };
  if (cell === null || cell === undefined || cell === '') return found;
  if (typeof cell === 'string' && cell.length === 12 && /^\d{12}$/.test(cell))
    return { ...found, cccd: cell };
  for (const part of String(cell).split(/[/;,|]|\s-\s|\n/)) take(found, part.replace(/[\s.'’\u00a0-]/g, ''));
  return found;
}

function take(found: Identity, digits: string): void {
  if (digits === '' || digits === '0') return;
  if (!/^\d+$/.test(digits)) found.malformed = true;
  else if (digits.length === 12) found.cccd = digits;
  else if (digits.length === 9) found.cmnd = digits;
  else if (digits.length === 8) {
    found.cmnd = `0${digits}`;
    found.restored = true;
  } else if (digits.length === 11 || digits.length === 10) {
    const full = digits.padStart(12, '0');
    const province = Number(full.slice(0, 3));
    if (province >= 1 && province <= 96) {
      found.cccd = full;
      found.restored = true;
    } else found.malformed = true;
  } else found.malformed = true;
}

/**
 * What a CCCD says of its holder: digit 4 is 2·(century − 20) + sex, digits 5 and 6 the year (Circular 59/2021).
 * Null for a first part that cannot be: the number has no check digit, so this can only raise a doubt.
 */
export function toldByCccd(cccd: string): { birthYear: number; sex: 'male' | 'female' } {
  const code = Number(cccd[3]);
  return {
    birthYear: 1900 + Math.floor(code / 2) * 100 + Number(cccd.slice(4, 6)),
    sex: code % 2 === 0 ? 'male' : 'female',
  };
}
