import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The receipt's number: office, day and ten letters of Crockford base 32 taken from the random end of the handover's
 * id. It needs no counter that all counters would wait for, and a phone without network makes the same one.
 */
export function receiptNo(officeCode: string, day: Day, handoverId: Id): string {
  let bits = BigInt(`0x${handoverId.replaceAll('-', '').slice(-13)}`) & ((1n << 50n) - 1n);
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = LETTERS.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return `${officeCode}-${day.slice(2).replaceAll('-', '')}-${text}`;
}

/** The day a receipt's number names; the product begins in this century. */
export function dayOfReceipt(number: string): Day {
  const [, year, month, day] = /-(\d{2})(\d{2})(\d{2})-[^-]+$/.exec(number) ?? [];
  return `20${year}-${month}-${day}`;
}
