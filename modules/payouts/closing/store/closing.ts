import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { keepersOf } from '../../cash/store/keepers.ts';
import { within } from '#kernel/access/office-tree.ts';

/** Days of an office up to today that have entries behind its last close, the earliest first; today is one until it is closed. */
export async function listOpenDays(read: Read, officeId: Id, today: Day): Promise<Day[]> {
  const { rows } = await sql<{ day: Day }>`
    with last as (select coalesce(max(business_day), '-infinity') as day from office_close where office_id = ${officeId})
    select distinct h.business_day as day from handover h, last
    where h.office_id = ${officeId} and h.business_day > last.day and h.business_day <= ${today}
    union select ${today}::date from last where last.day < ${today} order by 1 limit 62`.execute(read);
  return rows.map((row) => row.day);
}

export async function findOfficeClose(
  read: Read,
  officeId: Id,
  day: Day,
): Promise<{ by: string; at: Date } | null> {
  const { rows } = await sql<{ by: string; at: Date }>`
    select s.name as by, c.closed_at as at from office_close c join staff s on s.id = c.closed_by
    where c.office_id = ${officeId} and c.business_day >= ${day} order by c.business_day limit 1`.execute(
    read,
  );
  return rows[0] ?? null;
}

export interface HandDay {
  readonly id: Id;
  readonly kind: string;
  readonly name: string;
  readonly staffId: Id | null;
  readonly holder: string | null;
  readonly moved: boolean;
  readonly holdsThings: boolean;
  readonly closedDay: Day | null;
  readonly handoverId: Id | null;
  readonly by: string | null;
  readonly at: Date | null;
  readonly bookVnd: bigint | null;
  readonly countedVnd: bigint | null;
  readonly caseIds: readonly Id[];
}

/**
 * The cash hands of an office on a day: whether each is to be counted before the office closes, and its close when it has one.
 * What a hand holds is looked for in the order of the index: most hands hold nothing, and EXISTS would read all things to find that.
 */
export async function listHandDays(read: Read, officeId: Id, day: Day): Promise<HandDay[]> {
  const { rows } = await sql<HandDay>`
    select h.id, h.kind, h.name, h.staff_id as "staffId", ${keepersOf('h')} as holder, b.closed_day as "closedDay",
      (b.closed_day is null or b.closed_day < ${day}) and (b.balance_vnd > 0
        or exists (select 1 from money_move m where m.from_hand = h.id and m.business_day = ${day})
        or exists (select 1 from money_move m where m.to_hand = h.id and m.business_day = ${day})) as moved,
      h.kind = 'bag' or (select true from thing t where t.holder = h.id order by t.kind limit 1) is true as "holdsThings",
      c.handover_id as "handoverId", v.actor_name as by, v.recorded_at as at, c.book_vnd as "bookVnd", c.counted_vnd as "countedVnd",
      array(select k.id::text from custody_case k where k.handover_id = c.handover_id order by k.id) as "caseIds"
    from hand h join hand_balance b on b.hand_id = h.id
    left join hand_close c on c.hand_id = h.id and c.business_day = ${day} left join handover v on v.id = c.handover_id
    where h.office_id = ${officeId} and h.kind in ('vault', 'drawer', 'bag') and h.closed_at is null
    order by h.kind <> 'vault', h.name`.execute(read);
  return rows;
}

export async function listOpenBelow(read: Read, officeId: Id, day: Day): Promise<{ id: Id; name: string }[]> {
  const { rows } = await sql<{ id: Id; name: string }>`
    select o.id, o.name from office o where o.parent_id = ${officeId} and o.closed_on is null
      and not exists (select 1 from office_close c where c.office_id = o.id and c.business_day >= ${day})
      and exists (select 1 from handover h where h.office_id = o.id and h.business_day = ${day}) order by o.path`.execute(
    read,
  );
  return rows;
}

export async function readDayFigures(read: Read, officeId: Id, day: Day) {
  const { rows } = await sql<{ handovers: number; payments: number; paidVnd: bigint; proposals: number }>`
    select (select count(*)::int from handover where office_id = ${officeId} and business_day = ${day}) as handovers,
      (select count(*)::int from payment where office_id = ${officeId} and business_day = ${day}) as payments,
      (select coalesce(sum(amount_vnd), 0)::bigint from payment where office_id = ${officeId} and business_day = ${day}) as "paidVnd",
      (select count(*)::int from proposal p where p.office_id = ${officeId}
        and not exists (select 1 from proposal_ruling r where r.proposal_id = p.id)) as proposals`.execute(
    read,
  );
  const { proposals = 0, handovers = 0, payments = 0, paidVnd = 0n } = rows[0] ?? {};
  return { proposals, figures: { handovers, payments, paidVnd } };
}

export interface LateClose {
  readonly officeId: Id;
  readonly office: string;
  readonly since: Day;
  readonly lastClosed: Day | null;
  readonly hands: number;
  readonly heldVnd: bigint;
}

/** Offices of a subtree with entries of a day before today that is not closed; one index probe an office. */
export async function listLateCloses(read: Read, path: string, today: Day): Promise<LateClose[]> {
  const { rows } = await sql<LateClose>`
    select o.id as "officeId", o.name as office, late.day as since, last.day as "lastClosed", held.hands, held.vnd as "heldVnd"
    from office o
    cross join lateral (select max(c.business_day) as day from office_close c where c.office_id = o.id) last
    join lateral (
      select h.business_day as day from handover h where h.office_id = o.id
        and h.business_day > coalesce(last.day, '-infinity') and h.business_day < ${today} order by h.business_day limit 1
    ) late on true
    cross join lateral (
      select count(*)::int as hands, coalesce(sum(b.balance_vnd), 0)::bigint as vnd from hand h join hand_balance b on b.hand_id = h.id
      where h.office_id = o.id and h.kind in ('vault', 'drawer', 'bag') and h.closed_at is null and b.balance_vnd > 0
        and (b.closed_day is null or b.closed_day < ${today}::date - 1)
    ) held
    where ${within('o.path', path)} and o.closed_on is null order by late.day, o.path`.execute(read);
  return rows;
}
