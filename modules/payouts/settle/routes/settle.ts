import { bind, type Bound } from '#kernel/http/bind.ts';
import { lockSettlement, previewSettlement, settle } from '../actions.ts';
import { settleContract } from '../contract/settle.ts';
import { personOf, type RouteParts } from '../../request.ts';

export function settleRoutes({ db, clock }: RouteParts): Bound {
  return bind(settleContract, {
    'GET /payouts/settlement': ({ query }) => previewSettlement(db.read, query.programme, query.month),
    'POST /payouts/settlement': ({ body, actor }) =>
      db.write((tx) => settle(tx, clock.now(), { ...body, doer: personOf(actor) })),
    'POST /payouts/settlement/lock': async ({ body, actor }) => {
      await db.write((tx) => lockSettlement(tx, clock.now(), { ...body, doer: personOf(actor) }));
      return { done: true };
    },
  });
}
