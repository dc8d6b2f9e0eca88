import { countUnruled } from '#kernel/devices/unruled.ts';
import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { findFreezes, thawHand } from '#kernel/handover/freeze.ts';
import { asNamed, type HandRow, showHand, showOfficeHand } from '#kernel/handover/hands.ts';
import { listThingsIn } from '#kernel/handover/things.ts';
import { openCases } from '#kernel/handover/offer.ts';
import { post } from '#kernel/handover/post.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { setAside } from '../../cases/actions/set-aside.ts';
import { mustPost, type Person } from '../../posting.ts';
import { holdBalance } from '../store/balances.ts';

export interface Reissuable {
  readonly bag: HandRow;
  readonly balanceVnd: bigint;
  readonly voucherIds: readonly Id[];
}

/**
 * The bag of a lost phone, whose operations have all been ruled on. Refuses `not_found` for another office's, `bag_not_frozen`,
 * `bag_has_unruled`.
 */
export async function showReissuable(tx: Tx, bagId: Id, officeId: Id): Promise<Reissuable> {
  const bag = await showHand(tx, bagId);
  if (bag.kind !== 'bag' || bag.officeId !== officeId) throw new Refusal('not_found', { bag: bagId });
  if ((await findFreezes(tx, [bagId])).size === 0) throw new Refusal('bag_not_frozen', { bag: asNamed(bag) });
  const open = await countUnruled(tx, bag.staffId as Id);
  if (open > 0) throw new Refusal('bag_has_unruled', { bag: asNamed(bag), open });
  const balanceVnd = await holdBalance(tx, bagId);
  return { bag, balanceVnd, voucherIds: await listThingsIn(tx, bagId) };
}

/**
 * Issues the vouchers of a lost phone's bag anew: they go to the office's desk, to be paid by whoever holds them next; those that
 * an open conflict is about wait aside for its ruling. The cash the
 * books know in the bag stands in suspense as a shortage of its person, until it is found, charged or written off. What the
 * phone still sends afterwards is kept aside as before, and if it had paid them, becomes a conflict.
 */
export async function reissueBag(
  tx: Tx,
  now: Date,
  command: {
    readonly id: Id;
    readonly doer: Person;
    readonly witnessId: Id;
    readonly officeId: Id;
    readonly bagId: Id;
    readonly reason: string;
  },
): Promise<void> {
  const { id, doer, witnessId, officeId, bagId, reason } = command;
  const { bag, balanceVnd, voucherIds } = await showReissuable(tx, bagId, officeId);
  const desk = await showOfficeHand(tx, officeId, 'desk');
  const suspense = await showOfficeHand(tx, officeId, 'suspense');
  await thawHand(tx, now, { handId: bagId, by: doer.id, reason });
  const [answer] = await post(tx, now, [
    {
      id,
      kind: 'bag-reissue',
      doer,
      officeId,
      occurredAt: now,
      input: { bagId, reason },
      reason,
      witnesses: [witnessId],
      money: balanceVnd > 0n ? [{ from: bagId, to: suspense.id, amountVnd: balanceVnd }] : [],
      things: voucherIds.map((thing) => ({ thing, from: bagId, to: desk.id })),
    },
  ]);
  mustPost(answer);
  await setAside(tx, now, voucherIds);
  if (balanceVnd > 0n) {
    const seen = { handoverId: id, handId: bag.id, officeId, things: [] };
    await openCases(tx, now, [{ kind: 'shortage', amountVnd: balanceVnd, ...seen }]);
  }
  await publish(tx, 'custody', { offices: [officeId] });
}
