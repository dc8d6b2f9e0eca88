import type { aboutContract } from '../about.ts';
import type { accessContract } from '#kernel/access/contract.ts';
import { openAsk, type Reply } from '#kernel/web/ask.ts';
import { isAttended } from '#kernel/web/attended.ts';
import type { Failure } from '#kernel/web/failure.ts';
import { noteReach } from '#kernel/web/reach.ts';
import type { devicesContract } from '#kernel/devices/contract.ts';
import type { exceptionsContract } from '#kernel/devices/exceptions-contract.ts';
import type { inboxContract } from '#kernel/devices/inbox-contract.ts';
import type { PayoutsContract } from '#modules/payouts/contract.ts';
import type { dayContract } from '#modules/rounds/contract/day.ts';
import type { plansContract } from '#modules/rounds/contract/plans.ts';
import type { entryContract } from '#people/entry/contract.ts';
import type { looksContract } from '#people/looks/contract.ts';
import type { privacyContract } from '#people/privacy/contract.ts';
import type { holidaysContract } from '#places/holidays/contract.ts';
import type { officesContract } from '#places/offices/contract.ts';
import type { evidenceContract } from '#kernel/evidence/contract.ts';
import type { boundariesContract } from '#places/boundaries/contract.ts';
import type { staffContract } from '#people/staff/contract.ts';

/** Everything the desk speaks with the server about. */
export type DeskContract = PayoutsContract &
  typeof aboutContract &
  typeof accessContract &
  typeof staffContract &
  typeof boundariesContract &
  typeof officesContract &
  typeof holidaysContract &
  typeof looksContract &
  typeof entryContract &
  typeof privacyContract &
  typeof evidenceContract &
  typeof dayContract &
  typeof plansContract &
  typeof devicesContract &
  typeof exceptionsContract &
  typeof inboxContract;

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
