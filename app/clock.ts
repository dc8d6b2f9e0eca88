import type { Database } from '#kernel/db/connect.ts';
import type { Tx } from '#kernel/db/types.ts';

/** Where "now" comes from. */
export type Clock = { now(): Date };

const OFFSET = 'clock_offset_ms';

/** The machine's time and a constant difference from it, so that a demonstration lives in its own month and time goes on. */
function shiftedClock(offsetMs: number): Clock {
  return { now: () => new Date(Date.now() + offsetMs) };
}

/** The province's clock: real time, unless the database holds a difference from it. Read once, when a process begins. */
export async function provinceClock(db: Pick<Database, 'read'>): Promise<Clock> {
  const row = await db.read
    .selectFrom('setting')
    .select('value')
    .where('name', '=', OFFSET)
    .executeTakeFirst();
  return shiftedClock(Number(row?.value ?? 0));
}

/** Sets the province's clock to an instant; from there it runs on. */
export async function setProvinceClock(tx: Tx, at: Date): Promise<void> {
  const value = JSON.stringify(at.valueOf() - Date.now());
  await tx
    .insertInto('setting')
    .values({ name: OFFSET, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, set_at: new Date() }))
    .execute();
}

/** A clock that stands where it is put: for a run that lives through a month in a minute. */
export function settableClock(start: Date): Clock & { set(at: Date): void } {
  let at = start;
  return {
    now: () => at,
    set: (next) => {
      at = next;
    },
  };
}
