import { isWithin } from '#kernel/access/actor.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { type Day, dayAt, monthOf } from '#kernel/words/day.ts';
import type { Read } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { neededUntil } from '../../cash/rules/until.ts';
import { listUnderfunded, type Underfunded } from '../../cash/store/funding.ts';
import { listShortages, type Shortage } from '../../cash/store/needs.ts';
import { workContract } from '../contract/work.ts';
import { type WorkKind, workOf, workState } from '../rules/work.ts';
import { type Counted, findWork } from '../store/work.ts';
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
      const kinds = order.filter(isCounted);
      const [counted, short, unfunded] = await Promise.all([
        findWork(db.read, { kinds, path, officeId, staffId: actor.staffId, today }),
        order.includes('cash-short') ? findShort(db.read, officeId, today) : [],
        order.includes('funding-short') && isProvince(path) ? findUnderfunded(db.read, today) : [],
      ]);
      const told = { shortages: [] as Shortage[], underfunded: [] as Underfunded[] };
      return [...short, ...unfunded, ...counted]
        .map((each) => ({ ...told, ...each, state: workState(each.kind, each.since, today) }))
        .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    },
  });
}

const isCounted = (kind: WorkKind): kind is Counted => kind !== 'cash-short' && kind !== 'funding-short';

/** Funders send their money to the province. */
const isProvince = (path: string) => !path.includes('/');

/** Offices below that cannot pay in the coming days, as one piece of work; none when all can. */
async function findShort(read: Read, officeId: Id, today: Day) {
  const month = monthOf(today);
  const shortages = await listShortages(read, { officeId, month, until: neededUntil(month, today) });
  const [first] = shortages;
  if (!first) return [];
  return [
    {
      kind: 'cash-short' as const,
      count: shortages.length,
      amountVnd: missingOf(shortages),
      since: morningOf(first.by),
      shortages,
    },
  ];
}

/** Programmes whose money has not come, as one piece of work; none when all has. */
async function findUnderfunded(read: Read, today: Day) {
  const underfunded = await listUnderfunded(read, monthOf(today));
  const [first] = underfunded;
  if (!first) return [];
  return [
    {
      kind: 'funding-short' as const,
      count: underfunded.length,
      amountVnd: missingOf(underfunded),
      since: morningOf(first.since),
      underfunded,
    },
  ];
}

const morningOf = (day: Day) => new Date(`${day}T00:00:00+07:00`);

function missingOf(all: readonly { readonly missingVnd: bigint }[]): bigint {
  return all.reduce((sum, { missingVnd }) => sum + missingVnd, 0n);
}
