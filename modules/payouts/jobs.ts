import type { Database } from '#kernel/db/connect.ts';
import { snapshotHands } from '#kernel/handover/balances.ts';
import type { Task } from '#kernel/jobs/jobs.ts';
import { addDays, dayAt, firstDayOf, monthOf } from '#kernel/words/day.ts';
import { recallAfterDeath } from './people/actions/deaths.ts';
import { watchPlan } from './watch/actions/overdue.ts';
import { removeUnusedFiles } from './lists/actions/unused-files.ts';
import { findRollupDifferences, listOpenMonths, recountRollups } from './watch/store/reconcile.ts';

export interface JobParts {
  readonly db: Database;
  readonly clock: { now(): Date };
  /** Where the funders' files are kept. */
  readonly filesFolder: string;
  readonly log: { error(facts: object, message: string): void; info(facts: object, message: string): void };
}

/** What this module does by night and by the minute. Each may run again at any time and does nothing twice. */
export function payoutTasks({ db, clock, filesFolder, log }: JobParts): Record<string, Task> {
  return {
    'payouts-reconcile': async () => {
      for (const month of await listOpenMonths(db.read)) {
        await db.write(async (tx) => {
          const differences = await findRollupDifferences(tx, month);
          if (differences.length === 0) return;
          log.error({ month, differences }, 'rollups differ from the rows they count');
          await recountRollups(tx, month);
        });
      }
    },
    'payouts-overdue': () => watchPlan(db, clock.now()),
    'custody-snapshot': async () => {
      const day = addDays(firstDayOf(monthOf(dayAt(clock.now()))), -1);
      const kept = await db.write((tx) => snapshotHands(tx, clock.now(), day));
      if (kept > 0) log.info({ day, kept }, 'what every hand held at the end of the month is kept');
    },
    'payouts-unused-files': async () => {
      const removed = await removeUnusedFiles(db, clock.now(), filesFolder);
      if (removed > 0) log.info({ removed }, 'files that were looked at and never entered are removed');
    },
    'payouts-recall': async () => {
      const doer = { kind: 'job', name: 'payouts-recall' } as const;
      const recalled = await db.write((tx) => recallAfterDeath(tx, clock.now(), doer, null));
      if (recalled.recalled > 0) log.info(recalled, 'vouchers recalled after a death');
    },
  };
}

/** Vietnam's night in UTC: 01:10, 01:40, 02:10, and 03:10 after the purge; and every minute what is late. */
export const PAYOUT_CRONTAB = [
  '10 18 * * * payouts-reconcile',
  '40 18 * * * payouts-recall',
  '10 19 * * * custody-snapshot',
  '10 20 * * * payouts-unused-files',
  '* * * * * payouts-overdue',
].join('\n');
