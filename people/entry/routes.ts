import { PAGE, pageOfPlaced, readCursor } from '#kernel/contract/pages.ts';
import type { Database } from '#kernel/db/connect.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { entryContract } from './contract.ts';
import { listEntryEvents, listEntryRules, setEntrySetting, setSecondFactorRole } from './store.ts';

export function entryRoutes({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: { now(): Date };
}): Bound {
  return bind(entryContract, {
    'GET /entry/rules': () => listEntryRules(db.read),
    'POST /entry/settings': async ({ actor, body }) => {
      await db.write((tx) => setEntrySetting(tx, dayAt(clock.now()), body, actor.staffId));
      return {};
    },
    'POST /entry/second-factors': async ({ actor, body }) => {
      await db.write((tx) => setSecondFactorRole(tx, dayAt(clock.now()), body, actor.staffId));
      return {};
    },
    'GET /entry/events': async ({ query: { by, kind, from, to, after, limit = PAGE } }) =>
      pageOfPlaced(
        await listEntryEvents(db.read, {
          by: by ?? null,
          kind: kind ?? null,
          from: from ?? null,
          to: to ?? null,
          after: readCursor(after, 'instant', 'number'),
          limit,
        }),
        limit,
      ),
  });
}
