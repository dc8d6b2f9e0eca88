import { setTimeout as pause } from 'node:timers/promises';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const UNIQUE_VIOLATION = '23505';
const ATTEMPTS = 9;
/** Whoever lost the insertion of a unique row sees the winner's at the next run, and answers from it. */
const ATTEMPTS_UNIQUE = 3;

/** How often a transaction that ended in this error is run in all: races are, anything else is not run again. */
function attemptsFor(error: unknown): number {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === SERIALIZATION_FAILURE || code === DEADLOCK) return ATTEMPTS;
  return code === UNIQUE_VIOLATION ? ATTEMPTS_UNIQUE : 1;
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
      if (attempt >= attemptsFor(error)) throw error;
      await pause(Math.random() * Math.min(500, 4 * 2 ** attempt));
    }
  }
}
