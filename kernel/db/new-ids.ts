import { randomBytes } from 'node:crypto';
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
