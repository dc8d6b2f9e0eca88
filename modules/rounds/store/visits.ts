import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';

export interface VisitFacts {
  readonly window: { readonly fromMinute: number; readonly toMinute: number } | null;
  readonly position: { readonly lat: number; readonly lon: number } | null;
}

/** What is known about visiting these people: the newest word on each. */
export async function readVisitFacts(read: Read, citizenIds: readonly Id[]): Promise<Map<Id, VisitFacts>> {
  const { rows } = await sql<{
    citizen_id: Id;
    from_minute: number | null;
    to_minute: number | null;
    lat: number | null;
    lon: number | null;
  }>`
    select distinct on (citizen_id) citizen_id, from_minute, to_minute, lat, lon from home_visit_fact
    where citizen_id = any (${[...citizenIds]}::uuid[]) order by citizen_id, written_at desc, id desc`.execute(
    read,
  );
  return new Map(
    rows.map(({ citizen_id, from_minute, to_minute, lat, lon }) => [
      citizen_id,
      {
        window:
          from_minute === null || to_minute === null
            ? null
            : { fromMinute: from_minute, toMinute: to_minute },
        position: lat === null || lon === null ? null : { lat, lon },
      },
    ]),
  );
}

/**
 * Writes down when a person is at home and where the home lies. Refuses `window_unfit`, and `not_visited_here` for who is not
 * of this office's communes.
 */
export async function writeVisitFacts(
  tx: Tx,
  now: Date,
  command: VisitFacts & { id: Id; citizenId: Id; officeId: Id; by: Id },
): Promise<void> {
  const { id, citizenId, officeId, window, position, by } = command;
  if (window && window.toMinute <= window.fromMinute) throw new Refusal('window_unfit');
  const { rows } =
    await sql`select 1 from voucher where citizen_id = ${citizenId} and office_id = ${officeId} limit 1`.execute(
      tx,
    );
  if (rows.length === 0) throw new Refusal('not_visited_here', { citizenId });
  await tx
    .insertInto('home_visit_fact')
    .values({
      id,
      citizen_id: citizenId,
      office_id: officeId,
      from_minute: window?.fromMinute ?? null,
      to_minute: window?.toMinute ?? null,
      lat: position?.lat ?? null,
      lon: position?.lon ?? null,
      written_by: by,
      written_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
