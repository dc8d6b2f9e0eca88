import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { findRoundOf } from './store/plans.ts';

/** A payer's round as the phone needs it. */
export interface RoundOrder {
  readonly roundId: Id;
  /** The second person who rides along. */
  readonly partner: string | null;
  /** When it sets out, seconds of the day. */
  readonly startS: number;
  /** Whom to visit, in order. */
  readonly citizenIds: readonly Id[];
}

/** The order in which a payer visits people on a day, by the newest accepted plan; null when no round is theirs. */
export function roundOf(
  read: Read,
  { staffId, day }: { readonly staffId: Id; readonly day: Day },
): Promise<RoundOrder | null> {
  return findRoundOf(read, { staffId, day });
}
