import { after, before } from 'node:test';
import { openTestSession } from '#kernel/access/testing/signed-in.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import {
  type Asked,
  cashRoutes,
  type Counter,
  moneyRoutes,
  openCounter,
  type ServedMonth,
  serveMonth,
} from '#modules/payouts/testing/door.ts';
import { noRoads } from '../actions/roads.ts';
import { roundDayRoutes } from '../routes/day.ts';
import { roundPlanRoutes } from '../routes/plans.ts';

export const DAY = '2020-12-06';
export const OUTING = { partnerId: null, startMinute: 450, minutesAway: 540 };

/** Two people of Cam Lộ to be visited on one day, its vault's keeper, and one of its two payers. */
export interface VisitingDay {
  readonly month: ServedMonth;
  readonly counter: Counter;
  readonly officeId: string;
  readonly keeper: string;
  readonly payerId: string;
  readonly payer: string;
  get(cookie: string, url: string): Promise<Asked>;
  post(cookie: string, url: string, body: object): Promise<Asked>;
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer is judged property by property
  readDay(day?: string): Promise<any>;
  /** Accepts one round of all who are due, unless told otherwise. */
  accept(more?: object): Promise<Asked>;
}

/** Serves the module's routes for the tests of one file. */
export function serveVisits(db: TestDatabase): VisitingDay {
  const served = {} as { -readonly [K in keyof VisitingDay]: VisitingDay[K] };
  before(async () => {
    const month = await serveMonth(db);
    const officeId = month.province.camLoId;
    await db.owner.pool.query(`update voucher set channel = 'home', pay_on = '${DAY}'`);
    const parts = { db, clock: month.clock, roads: noRoads };
    const counter = await openCounter(db, [
      roundDayRoutes(parts),
      roundPlanRoutes(parts),
      moneyRoutes(parts),
      cashRoutes(parts),
    ]);
    const payerId = month.province.tellers[0]?.id as string;
    const keeper = await counter.cookie('treasurer', officeId);
    const payer = await openTestSession(db.owner, payerId);
    const get = (cookie: string, url: string) => counter.ask(cookie, 'GET', url);
    const post = (cookie: string, url: string, body: object) =>
      counter.ask(cookie, 'POST', url, { officeId, ...body });
    const readDay = async (day = DAY) =>
      (await get(keeper, `/rounds/day?officeId=${officeId}&day=${day}`)).json;
    const accept = async (more: object = {}) => {
      const { stops } = await readDay();
      const ids = stops.map(({ citizenId }: { citizenId: string }) => citizenId);
      const rounds = [{ payerId, ...OUTING, stops: ids }];
      const body = { id: newId(), day: DAY, after: 0, reason: null, rounds, ...more };
      return post(keeper, '/rounds/plans', body);
    };
    Object.assign(served, { month, counter, officeId, keeper, payerId, payer, get, post, readDay, accept });
  });
  after(async () => {
    await served.counter.server.close();
    await served.month.close();
  });
  return served;
}
