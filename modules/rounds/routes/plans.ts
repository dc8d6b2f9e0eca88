import { bind, type Bound } from '#kernel/http/bind.ts';
import { once } from '#kernel/handover/once.ts';
import { dayAt } from '#kernel/words/day.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { personOf } from '#modules/payouts/door.ts';
import { acceptPlan } from '../actions/accept.ts';
import { fillRound, listBags, returnBag } from '../actions/bags.ts';
import { readDay } from '../actions/read-day.ts';
import { openSearches, type Search } from '../actions/searches.ts';
import { plansContract } from '../contract/plans.ts';
import { printSheet } from '../forms/sheet.ts';
import { whyNotGo } from '../rules/outings.ts';
import { listLeft, listVersions, readRounds } from '../store/plans.ts';
import type { RoundParts } from './day.ts';

const DONE = { done: true };
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Looking for rounds, accepting them, printing their sheets, and the bags that go with them. */
export function roundPlanRoutes({ db, clock, roads }: RoundParts): Bound {
  const searches = openSearches();
  return bind(plansContract, {
    'POST /rounds/searches': async ({ body }) => {
      const { id, officeId, outings, seconds } = body;
      const day = await readDay(db.read, roads, body);
      const unfit = whyNotGo(outings, day.payers);
      if (unfit) throw new Refusal('outing_unfit', { ...unfit });
      searches.begin(id, officeId, day, outings, seconds);
      return DONE;
    },
    'GET /rounds/searches/:searchId': ({ params, query }) =>
      searchReply(searches.show(params.searchId, query.officeId)),
    'POST /rounds/searches/:searchId/stop': ({ params, body }) => {
      searches.show(params.searchId, body.officeId).stop();
      return DONE;
    },
    'GET /rounds/plans': async ({ query }) => {
      const versions = await listVersions(db.read, query);
      const [newest] = versions;
      if (!newest) return { versions, rounds: [], left: [] };
      const rounds = await readRounds(db.read, newest.id);
      return {
        versions,
        left: await listLeft(db.read, newest.id),
        rounds: rounds.map((round) => ({
          ...round,
          stops: round.stops.map(({ voucherIds, ...stop }) => ({ ...stop, vouchers: voucherIds.length })),
        })),
      };
    },
    'POST /rounds/plans': async ({ body, actor, refuse }) => {
      const now = clock.now();
      const today = dayAt(now);
      if (body.day < today) refuse('day_past', { day: body.day, today });
      const day = await readDay(db.read, roads, body);
      const { id, ...input } = body;
      const { id: by, name } = personOf(actor);
      const command = { ...body, by: { id: by, name } };
      return db.write((tx) =>
        once(tx, now, { id, kind: 'round-plan', by: actor.staffId, input }, () =>
          acceptPlan(tx, now, command, day),
        ),
      );
    },
    'GET /rounds/plans/:planId/sheet': async ({ params, query, reveal }) => {
      const { planId } = params;
      const kind = query.as ?? 'pdf';
      const sheet = await printSheet(db.read, kind, {
        planId,
        officeId: query.officeId,
        roundId: query.roundId ?? null,
        now: clock.now(),
      });
      reveal({ subjectKind: 'round-plan', subjectId: planId, reason: 'round sheet' });
      return {
        fileName: `tuyen-phat-${sheet.day}.${kind}`,
        mediaType: kind === 'pdf' ? 'application/pdf' : XLSX,
        content: sheet.content,
        inline: kind === 'pdf',
      };
    },
    'GET /rounds/bags': ({ query, actor }) => listBags(db.read, { ...query, askerId: actor.staffId }),
    'POST /rounds/bags/:roundId/filling': ({ params, body, actor }) =>
      db.write((tx) => fillRound(tx, clock.now(), { ...params, ...body, doer: personOf(actor) })),
    'POST /rounds/bags/return': ({ body, actor }) =>
      db.write((tx) => returnBag(tx, clock.now(), { ...body, doer: personOf(actor) })),
  });
}

function searchReply({ plan, failed, progress, beganMs, seconds }: Search) {
  return {
    state: plan ? ('done' as const) : failed ? ('failed' as const) : ('looking' as const),
    elapsedS: (performance.now() - beganMs) / 1000,
    seconds,
    costS: plan?.cost ?? progress?.cost ?? null,
    unassigned: plan?.unassigned.length ?? progress?.unassigned ?? null,
    rounds: plan?.rounds.length ?? progress?.rounds ?? null,
    plan: plan && {
      rounds: plan.rounds.map(({ vehicle, visits }) => ({
        payerId: vehicle,
        stops: visits.map(({ stop }) => stop),
      })),
      unassigned: plan.unassigned.map(({ stop, why }) => ({ citizenId: stop, why })),
    },
  };
}
