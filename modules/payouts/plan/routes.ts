import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt, firstDayOf } from '#kernel/words/day.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { planVouchers } from './actions/plan.ts';
import { moveDays, planPeople, printPlan, readDifferences, readPlanDays } from './actions/plan-month.ts';
import { planContract } from './contract.ts';
import type { Channel } from '../voucher.ts';
import {
  insertLimits,
  listPlanOffices,
  pageOfPlanPeople,
  readPlanCells,
  readPlanGroups,
} from './store/plan.ts';
import { listPrints } from './store/prints.ts';
import { personOf, type RouteParts } from '../request.ts';

interface Asked {
  readonly channel?: Channel | undefined;
  readonly payOn?: string | undefined;
  readonly toOfficeId?: string | undefined;
}

/** A change without the parts that were not given. */
const given = ({ channel, payOn, toOfficeId }: Asked) => ({
  ...(channel && { channel }),
  ...(payOn && { payOn }),
  ...(toOfficeId && { toOfficeId }),
});

export function planRoutes({ db, clock }: RouteParts): Bound {
  const at = (office: { readonly path: string } | null) => {
    if (!office) throw new Error('an office scope names its office');
    return office.path;
  };
  /** Refuses `not_allowed` when one of the offices is not below the planner's own. */
  const assertBelow = async (path: string, officeIds: readonly string[]) => {
    const below = await listPlanOffices(db.read, path, dayAt(clock.now()));
    const known = new Set<string>(below.map(({ id }) => id));
    const other = officeIds.find((id) => !known.has(id));
    if (other !== undefined) throw new Refusal('not_allowed', { office: other });
  };
  return bind(planContract, {
    'POST /payouts/plan': ({ body, actor }) => {
      const { unitId, hamlet, voucherIds } = body.who;
      const who = {
        ...(unitId !== undefined && { unitId }),
        ...(hamlet && { hamlet }),
        ...(voucherIds && { voucherIds }),
      };
      const command = { ...body, who, change: given(body.change), doer: personOf(actor) };
      return db.write((tx) => planVouchers(tx, clock.now(), command));
    },
    'GET /payouts/plan': async ({ query, office }) => {
      const path = at(office);
      const [days, offices, cells] = await Promise.all([
        readPlanDays(db.read, query.month),
        listPlanOffices(db.read, path, firstDayOf(query.month)),
        readPlanCells(db.read, { ...query, path }),
      ]);
      return { ...days, offices, cells };
    },
    'GET /payouts/plan/groups': ({ query }) =>
      readPlanGroups(db.read, query.officeId, query.month, query.day),
    'POST /payouts/plan/moves': async ({ body, office, actor }) => {
      await assertBelow(
        at(office),
        body.moves.map(({ atOfficeId }) => atOfficeId),
      );
      return db.write((tx) => moveDays(tx, clock.now(), { ...body, doer: personOf(actor) }));
    },
    'GET /payouts/plan/people': ({ query, office }) =>
      pageOfPlanPeople(db.read, { ...query, path: at(office) }),
    'POST /payouts/plan/people': ({ body, office, actor }) => {
      const command = { ...body, change: given(body.change), path: at(office), doer: personOf(actor) };
      return db.write((tx) => planPeople(tx, clock.now(), command));
    },
    'POST /payouts/plan/limits': async ({ body, office, actor }) => {
      await assertBelow(at(office), body.officeIds);
      const { people, from } = body;
      const limit = { people, from, by: actor.name, at: clock.now() };
      const officeIds = [...new Set(body.officeIds)];
      await db.write((tx) =>
        insertLimits(
          tx,
          officeIds.map((officeId) => ({ ...limit, officeId })),
        ),
      );
      return { offices: officeIds.length };
    },
    'GET /payouts/plan/prints': ({ query }) => listPrints(db.read, query.officeId, query.month),
    'POST /payouts/plan/prints': ({ body, office, actor }) =>
      db.write((tx) => printPlan(tx, clock.now(), { ...body, path: at(office), doer: personOf(actor) })),
    'GET /payouts/plan/prints/:printId/differences': async ({ params, query, office }) => {
      const path = at(office);
      const { printId } = params;
      const [rows, offices] = await Promise.all([
        readDifferences(db.read, { printId, officeId: query.officeId, path }),
        listPlanOffices(db.read, path, dayAt(clock.now())),
      ]);
      const names = new Map(offices.map(({ id, name }) => [id, name]));
      return rows.map((row) => ({ ...row, office: names.get(row.officeId) ?? '' }));
    },
  });
}
