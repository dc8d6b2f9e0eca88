import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

export interface MayCollect {
  readonly authorityId: Id | null;
  readonly heirId: Id | null;
  /** The record that was kept, when the one it was written for was merged since. */
  readonly citizenId: Id;
  readonly collector: string;
  readonly relation: string | null;
  readonly programmes: string[] | null;
  readonly madeOn: Day | null;
  readonly expiresOn: Day | null;
  readonly revoked: boolean;
  readonly dead: boolean;
}

/** Authorities end after a year at most, so a person has few; of many, the longest-lived stand first. */
const FOUND_MAX = 50;

/** Authorities and inheritances registered in the name of this number. */
export async function findByCollector(read: Read, cccd: string): Promise<MayCollect[]> {
  const { rows } = await sql<MayCollect>`
    with held as (
      select a.id as authority_id, null::uuid as heir_id, a.citizen_id, a.proxy_name as collector, a.relation,
        a.programmes, a.made_on, a.expires_on, r.authority_id is not null as revoked
      from find_collecting(${cccd}) f join authority a on a.id = f.authority_id
        left join authority_revocation r on r.authority_id = a.id
      union all
      select null, h.id, h.citizen_id, h.full_name, h.relation, null, null, null, false
      from find_collecting(${cccd}) f join heir h on h.id = f.heir_id
    )
    select held.authority_id as "authorityId", held.heir_id as "heirId", coalesce(c.merged_into, c.id) as "citizenId", held.collector,
      held.relation, held.programmes, held.made_on as "madeOn", held.expires_on as "expiresOn", held.revoked,
      exists (select 1 from citizen_death d where d.citizen_id in (c.id, c.merged_into)) as dead
    from held join citizen c on c.id = held.citizen_id
    order by held.revoked, held.expires_on desc nulls first, c.tail_key, c.id limit ${FOUND_MAX}`.execute(
    read,
  );
  return rows;
}
