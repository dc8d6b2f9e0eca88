import type { Database } from '#kernel/db/connect.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { holidaysContract } from './contract.ts';
import { addHoliday, listHolidays } from './holidays.ts';

export function holidaysRoutes({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: { now(): Date };
}): Bound {
  return bind(holidaysContract, {
    'GET /holidays': ({ query }) => listHolidays(db.read, query.year),
    'POST /holidays': async ({ body }) => {
      await db.write((tx) => addHoliday(tx, dayAt(clock.now()), body));
      return { done: true };
    },
  });
}
