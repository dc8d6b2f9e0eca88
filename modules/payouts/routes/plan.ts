import { bind, type Bound } from '#kernel/http/bind.ts';
import { planVouchers } from '../actions/plan.ts';
import { planContract } from '../contract/plan.ts';
import { personOf } from './custody.ts';
import type { RouteParts } from './money.ts';

export function planRoutes({ db, clock }: RouteParts): Bound {
  return bind(planContract, {
    'POST /payouts/plan': ({ body, actor }) => {
      const { unitId, hamlet, voucherIds } = body.who;
      const { channel, payOn, toOfficeId } = body.change;
      const who = {
        ...(unitId !== undefined && { unitId }),
        ...(hamlet && { hamlet }),
        ...(voucherIds && { voucherIds }),
      };
      const change = {
        ...(channel && { channel }),
        ...(payOn && { payOn }),
        ...(toOfficeId && { toOfficeId }),
      };
      return db.write((tx) => planVouchers(tx, clock.now(), { ...body, who, change, doer: personOf(actor) }));
    },
  });
}
