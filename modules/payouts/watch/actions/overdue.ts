import type { Database } from '#kernel/db/connect.ts';
import { publish } from '#kernel/feed/feed.ts';
import { dayAt, monthOf } from '#kernel/words/day.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { countOverdue, listOverdue } from '../store/overdue.ts';
import { listProgrammes } from '../../programmes/store/programmes.ts';
import { listOpenMonths } from '../store/reconcile.ts';

/** Counts what is overdue in every month that has begun and is not locked yet; tells those who watch an office that turns late or is so no more. */
export async function watchPlan(db: Database, now: Date): Promise<void> {
  const today = dayAt(now);
  const months = await listOpenMonths(db.read);
  if (months.length === 0) return;
  const root = await showRootOffice(db.read);
  for (const month of months.filter((each) => each <= monthOf(today))) {
    const programmes = await listProgrammes(db.read, month);
    await db.write(async (tx) => {
      const lateNow = async () =>
        new Set(
          (await listOverdue(tx, month, root.path)).filter((each) => each.late).map((each) => each.officeId),
        );
      const before = await lateNow();
      await countOverdue(tx, now, { month, today, root: root.id, programmes });
      const after = await lateNow();
      const changed = [...before, ...after].filter((id) => before.has(id) !== after.has(id));
      if (changed.length > 0) await publish(tx, 'payouts', { offices: changed });
    });
  }
}
