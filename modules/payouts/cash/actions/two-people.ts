import type { Tx } from '#kernel/db/types.ts';
import { dayAt } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { findSetting } from '../../programmes/store/programmes.ts';

/** The amount above which two people stand by cash; null when the province has set none. */
export function twoPeopleAbove(tx: Tx, now: Date): Promise<bigint | null> {
  return findSetting(tx, 'two-people-above', dayAt(now));
}

/** Why this cash may not move with these people: above the limit without a second one, or both being the same. */
export function whyNotTwo(
  amountVnd: bigint,
  limitVnd: bigint | null,
  doerId: Id,
  witnessId: Id | null,
): Refusal | null {
  if (witnessId === doerId) return new Refusal('two_people_needed', { amountVnd: amountVnd.toString() });
  if (witnessId === null && limitVnd !== null && amountVnd > limitVnd) {
    return new Refusal('two_people_needed', {
      amountVnd: amountVnd.toString(),
      limitVnd: limitVnd.toString(),
    });
  }
  return null;
}

/** Refuses `two_people_needed` as `whyNotTwo` says, by the limit in force. */
export async function mustBeTwo(
  tx: Tx,
  now: Date,
  amountVnd: bigint,
  doerId: Id,
  witnessId: Id | null,
): Promise<void> {
  const refusal = whyNotTwo(amountVnd, await twoPeopleAbove(tx, now), doerId, witnessId);
  if (refusal) throw refusal;
}
