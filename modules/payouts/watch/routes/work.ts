import { isWithin } from '#kernel/access/actor.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { type Day, dayAt, monthOf } from '#kernel/words/day.ts';
import type { Read } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { neededUntil } from '../../cash/rules/until.ts';
import { listShortages, type Shortage } from '../../cash/store/needs.ts';
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
      const order = workOf(roles);
      const kinds = order.filter((kind) => kind !== 'cash-short');
      const counted = await findWork(db.read, { kinds, path, officeId, staffId: actor.staffId, today });
      const short = order.includes('cash-short') ? await findShort(db.read, officeId, today) : [];
      return [...short, ...counted.map((each) => ({ ...each, shortages: [] as Shortage[] }))]
        .map((each) => ({ ...each, state: workState(each.kind, each.since, today) }))
        .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    },
  });
}

/** Offices below that cannot pay in the coming days, as one piece of work; none when all can. */
async function findShort(read: Read, officeId: Id, today: Day) {
  const month = monthOf(today);
  const shortages = await listShortages(read, { officeId, month, until: neededUntil(month, today) });
  const [first] = shortages;
  if (!first) return [];
  const amountVnd = shortages.reduce((sum, { missingVnd }) => sum + missingVnd, 0n);
  const since = new Date(`${first.by}T00:00:00+07:00`);
  return [{ kind: 'cash-short' as const, count: shortages.length, amountVnd, since, shortages }];
}
