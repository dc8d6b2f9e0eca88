import { Refusal } from '../words/refusal.ts';

/**
 * Runs so many works at once, and lets so many more wait for their turn, first come first served. Refuses `too_many_requests` when
 * that many wait already.
 */
export function openTurns({ atOnce, waiting: most }: { atOnce: number; waiting: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running < atOnce) running++;
    else if (waiting.length >= most) throw new Refusal('too_many_requests', { retryAfterSeconds: 60 });
    else await new Promise<void>((turn) => waiting.push(turn));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
