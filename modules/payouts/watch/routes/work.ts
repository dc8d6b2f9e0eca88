import { isWithin } from '#kernel/access/actor.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { workContract } from '../contract/work.ts';
import { workOf, workState } from '../rules/work.ts';
import { findWork } from '../store/work.ts';
import { pathOf, type RouteParts } from '../../request.ts';

export function workRoutes({ db, clock }: RouteParts): Bound {
  return bind(workContract, {
    'GET /payouts/work': async ({ query, office, actor }) => {
      const path = pathOf(office);
      const today = dayAt(clock.now());
      const roles = new Set(
        actor.grants.filter((grant) => isWithin(path, grant.officePath)).map(({ role }) => role),
      );
      const { officeId } = query;
      const asked = { kinds: workOf(roles), path, officeId, staffId: actor.staffId, today };
      const found = await findWork(db.read, asked);
      return found.map((each) => ({ ...each, state: workState(each.kind, each.since, today) }));
    },
  });
}
