import { Buffer } from 'node:buffer';

const SLOTS = 1 << 14;
const LONGEST = 128;

/**
 * Texts by their UTF-8 bytes. Communes, regimes and given names repeat by the thousand in a list: a text met lately is
 * given again rather than decoded again. The memory is bounded, since each slot keeps the last text that fell into it.
 */
export function byteTexts() {
  const kept: (string | undefined)[] = Array.from({ length: SLOTS });
  const lengths = new Uint8Array(SLOTS);
  const pool = Buffer.alloc(SLOTS * LONGEST);

  const same = (bytes: Buffer, from: number, length: number, place: number): boolean => {
    for (let i = 0; i < length; i++) if (bytes[from + i] !== pool[place + i]) return false;
    return true;
  };

  /** @param hash any number that equal bytes share */
  return (bytes: Buffer, from: number, to: number, hash: number, ascii: boolean): string => {
    const length = to - from;
    if (length === 0) return '';
    // What begins with a digit is a number or a date, and seldom comes again.
    if ((ascii && (bytes[from] as number) < 58) || length > LONGEST)
      return ascii ? bytes.toString('latin1', from, to) : bytes.toString('utf8', from, to);
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const place = slot * LONGEST;
    const known = kept[slot];
    if (known !== undefined && lengths[slot] === length && same(bytes, from, length, place)) return known;
    const text = ascii ? bytes.toString('latin1', from, to) : bytes.toString('utf8', from, to);
    bytes.copy(pool, place, from, to);
    lengths[slot] = length;
    kept[slot] = text;
    return text;
  };
}
