import type { doorDeskContract } from './at-door/contract/desk.ts';
import type { doorContract } from './at-door/contract/door.ts';
import type { bankContract } from './bank/contract.ts';
import type { casesContract } from './cases/contract.ts';
import type { cashContract } from './cash/contract/cash.ts';
import type { handVouchersContract } from './cash/contract/hand-vouchers.ts';
import type { moneyContract } from './cash/contract/money.ts';
import type { closingContract } from './closing/contract.ts';
import type { formsContract } from './forms/contract.ts';
import type { checksContract } from './lists/contract/checks.ts';
import type { compareContract } from './lists/contract/compare.ts';
import type { listsContract } from './lists/contract/lists.ts';
import type { wholeListContract } from './lists/contract/whole-list.ts';
import type { collectingContract } from './pay/contract/collecting.ts';
import type { payContract } from './pay/contract/pay.ts';
import type { peopleContract } from './people/contract/people.ts';
import type { recordsContract } from './people/contract/records.ts';
import type { planContract } from './plan/contract.ts';
import type { referenceContract } from './programmes/contract.ts';
import type { proposalsContract } from './proposals/contract.ts';
import type { reviewsContract } from './reviews/contract.ts';
import type { accountsContract } from './settle/contract/accounts.ts';
import type { settleContract } from './settle/contract/settle.ts';
import type { auditContract } from './watch/contract/audit.ts';
import type { traceContract } from './watch/contract/trace.ts';
import type { watchContract } from './watch/contract/watch.ts';
import type { workContract } from './watch/contract/work.ts';

/** Every route of this module. */
export type PayoutsContract = typeof doorDeskContract &
  typeof doorContract &
  typeof bankContract &
  typeof casesContract &
  typeof cashContract &
  typeof handVouchersContract &
  typeof moneyContract &
  typeof closingContract &
  typeof formsContract &
  typeof checksContract &
  typeof compareContract &
  typeof listsContract &
  typeof wholeListContract &
  typeof collectingContract &
  typeof payContract &
  typeof peopleContract &
  typeof recordsContract &
  typeof planContract &
  typeof referenceContract &
  typeof proposalsContract &
  typeof reviewsContract &
  typeof accountsContract &
  typeof settleContract &
  typeof auditContract &
  typeof traceContract &
  typeof watchContract &
  typeof workContract;
