import { setTimeout as pause } from 'node:timers/promises';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const ATTEMPTS = 9;

/** True for the two errors after which PostgreSQL asks to run the whole transaction again. */
export function mayRunAgain(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === SERIALIZATION_FAILURE || code === DEADLOCK;
}

/**
 * Runs a whole transaction, and again up to eight times when it lost a race. The pause doubles and is spread at
 * random, so that two losers do not meet again.
 */
export async function runWhole<T>(once: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once();
    } catch (error) {
      if (attempt === ATTEMPTS || !mayRunAgain(error)) throw error;
      await pause(Math.random() * Math.min(500, 4 * 2 ** attempt));
    }
  }
}
