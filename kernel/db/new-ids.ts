import { randomFillSync } from 'node:crypto';

const RANDOM = 1 << 15;
const random = new Uint8Array(RANDOM);
let used = RANDOM;
/** A moment is used once, so that two runs of ids never meet within it. */
let moment = 0;
let count = 4_096;

/**
 * Writes one more id as its 16 bytes, for rows that are made by the thousand and written as bytes. Ids of one millisecond are counted
 * up in their first random bits (RFC 9562, 6.2, method 1), so that they stand in order; the rest is random.
 */
export function writeNewId(bytes: Uint8Array, at: number): void {
  if (count > 4_095) {
    moment = Math.max(Date.now(), moment + 1);
    count = 0;
  }
  if (used === RANDOM) {
    randomFillSync(random);
    used = 0;
  }
  let high = Math.floor(moment / 65_536);
  for (let i = 3; i >= 0; i--) {
    bytes[at + i] = high;
    high >>>= 8;
  }
  bytes[at + 4] = moment >>> 8;
  bytes[at + 5] = moment;
  bytes[at + 6] = 0x70 | (count >>> 8);
  bytes[at + 7] = count++;
  for (let i = 8; i < 16; i++) bytes[at + i] = random[used++] as number;
  bytes[at + 8] = 0x80 | ((bytes[at + 8] as number) & 0x3f);
}
