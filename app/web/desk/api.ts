import type { aboutContract } from '../about.ts';
import type { accessContract } from '#kernel/access/contract.ts';
import { openAsk, type Reply } from '#kernel/web/ask.ts';
import { isAttended } from '#kernel/web/attended.ts';
import type { Failure } from '#kernel/web/failure.ts';
import { noteReach } from '#kernel/web/reach.ts';
import type { devicesContract } from '#kernel/devices/contract.ts';
import type { exceptionsContract } from '#kernel/devices/exceptions-contract.ts';
import type { inboxContract } from '#kernel/devices/inbox-contract.ts';
import type { doorDeskContract } from '#modules/payouts/at-door/contract/desk.ts';
import type { bankContract } from '#modules/payouts/bank/contract.ts';
import type { collectingContract } from '#modules/payouts/pay/contract/collecting.ts';
import type { handVouchersContract } from '#modules/payouts/cash/contract/hand-vouchers.ts';
import type { casePapersContract } from '#modules/payouts/cases/contract.ts';
import type { checksContract } from '#modules/payouts/lists/contract/checks.ts';
import type { accountsContract } from '#modules/payouts/settle/contract/accounts.ts';
import type { cashContract } from '#modules/payouts/cash/contract/cash.ts';
import type { closingContract } from '#modules/payouts/closing/contract.ts';
import type { compareContract } from '#modules/payouts/lists/contract/compare.ts';
import type { listsContract } from '#modules/payouts/lists/contract/lists.ts';
import type { moneyContract } from '#modules/payouts/cash/contract/money.ts';
import type { payContract } from '#modules/payouts/pay/contract/pay.ts';
import type { peopleContract } from '#modules/payouts/people/contract/people.ts';
import type { proposalsContract } from '#modules/payouts/proposals/contract.ts';
import type { reviewsContract } from '#modules/payouts/reviews/contract.ts';
import type { recordsContract } from '#modules/payouts/people/contract/records.ts';
import type { planContract } from '#modules/payouts/plan/contract.ts';
import type { settleContract } from '#modules/payouts/settle/contract/settle.ts';
import type { traceContract } from '#modules/payouts/watch/contract/trace.ts';
import type { watchContract } from '#modules/payouts/watch/contract/watch.ts';
import type { wholeListContract } from '#modules/payouts/lists/contract/whole-list.ts';
import type { workContract } from '#modules/payouts/watch/contract/work.ts';
import type { dayContract } from '#modules/rounds/contract/day.ts';
import type { plansContract } from '#modules/rounds/contract/plans.ts';
import type { entryContract } from '#people/entry/contract.ts';
import type { looksContract } from '#people/looks/contract.ts';
import type { privacyContract } from '#people/privacy/contract.ts';
import type { holidaysContract } from '#places/holidays/contract.ts';
import type { officesContract } from '#places/offices/contract.ts';
import type { evidenceContract } from '#kernel/evidence/contract.ts';
import type { referenceContract } from '#modules/payouts/programmes/contract.ts';
import type { auditContract } from '#modules/payouts/watch/contract/audit.ts';
import type { boundariesContract } from '#places/boundaries/contract.ts';
import type { staffContract } from '#people/staff/contract.ts';

/** Everything the desk speaks with the server about. */
export type DeskContract = typeof aboutContract &
  typeof accessContract &
  typeof staffContract &
  typeof bankContract &
  typeof casePapersContract &
  typeof checksContract &
  typeof accountsContract &
  typeof cashContract &
  typeof closingContract &
  typeof compareContract &
  typeof collectingContract &
  typeof handVouchersContract &
  typeof listsContract &
  typeof reviewsContract &
  typeof wholeListContract &
  typeof moneyContract &
  typeof payContract &
  typeof peopleContract &
  typeof proposalsContract &
  typeof recordsContract &
  typeof planContract &
  typeof settleContract &
  typeof traceContract &
  typeof workContract &
  typeof boundariesContract &
  typeof officesContract &
  typeof holidaysContract &
  typeof looksContract &
  typeof entryContract &
  typeof privacyContract &
  typeof auditContract &
  typeof referenceContract &
  typeof evidenceContract &
  typeof dayContract &
  typeof plansContract &
  typeof devicesContract &
  typeof exceptionsContract &
  typeof inboxContract &
  typeof doorDeskContract &
  typeof watchContract;

export type Me = Reply<DeskContract, 'GET /staff/me'>;
export type Overview = Reply<DeskContract, 'GET /payouts/overview'>;

type OnLost = (failure: Failure) => void;
let onLost: OnLost = () => {};

/** Names what happens when a session ends; the router does, once it stands. */
export function whenSessionLost(work: OnLost): void {
  onLost = work;
}

export const ask = openAsk<DeskContract>({
  onReach: noteReach,
  isAttended,
  onSessionLost: (failure) => onLost(failure),
});
