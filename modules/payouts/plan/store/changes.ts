import type { Tx } from '#kernel/db/types.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';

export interface PlanChanged {
  readonly officeId: Id;
  readonly month: Month;
  /** Which vouchers were meant, what was planned for them, and why. */
  readonly change: object;
  /** How many it changed. */
  readonly vouchers: number;
  readonly by: string;
}

/** Writes down that vouchers of an office were planned otherwise. */
export async function recordPlanChange(tx: Tx, now: Date, changed: PlanChanged): Promise<void> {
  const { officeId, month, change, vouchers, by } = changed;
  await tx
    .insertInto('plan_change')
    .values({
      id: newId(),
      office_id: officeId,
      month: firstDayOf(month),
      change: JSON.stringify(change),
      vouchers,
      changed_by: by,
      changed_at: now,
    })
    .execute();
}
