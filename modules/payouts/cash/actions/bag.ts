import type { Tx } from '#kernel/db/types.ts';
import { asNamed, findPersonalHand, openHands, showOfficeHand } from '#kernel/handover/hands.ts';
import { listThingsIn } from '#kernel/handover/things.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { worksAt } from '#kernel/access/office-tree.ts';
import type { Person } from '../../posting.ts';
import { twoPeopleAbove } from './two-people.ts';
import { offer } from './offers.ts';
import { propose } from '../../proposals/actions/propose.ts';

export interface BagCommand {
  readonly doer: Person;
  readonly officeId: Id;
  /** Whose bag it is. */
  readonly staffId: Id;
  readonly bagName: string;
  /** The most the bag may hold, where one is opened. */
  readonly limitVnd: bigint;
  readonly vouchers: { readonly id: Id; readonly things: readonly Id[] } | null;
  readonly cash: { readonly id: Id; readonly count: Count } | null;
}

/**
 * Fills a payer's bag: vouchers from the office's desk and counted cash from its vault, each an offer that the payer accepts.
 * A payer without a bag gets one. Cash above the amount for two people becomes a proposal of the same id, whose grant makes
 * the offer; then `proposed` is true. Refuses `not_staff_here`, `bag_elsewhere`, and what an offer refuses.
 */
export async function fillBag(
  tx: Tx,
  now: Date,
  command: BagCommand,
): Promise<{ bag: Id; proposed: boolean }> {
  const { doer, officeId, staffId, bagName, limitVnd, vouchers, cash } = command;
  const bag = await openBag(tx, now, { officeId, staffId, name: bagName, limitVnd });
  if (vouchers && vouchers.things.length > 0) {
    const from = await showOfficeHand(tx, officeId, 'desk');
    await offer(tx, now, { id: vouchers.id, doer, from, towardHand: bag, things: vouchers.things });
  }
  if (!cash || countedVnd(cash.count) === 0n) return { bag, proposed: false };
  const from = await showOfficeHand(tx, officeId, 'vault');
  const limit = await twoPeopleAbove(tx, now);
  if (limit !== null && countedVnd(cash.count) > limit) {
    const what = { kind: 'offer', fromHand: from.id, towardHand: bag, count: cash.count } as const;
    await propose(tx, now, { id: cash.id, doer, officeId, what });
    return { bag, proposed: true };
  }
  await offer(tx, now, { id: cash.id, doer, from, towardHand: bag, count: cash.count });
  return { bag, proposed: false };
}

async function openBag(
  tx: Tx,
  now: Date,
  bag: { officeId: Id; staffId: Id; name: string; limitVnd: bigint },
): Promise<Id> {
  const { officeId, staffId, name, limitVnd } = bag;
  const found = await findPersonalHand(tx, staffId, 'bag');
  if (found && found.officeId !== officeId) throw new Refusal('bag_elsewhere', { bag: asNamed(found) });
  if (found) return found.id;
  if (!(await worksAt(tx, staffId, officeId))) throw new Refusal('not_staff_here', { staffId });
  const [opened] = await openHands(tx, now, [{ kind: 'bag', officeId, staffId, name, limitVnd }]);
  return (opened as { id: Id }).id;
}

export interface EmptyCommand {
  readonly doer: Person;
  readonly vouchersId: Id;
  readonly cashId: Id;
  /** What the payer counted in the bag. */
  readonly count: Count;
}

/**
 * Brings a bag back: all vouchers that are left in it are offered to its office's desk, the counted cash to the vault, where
 * each is accepted. What the count lacks stays in the bag's book until the bag is closed, which names it. Refuses
 * `hand_not_found`, and what an offer refuses.
 */
export async function emptyBag(tx: Tx, now: Date, command: EmptyCommand): Promise<{ vouchers: number }> {
  const { doer, vouchersId, cashId, count } = command;
  const bag = await findPersonalHand(tx, doer.id, 'bag');
  if (!bag) throw new Refusal('hand_not_found', { staffId: doer.id, kind: 'bag' });
  const things = await listThingsIn(tx, bag.id, 'voucher');
  if (things.length > 0) {
    const desk = await showOfficeHand(tx, bag.officeId, 'desk');
    await offer(tx, now, { id: vouchersId, doer, from: bag, towardHand: desk.id, things });
  }
  if (countedVnd(count) > 0n) {
    const vault = await showOfficeHand(tx, bag.officeId, 'vault');
    await offer(tx, now, { id: cashId, doer, from: bag, towardHand: vault.id, count });
  }
  return { vouchers: things.length };
}
