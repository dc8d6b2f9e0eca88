import { randomBytes, randomFillSync } from 'node:crypto';
import type { Id } from '../words/id.ts';

/**
 * So many ids at once: of one millisecond, counted up in their first random bits (RFC 9562, 6.2, method 1), so that they
 * stand in order; the rest is random. Made one by one they would cost an import of a list as much as reading it.
 */
export function newIds(count: number): Id[] {
  const ids: Id[] = [];
  while (ids.length < count) ids.push(...idsOfOneMoment(Math.min(4_096, count - ids.length)));
  return ids;
}

let lastMoment = 0;

function idsOfOneMoment(count: number): Id[] {
  // A moment is used once, so that two runs of ids never meet within it.
  lastMoment = Math.max(Date.now(), lastMoment + 1);
  const time = lastMoment.toString(16).padStart(12, '0');
  const moment = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  const random = randomBytes(count * 8).toString('hex');
  return Array.from({ length: count }, (_, i) => {
    const at = i * 16;
    const variant = '89ab'[random.charCodeAt(at) & 3] as string;
    const counter = i.toString(16).padStart(3, '0');
    return `${moment}${counter}-${variant}${random.slice(at + 1, at + 4)}-${random.slice(at + 4, at + 16)}`;
  });
}

const RANDOM = 1 << 15;
const random = new Uint8Array(RANDOM);
let used = RANDOM;
let moment = 0;
let count = 4_096;

/** One more such id, as its 16 bytes: for rows that are written as bytes, in which it never is a text. */
export function writeNewId(bytes: Uint8Array, at: number): void {
  if (count > 4_095) {
    moment = lastMoment = Math.max(Date.now(), lastMoment + 1);
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
