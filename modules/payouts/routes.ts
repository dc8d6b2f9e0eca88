import type { Bound } from '#kernel/http/bind.ts';
import { doorDeskRoutes } from './at-door/routes/desk.ts';
import { type DoorParts, doorRoutes } from './at-door/routes/door.ts';
import { bankRoutes } from './bank/routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { cashRoutes } from './cash/routes/cash.ts';
import { handVouchersRoutes } from './cash/routes/hand-vouchers.ts';
import { moneyRoutes } from './cash/routes/money.ts';
import { closingRoutes } from './closing/routes.ts';
import { formsRoutes } from './forms/routes.ts';
import { checkRoutes } from './lists/routes/checks.ts';
import { compareRoutes } from './lists/routes/compare.ts';
import { listRoutes } from './lists/routes/lists.ts';
import { wholeListRoutes } from './lists/routes/whole-list.ts';
import { collectingRoutes } from './pay/routes/collecting.ts';
import { payRoutes } from './pay/routes/pay.ts';
import { peopleRoutes } from './people/routes/people.ts';
import { recordRoutes } from './people/routes/records.ts';
import { planRoutes } from './plan/routes.ts';
import { referenceRoutes } from './programmes/routes.ts';
import { proposalRoutes } from './proposals/routes.ts';
import { reviewRoutes } from './reviews/routes.ts';
import { accountsRoutes } from './settle/routes/accounts.ts';
import { settleRoutes } from './settle/routes/settle.ts';
import { auditRoutes } from './watch/routes/audit.ts';
import { traceRoutes } from './watch/routes/trace.ts';
import { watchRoutes } from './watch/routes/watch.ts';
import { workRoutes } from './watch/routes/work.ts';

export interface PayoutsParts extends DoorParts {
  /** Where the funders' files and what was signed are kept. */
  readonly filesFolder: string;
  /** The database's address, to be woken by the feed; without it followers poll. */
  readonly listenUrl?: string;
}

/** Every room's routes, as `PayoutsContract` names them. */
export function payoutsRoutes(parts: PayoutsParts): Bound[] {
  return [
    doorDeskRoutes(parts),
    doorRoutes(parts),
    bankRoutes(parts),
    caseRoutes(parts),
    cashRoutes(parts),
    handVouchersRoutes(parts),
    moneyRoutes(parts),
    closingRoutes(parts),
    formsRoutes(parts),
    checkRoutes(parts),
    compareRoutes(parts),
    listRoutes(parts),
    wholeListRoutes(parts),
    collectingRoutes(parts),
    payRoutes(parts),
    peopleRoutes(parts),
    recordRoutes(parts),
    planRoutes(parts),
    referenceRoutes(parts),
    proposalRoutes(parts),
    reviewRoutes(parts),
    accountsRoutes(parts),
    settleRoutes(parts),
    auditRoutes(parts),
    traceRoutes(parts),
    watchRoutes(parts),
    workRoutes(parts),
  ];
}
