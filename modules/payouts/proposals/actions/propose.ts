import type { Tx } from '#kernel/db/types.ts';
import { canonical } from '#kernel/handover/envelope.ts';
import { publish } from '#kernel/feed/feed.ts';
import { showHand } from '#kernel/handover/hands.ts';
import type { Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { whyNotOffer } from '../../cash/rules/custody.ts';
import type { Ruling } from '../../cases/rules.ts';
import { whyNotWithdraw } from '../../lists/rules/whole-list.ts';
import { showPaymentAt } from '../../cash/store/custody.ts';
import { findDeath, listRecordsOf } from '../../people/store/person.ts';
import { showProgramme } from '../../programmes/store/programmes.ts';
import { readUnpaid } from '../../plan/store/vouchers.ts';
import { showRulable } from '../../cases/actions/rule.ts';
import { findProposal, insertProposal } from '../store.ts';
import { showReversible } from '../../cases/actions/take-back.ts';
import type { Person } from '../../posting.ts';
import { showReissuable } from '../../at-door/actions/reissue.ts';
import { outlookOfRestoration } from '../../lists/actions/restore-list.ts';
import { outlookOfList } from '../../lists/actions/withdraw-whole.ts';

/** What needs two people: each is asked for by one and granted by another. */
export type Proposed =
  | {
      readonly kind: 'bank-cash';
      readonly direction: 'draw' | 'deposit';
      readonly count: Count;
      readonly document: string;
    }
  | { readonly kind: 'offer'; readonly fromHand: Id; readonly towardHand: Id; readonly count: Count }
  | { readonly kind: 'pay-reverse'; readonly paymentHandoverId: Id; readonly reason: string }
  | { readonly kind: 'case-ruling'; readonly caseId: Id; readonly ruling: Ruling; readonly note: string }
  | { readonly kind: 'ruling-reversal'; readonly caseId: Id; readonly reason: string }
  | {
      readonly kind: 'unpaid-return';
      readonly programme: string;
      readonly month: Month;
      readonly officeIds: readonly Id[] | null;
      readonly reason: string;
    }
  | { readonly kind: 'bag-reissue'; readonly bagId: Id; readonly reason: string }
  | {
      readonly kind: 'list-withdrawal';
      readonly listId: Id;
      readonly vouchers: number;
      readonly rest: boolean;
      readonly document: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'list-restoration';
      readonly listId: Id;
      readonly vouchers: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'death-correction';
      readonly citizenId: Id;
      readonly document: string;
      readonly reason: string;
    };

/**
 * One person asks. Nothing moves until another grants it; the proposal's id becomes the handover's. What could not be
 * carried out now is refused at once. Refuses `conflict` when the id stands for another proposal, and by kind `hand_unfit`,
 * `count_missing`, `own_case`, `ruling_unfit`, `case_ruled`, `case_open`, `ruling_elsewhere`, `already_reversed`, `nothing_unpaid`, `death_not_recorded`, for a list
 * what `withdrawWhole` and `restoreList` refuse,
 * and `not_found` for a payment of another office.
 */
export async function propose(
  tx: Tx,
  now: Date,
  command: { id: Id; doer: Person; officeId: Id; what: Proposed },
): Promise<void> {
  const { id, doer, officeId, what } = command;
  const known = await findProposal(tx, id);
  if (known) {
    const before = { what: known.what, officeId: known.officeId, by: known.maker.id };
    if (canonical(before) === canonical({ what, officeId, by: doer.id })) return;
    throw new Refusal('conflict', { id });
  }
  const amountVnd = await weigh(tx, what, officeId, doer.id);
  await insertProposal(tx, now, { id, officeId, what, amountVnd, maker: doer });
  await publish(tx, 'custody', { offices: [officeId] });
}

/** What a proposal moves, in VND; refuses what could not be carried out as things stand. */
async function weigh(tx: Tx, what: Proposed, officeId: Id, doerId: Id): Promise<bigint> {
  switch (what.kind) {
    case 'bank-cash':
      return mustCount(what.count);
    case 'offer': {
      const amountVnd = mustCount(what.count);
      const [from, toward] = [await showHand(tx, what.fromHand), await showHand(tx, what.towardHand)];
      const unfit = whyNotOffer(from, toward, { cash: true, things: false });
      if (unfit) throw unfit;
      return amountVnd;
    }
    case 'pay-reverse': {
      const payment = await showPaymentAt(tx, what.paymentHandoverId, officeId);
      if (payment.reversed) throw new Refusal('already_reversed', { payment: what.paymentHandoverId });
      return payment.amountVnd;
    }
    case 'case-ruling':
      return (await showRulable(tx, what.caseId, what.ruling, [doerId])).amountVnd;
    case 'ruling-reversal':
      return (await showReversible(tx, what.caseId, [doerId])).found.amountVnd;
    case 'unpaid-return': {
      await showProgramme(tx, what.programme, what.month);
      const unpaid = await readUnpaid(tx, what.programme, what.month, what.officeIds);
      if (unpaid.length === 0) throw new Refusal('nothing_unpaid', { month: what.month });
      return unpaid.reduce((sum, voucher) => sum + voucher.amountVnd, 0n);
    }
    case 'bag-reissue':
      return (await showReissuable(tx, what.bagId, officeId)).balanceVnd;
    case 'list-withdrawal': {
      const outlook = await outlookOfList(tx, what.listId);
      const { totalVnd } = outlook.goes;
      const why = whyNotWithdraw(outlook, { ...what, totalVnd });
      if (why) throw why;
      return totalVnd;
    }
    case 'list-restoration': {
      const { vouchers, totalVnd } = await outlookOfRestoration(tx, what.listId);
      if (vouchers !== what.vouchers)
        throw new Refusal('list_changed', { vouchers, totalVnd: totalVnd.toString() });
      return totalVnd;
    }
    case 'death-correction': {
      const died = await findDeath(tx, await listRecordsOf(tx, what.citizenId));
      if (died === null) throw new Refusal('death_not_recorded', { citizen: what.citizenId });
      return 0n;
    }
  }
}

function mustCount(count: Count): bigint {
  const amountVnd = countedVnd(count);
  if (amountVnd === 0n) throw new Refusal('count_missing', { writtenVnd: '0' });
  return amountVnd;
}
