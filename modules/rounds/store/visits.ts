import { sql } from 'kysely';
import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { SealedColumn } from '#kernel/keys/reseal.ts';
import { seal, unseal } from '#kernel/keys/seal.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';

export interface VisitFacts {
  readonly window: { readonly fromMinute: number; readonly toMinute: number } | null;
  readonly position: { readonly lat: number; readonly lon: number } | null;
}

const placeOf = (factId: string) => `home_visit_fact.place/${factId}`;

/** Where homes lie is location data, so it is sealed as `lat lon`; an older release kept the two numbers open. */
export const HOME_PLACES: SealedColumn = {
  table: 'home_visit_fact',
  key: 'id',
  owner: 'id',
  kind: 'text',
  read: `coalesce(place, lat || ' ' || lon)`,
  set: 'place = v.sealed, lat = null, lon = null',
  place: placeOf,
};

function openPlace(factId: Id, place: string | null): VisitFacts['position'] {
  if (place === null) return null;
  const [lat, lon] = unseal(place, placeOf(factId)).split(' ').map(Number) as [number, number];
  return { lat, lon };
}

/** What is known about visiting these people: the newest word on each. */
export async function readVisitFacts(read: Read, citizenIds: readonly Id[]): Promise<Map<Id, VisitFacts>> {
  const { rows } = await sql<{
    citizen_id: Id;
    from_minute: number | null;
    to_minute: number | null;
    id: Id;
    place: string | null;
  }>`
    select distinct on (citizen_id) citizen_id, from_minute, to_minute, id, coalesce(place, lat || ' ' || lon) as place
    from home_visit_fact
    where citizen_id = any (${[...citizenIds]}::uuid[]) order by citizen_id, written_at desc, id desc`.execute(
    read,
  );
  return new Map(
    rows.map(({ citizen_id, from_minute, to_minute, id, place }) => [
      citizen_id,
      {
        window:
          from_minute === null || to_minute === null
            ? null
            : { fromMinute: from_minute, toMinute: to_minute },
        position: openPlace(id, place),
      },
    ]),
  );
}

/**
 * Writes down when a person is at home and where the home lies. Refuses `window_unfit`, and `not_visited_here` for who is not
 * of this office's communes, and `conflict` for an id that bears other facts.
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
  const content = {
    id,
    citizen_id: citizenId,
    office_id: officeId,
    from_minute: window?.fromMinute ?? null,
    to_minute: window?.toMinute ?? null,
  };
  const place = position && seal(`${position.lat} ${position.lon}`, placeOf(id));
  const stamp = { place, written_by: by, written_at: now };
  if (await insertOnce(tx, 'home_visit_fact', content, stamp)) return;
  const before = await tx
    .selectFrom('home_visit_fact')
    .select('place')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const known = openPlace(id, before.place);
  if (known?.lat !== position?.lat || known?.lon !== position?.lon) throw new Refusal('conflict', { id });
}
