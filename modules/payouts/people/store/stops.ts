import { sql } from 'kysely';
import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Person } from '../../posting.ts';

export interface NewStop {
  readonly id: Id;
  readonly doer: Person;
  readonly citizenId: Id;
  /** Null stands for every programme. */
  readonly programme: string | null;
  readonly kind: 'suspended' | 'ended';
  readonly fromMonth: Month;
  readonly reason: string;
}

const contentOf = (stop: NewStop) => ({
  id: stop.id,
  citizen_id: stop.citizenId,
  programme: stop.programme,
  kind: stop.kind,
  from_month: firstDayOf(stop.fromMonth),
  reason: stop.reason,
});

const stampOf = (stop: NewStop, now: Date) => ({ recorded_by: stop.doer.name, recorded_at: now });

/** The same id again is the same stop. Refuses `conflict` for another one under its id. */
export async function insertStop(tx: Tx, now: Date, stop: NewStop): Promise<void> {
  await insertOnce(tx, 'payout_stop', contentOf(stop), stampOf(stop, now));
}

export async function insertStops(tx: Tx, now: Date, stops: readonly NewStop[]): Promise<void> {
  await tx
    .insertInto('payout_stop')
    .values(stops.map((stop) => ({ ...contentOf(stop), ...stampOf(stop, now) })))
    .execute();
}

export async function isStopKnown(read: Read, id: Id): Promise<boolean> {
  const row = await read.selectFrom('payout_stop').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** Lifts those of these stops that stand; how many. */
export async function liftStops(
  tx: Tx,
  now: Date,
  lift: { readonly stops: readonly Id[]; readonly reason: string; readonly by: Id },
): Promise<number> {
  const { rows } = await sql`insert into payout_stop_lift (stop_id, reason, lifted_by, lifted_at)
    select id, ${lift.reason}, ${lift.by}, ${now} from payout_stop where id = any (${[...lift.stops]}::uuid[])
    on conflict do nothing returning stop_id`.execute(tx);
  return rows.length;
}
