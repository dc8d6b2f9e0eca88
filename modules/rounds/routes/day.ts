import { mayActAt, mayActForAll } from '#kernel/access/actor.ts';
import type { Database } from '#kernel/db/connect.ts';
import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt, firstDayOf, monthOf } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { countHomeStops, personOf } from '#modules/payouts/door.ts';
import type { Roads } from '../actions/roads.ts';
import { readDay, type RichDay, type RichStop } from '../actions/read-day.ts';
import { dayContract } from '../contract/day.ts';
import { GIVERS, PLANNERS, SETTERS } from '../contract/shapes.ts';
import { closeRoad, openRoad } from '../store/closures.ts';
import { readNewest } from '../store/plans.ts';
import { listSettings, setFigure } from '../store/settings.ts';
import { writeVisitFacts } from '../store/visits.ts';

export interface RoundParts {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly roads: Roads;
}

const DONE = { done: true };

/** What a day's rounds are planned from, and what planners write down about ways and homes. */
export function roundDayRoutes({ db, clock, roads }: RoundParts): Bound {
  /** Does it, and tells whoever plans that office's rounds now. */
  const tell = (officeId: Id, change: (tx: Tx) => Promise<void>) =>
    db.write(async (tx) => {
      await change(tx);
      await publish(tx, 'rounds', { offices: [officeId] });
    });
  return bind(dayContract, {
    'GET /rounds/offices': async ({ query, office }) => {
      const { day } = query;
      const path = (office as { path: string }).path;
      const rows = await countHomeStops(db.read, { path, from: firstDayOf(monthOf(day)), to: day });
      const newest = await readNewest(
        db.read,
        rows.map(({ officeId }) => officeId),
        day,
      );
      return rows.map((row) => {
        const plan = newest.get(row.officeId);
        return {
          ...row,
          version: plan?.version ?? null,
          rounds: plan?.rounds ?? 0,
          plannedStops: plan?.stops ?? 0,
        };
      });
    },
    'GET /rounds/day': async ({ query, office, actor }) => {
      const today = dayAt(clock.now());
      const { officeId, day = today } = query;
      const path = (office as { path: string }).path;
      const may = {
        plan: mayActAt(actor, PLANNERS, path),
        give: mayActAt(actor, GIVERS, path),
        set: mayActForAll(actor, SETTERS),
      };
      return { ...dayReply(await readDay(db.read, roads, { officeId, day })), today, may };
    },
    'POST /rounds/closures': async ({ body, actor }) => {
      const by = { id: actor.staffId, name: personOf(actor).name };
      await tell(body.officeId, (tx) => closeRoad(tx, clock.now(), { ...body, by }));
      return DONE;
    },
    'POST /rounds/closures/:closureId/lift': async ({ params, body, actor }) => {
      const by = { id: actor.staffId, name: personOf(actor).name };
      await tell(body.officeId, (tx) => openRoad(tx, clock.now(), { ...params, ...body, by }));
      return DONE;
    },
    'POST /rounds/people/:citizenId/visit': async ({ params, body, actor }) => {
      const command = { ...body, citizenId: params.citizenId, by: actor.staffId };
      await tell(body.officeId, (tx) => writeVisitFacts(tx, clock.now(), command));
      return DONE;
    },
    'GET /rounds/settings': ({ query }) => listSettings(db.read, query.on ?? dayAt(clock.now())),
    'POST /rounds/settings': async ({ body, actor }) => {
      await db.write((tx) => setFigure(tx, clock.now(), { ...body, by: actor.staffId }));
      return DONE;
    },
  });
}

const wire = (way: number) => (way === Infinity ? -1 : way);

function dayReply(day: RichDay) {
  const { settings, limits } = day;
  return {
    day: day.day,
    office: day.office,
    limits: {
      ...limits,
      bagVnd: settings.bagVnd,
      startMinute: settings.startMinute,
      minutesAway: settings.minutesAway,
      unsure: settings.unsure,
    },
    payers: day.payers,
    stops: day.stops.map(stopReply),
    closures: day.closures,
    ways: {
      ...day.ways,
      places: day.places,
      travelS: day.travelS.map(wire),
      distanceM: day.distanceM.map(wire),
    },
  };
}

function stopReply({ home, spot, terrain, place, window, isClosed, heldBy, heldByName }: RichStop) {
  const { citizenId, name, birthYear, unitId, commune, hamlet, vouchers, amountVnd, paidLastBy } = home;
  return {
    citizenId,
    name,
    birthYear,
    unitId,
    commune,
    hamlet,
    terrain,
    place,
    lat: spot.lat,
    lon: spot.lon,
    exact: spot.exact,
    vouchers: vouchers.length,
    amountVnd,
    payOn: vouchers.reduce(
      (first, each) => (each.payOn < first ? each.payOn : first),
      vouchers[0]?.payOn ?? '',
    ),
    coming: vouchers.some(({ at }) => at === 'coming'),
    heldBy: heldBy === null ? null : { id: heldBy, name: heldByName ?? '' },
    paidLastBy: paidLastBy && { id: paidLastBy.staffId, name: paidLastBy.name },
    window,
    closed: isClosed,
  };
}
