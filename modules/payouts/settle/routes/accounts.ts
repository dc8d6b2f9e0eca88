import { PAGE, pageOfPlaced, readCursor } from '#kernel/contract/pages.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt, dayOfMonth } from '#kernel/words/day.ts';
import { accountsContract } from '../contract/accounts.ts';
import { findSettlement, listVouchersBehind, listWholeness } from '../store/accounts.ts';
import { findSetting, showProgramme } from '../../programmes/store/programmes.ts';
import type { RouteParts } from '../../request.ts';

/** What stands behind the figures of a settlement. */
export function accountsRoutes({ db, clock }: RouteParts): Bound {
  return bind(accountsContract, {
    'GET /payouts/settlement/state': async ({ query: { programme: code, month }, actor }) => {
      const programme = await showProgramme(db.read, code, month);
      const made = await findSettlement(db.read, code, month);
      const lists = await listWholeness(db.read, code, month);
      const { byId, lockedBy, lockedAt, ...settled } = made ?? { byId: null, lockedBy: null, lockedAt: null };
      return {
        funder: programme.funderName,
        settleOn: dayOfMonth(month, programme.rule.settleOn),
        settled: 'by' in settled ? { ...settled, own: byId === actor.staffId } : null,
        locked: lockedBy !== null && lockedAt !== null ? { by: lockedBy, at: lockedAt } : null,
        unpaid: {
          rule: programme.rule.unpaidRule,
          suspendAfterMonths: programme.rule.suspendAfterMonths,
          twoPeopleAboveVnd: await findSetting(db.read, 'unpaid-two-people-above', dayAt(clock.now())),
        },
        lists,
      };
    },
    'GET /payouts/settlement/vouchers': async ({ query }) => {
      const limit = query.limit ?? PAGE;
      const rows = await listVouchersBehind(db.read, {
        programme: query.programme,
        month: query.month,
        state: query.state,
        officeId: query.office ?? null,
        source: query.source ?? null,
        listId: query.list ?? null,
        after: readCursor(query.after, 'id'),
        limit,
      });
      return pageOfPlaced(rows, limit);
    },
  });
}
