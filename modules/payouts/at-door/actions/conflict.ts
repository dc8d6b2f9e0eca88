import type { Taken } from '#kernel/devices/acts.ts';
import type { Tx } from '#kernel/db/types.ts';
import { type HandRow, showOfficeHand } from '#kernel/handover/hands.ts';
import { openCases } from '#kernel/handover/offer.ts';
import { listHolders, lockThings } from '#kernel/handover/things.ts';
import { post } from '#kernel/handover/post.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { setAside } from '../../cases/actions/set-aside.ts';
import { mustPost } from '../../posting.ts';
import { readBalance } from '../store/balances.ts';

export interface Conflict {
  /** The handover's id: the operation's own, unless part of it was posted under that. */
  readonly id: Id;
  readonly bag: HandRow;
  /** Cash that has left the bag and that no voucher of it accounts for. */
  readonly amountVnd: bigint;
  readonly voucherIds: readonly Id[];
  /** The notes that were handed over, where they are known of this very amount. */
  readonly count: Count | null;
  readonly code: string;
}

/**
 * Cash was handed over and the books cannot call it a payment: somebody else paid the voucher, it was recalled, stopped, or never in
 * this bag. The cash leaves the bag into suspense, with those of the vouchers that the bag or a desk holds, under a case of kind
 * `conflict` that names all its vouchers: nothing is lost, nobody is charged silently, and people rule on it. Until no open
 * difference names them nobody pays them once more, also those that another bag holds: they stand aside as soon as they come back.
 */
export async function recordConflict(tx: Tx, now: Date, taken: Taken, conflict: Conflict): Promise<Id> {
  const { id, bag, amountVnd, voucherIds, count, code } = conflict;
  await coverShortage(tx, now, taken, bag, amountVnd);
  const suspense = await showOfficeHand(tx, bag.officeId, 'suspense');
  await lockThings(tx, voucherIds);
  const about = await listHolders(tx, voucherIds);
  const things = about
    .filter(({ holder }) => holder === bag.id)
    .map(({ id: thing }) => ({ thing, from: bag.id, to: suspense.id }));
  const [answer] = await post(tx, now, [
    {
      id,
      kind: 'pay-conflict',
      doer: taken.doer,
      officeId: bag.officeId,
      occurredAt: taken.happenedAt,
      deviceId: taken.deviceId,
      input: { operation: taken.hash, amountVnd, voucherIds, code },
      reason: code,
      proof: { operation: taken.hash, voucherIds },
      money: amountVnd > 0n ? [{ from: bag.id, to: suspense.id, amountVnd }] : [],
      things,
      ...(count && countedVnd(count) === amountVnd && { counts: [{ side: 'paid' as const, count }] }),
    },
  ]);
  mustPost(answer);
  const named = about.map((thing) => thing.id);
  const [caseId] = await openCases(tx, now, [
    {
      kind: 'conflict',
      amountVnd,
      things: named,
      handoverId: id,
      handId: bag.id,
      officeId: bag.officeId,
    },
  ]);
  await setAside(tx, now, named);
  return caseId as Id;
}

/**
 * More cash left the bag than the books know in it: the difference comes out of suspense into the bag, as a surplus with its
 * case, so that what was paid out can be written down as it was.
 */
export async function coverShortage(
  tx: Tx,
  now: Date,
  taken: Taken,
  bag: HandRow,
  neededVnd: bigint,
): Promise<void> {
  const { balanceVnd } = await readBalance(tx, bag.id);
  if (balanceVnd >= neededVnd) return;
  const suspense = await showOfficeHand(tx, bag.officeId, 'suspense');
  const id = newId();
  const amountVnd = neededVnd - balanceVnd;
  const [answer] = await post(tx, now, [
    {
      id,
      kind: 'bag-surplus',
      doer: taken.doer,
      officeId: bag.officeId,
      occurredAt: taken.happenedAt,
      deviceId: taken.deviceId,
      input: { operation: taken.hash, amountVnd },
      reason: 'bag_short',
      proof: { operation: taken.hash },
      money: [{ from: suspense.id, to: bag.id, amountVnd }],
    },
  ]);
  mustPost(answer);
  const seen = { handoverId: id, handId: bag.id, officeId: bag.officeId, things: [] };
  await openCases(tx, now, [{ kind: 'surplus', amountVnd, ...seen }]);
}
