import type { Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { findDeath } from '../../people/store/person.ts';
import { liftStops } from '../../people/store/stops.ts';
import { holdRecords } from '../store/merge.ts';
import { findInBag, findPaidUpon, findRulingMade, recordTakenBack } from '../store/ruled.ts';
import type { Person } from '../../posting.ts';

export interface TakeRulingBack {
  readonly id: Id;
  readonly reviewId: Id;
  readonly doer: Person;
  readonly reason: string;
}

/**
 * Takes a ruling on who somebody is back, while nothing was paid upon it. The review stands open again, so its vouchers wait
 * again; of two records that were merged each gets back what was its own: vouchers, numbers, account, and the stops that
 * were carried over are lifted. Refuses `review_open`, `ruling_paid`, `ruling_unknown` for a merge made before its moves were
 * written down, `merged_further`, `ruling_death` while a death that it carried over stands, `held_elsewhere` for a voucher in a bag.
 */
export async function takeRulingBack(
  tx: Tx,
  now: Date,
  command: TakeRulingBack,
): Promise<{ vouchersBack: number }> {
  const { id, reviewId, doer, reason } = command;
  const ruling = await findRulingMade(tx, reviewId);
  if (!ruling) throw new Refusal('review_open', { review: reviewId });
  const { same, moved, ruledAt, citizenId, candidateId } = ruling;
  if (same && moved === null) throw new Refusal('ruling_unknown', { at: ruledAt.toISOString() });
  if (same) await mustStandAsMerged(tx, citizenId, candidateId);
  const paid = await findPaidUpon(tx, moved ?? { citizenId }, ruledAt);
  if (paid)
    throw new Refusal('ruling_paid', {
      receiptNo: paid.receiptNo,
      paidAt: paid.paidAt.toISOString(),
      office: paid.office,
    });
  if (moved) {
    const bag = await findInBag(tx, moved.vouchers);
    if (bag) throw new Refusal('held_elsewhere', { holder: bag });
    if (moved.death) await mustNotBeDead(tx, candidateId);
  }
  const by = doer.id;
  const vouchersBack = await recordTakenBack(tx, now, { id, reviewId, reason, by });
  if (moved) await liftStops(tx, now, { stops: moved.stops, reason, by });
  return { vouchersBack };
}

/** Both records of a merge, locked; refuses `merged_further` when one of them has been merged again since. */
async function mustStandAsMerged(tx: Tx, fromId: Id, intoId: Id): Promise<void> {
  const people = await holdRecords(tx, [fromId, intoId]);
  const from = people.find((person) => person.id === fromId);
  const into = people.find((person) => person.id === intoId);
  if (from?.mergedInto !== intoId || into?.mergedInto !== null)
    throw new Refusal('merged_further', { name: into?.fullName ?? '' });
}

/** A death is taken back by two people and with its paper, so it goes before the ruling that carried it over. */
async function mustNotBeDead(tx: Tx, citizenId: Id): Promise<void> {
  const diedOn = await findDeath(tx, [citizenId]);
  if (diedOn !== null) throw new Refusal('ruling_death', { diedOn });
}
