import type { Tx } from '#kernel/db/types.ts';
import { type Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { openAccount, sealAccount } from '#people/looks/accounts.ts';
import { carryOver, holdRecords, listSameRights, mergeInto } from '../store/merge.ts';
import { findReview, findRulingMade, type Moved, writeRuling } from '../store/ruled.ts';
import type { Person } from '../../posting.ts';
import { recallAfterDeath } from '../../people/actions/deaths.ts';

/**
 * Decides whether a list's person is somebody already registered. The same: the new record is merged into the known
 * one, its numbers and vouchers follow, and so do its death and its stops. Not the same: both stay, and the vouchers may be paid.
 * What was moved is written down, so that `takeRulingBack` can bring it back. Refuses `review_ruled`,
 * and `same_right_twice` when both hold a voucher for the same benefit and month: one must be withdrawn first.
 */
export async function ruleReview(
  tx: Tx,
  now: Date,
  command: { readonly reviewId: Id; readonly doer: Person; readonly same: boolean; readonly reason: string },
): Promise<{ vouchersMoved: number }> {
  const { reviewId, doer, same, reason } = command;
  const review = await findReview(tx, reviewId);
  if (!review) throw new Refusal('not_found', { review: reviewId });
  const ruled = await findRulingMade(tx, reviewId);
  if (ruled) throw new Refusal('review_ruled', { same: ruled.same, at: ruled.ruledAt.toISOString() });
  const moved = same ? await merge(tx, now, review.citizen_id, review.candidate_id, doer, reason) : null;
  await writeRuling(tx, now, { reviewId, same, reason, by: doer.id, moved });
  return { vouchersMoved: moved?.vouchers.length ?? 0 };
}

async function merge(
  tx: Tx,
  now: Date,
  fromId: Id,
  intoId: Id,
  doer: Person,
  reason: string,
): Promise<Moved> {
  const people = await holdRecords(tx, [fromId, intoId]);
  const from = people.find((person) => person.id === fromId);
  const into = people.find((person) => person.id === intoId);
  if (!from || !into) throw new Refusal('not_found', { citizens: [fromId, intoId] });
  const twice = await listSameRights(tx, fromId, intoId);
  if (twice.length > 0) throw new Refusal('same_right_twice', { vouchers: twice });
  const taken = into.account === null ? openAccount(fromId, from.account) : null;
  const account = taken === null ? into.account : sealAccount(intoId, taken);
  const vouchers = await mergeInto(tx, now, { fromId, intoId, account, reason, by: doer.id });
  const carried = await carryOver(tx, fromId, intoId);
  await recallAfterDeath(tx, now, doer, [intoId]);
  return { vouchers, ...carried };
}
