import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The receipt's number: office, day and ten letters of Crockford base 32 taken from the random end of the handover's
 * id. It needs no counter that all counters would wait for, and a phone without network makes the same one.
 */
export function receiptNo(officeCode: string, day: Day, handoverId: Id): string {
  return `${officeCode}-${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8)}-${receiptLetters(handoverId)}`;
}

/** The last 50 bits of an id as ten letters. */
export function receiptLetters(handoverId: Id): string {
  const bits = Number.parseInt(handoverId.slice(-14, -13) + handoverId.slice(-12), 16) % 2 ** 50;
  return fiveLetters(Math.floor(bits / 2 ** 25)) + fiveLetters(bits % 2 ** 25);
}

function fiveLetters(bits: number): string {
  let text = '';
  for (let shift = 20; shift >= 0; shift -= 5) text += LETTERS.charAt((bits >> shift) & 31);
  return text;
}

/** The day a receipt's number names; the product begins in this century. */
export function dayOfReceipt(number: string): Day {
  const [, year, month, day] = /-(\d{2})(\d{2})(\d{2})-[^-]+$/.exec(number) ?? [];
  return `20${year}-${month}-${day}`;
}
