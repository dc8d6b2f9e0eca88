import type { Hash } from './merkle.ts';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 5;

/**
 * The code printed on a receipt: the first 50 bits of its leaf's hash, as ten letters of Crockford's base 32 in two
 * groups. It says nothing, but a record whose hash begins so is the one that the paper was printed from.
 */
export function codeOf(leaf: Hash): string {
  let bits = leaf.readBigUInt64BE(0) >> 14n;
  let text = '';
  for (let i = 0; i < 2 * GROUP; i++) {
    text = LETTERS.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return `${text.slice(0, GROUP)}-${text.slice(GROUP)}`;
}

/** A code as people type it: any case, with or without the dash, O for 0 and I or L for 1. Null when it is none. */
export function readCode(text: string): string | null {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return plain.length === 2 * GROUP && [...plain].every((letter) => LETTERS.includes(letter))
    ? `${plain.slice(0, GROUP)}-${plain.slice(GROUP)}`
    : null;
}
