import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { referenceContract } from './contract.ts';
import {
  changeProgrammeRule,
  changeRate,
  changeSetting,
  listProgrammeRules,
  listRates,
  listSettings,
} from './store/reference.ts';
import type { RouteParts } from '../request.ts';

const DONE = { done: true };

export function referenceRoutes({ db, clock }: RouteParts): Bound {
  return bind(referenceContract, {
    'GET /payouts/programme-rules': () => listProgrammeRules(db.read),
    'POST /payouts/programme-rules': async ({ body }) => {
      await db.write((tx) => changeProgrammeRule(tx, body));
      return DONE;
    },
    'GET /payouts/rates': ({ query }) => listRates(db.read, query.on ?? null),
    'POST /payouts/rates': async ({ body }) => {
      await db.write((tx) => changeRate(tx, body));
      return DONE;
    },
    'GET /payouts/settings': () => listSettings(db.read),
    'POST /payouts/settings': async ({ body }) => {
      await db.write((tx) => changeSetting(tx, dayAt(clock.now()), body));
      return DONE;
    },
  });
}
