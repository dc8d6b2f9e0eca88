import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { within } from '#kernel/access/office-tree.ts';

export interface CaseRow {
  readonly id: Id;
  readonly kind: string;
  readonly amountVnd: bigint;
  readonly openedAt: Date;
  readonly handId: Id;
  readonly holderId: Id | null;
  readonly holder: string | null;
  readonly officeId: Id;
  readonly officePath: string;
  readonly foundById: Id | null;
  readonly foundBy: string;
  /** What whoever counted wrote of the difference at the close. */
  readonly said: string | null;
  readonly handoverId: Id;
  /** The offer that the finding handover answered; null at a close. */
  readonly offerId: Id | null;
  readonly things: readonly Id[];
}

export async function findCase(read: Read, id: Id): Promise<CaseRow | null> {
  const { rows } = await sql<CaseRow>`
    select c.id, c.kind, c.amount_vnd as "amountVnd", c.opened_at as "openedAt", c.hand_id as "handId", h.staff_id as "holderId",
      s.name as holder, o.id as "officeId", o.path as "officePath", f.actor_id as "foundById", f.actor_name as "foundBy",
      case when f.kind = 'day-close' then f.reason end as said, f.id as "handoverId",
      f.answers as "offerId", coalesce(c.facts -> 'things', '[]') as things
    from custody_case c join hand h on h.id = c.hand_id left join staff s on s.id = h.staff_id
    join office o on o.id = c.office_id join handover f on f.id = c.handover_id where c.id = ${id}`.execute(
    read,
  );
  return rows[0] ?? null;
}

/** Refuses `not_found`. */
export async function showCase(read: Read, id: Id): Promise<CaseRow> {
  const found = await findCase(read, id);
  if (!found) throw new Refusal('not_found', { case: id });
  return found;
}

export interface Side {
  readonly side: 'offered' | 'accepted' | 'book' | 'counted';
  readonly handoverId: Id;
  readonly by: string;
  readonly at: Date;
  readonly hand: NamedHand | null;
  readonly amountVnd: bigint;
  readonly things: number;
  readonly count: Count;
}

/** What both sides of a difference say: giver and taker of an offer, or the book and the count of a close. */
export async function listSides(read: Read, found: CaseRow): Promise<Side[]> {
  const notes = (side: string) =>
    sql`coalesce((select jsonb_object_agg(denomination::text, pieces) from cash_count n where n.handover_id = h.id and n.side = ${side}), '{}')`;
  if (found.offerId !== null) {
    const { rows } = await sql<Side>`
      select 'offered' as side, h.id as "handoverId", h.actor_name as by, h.recorded_at as at, ${namedHand('g')} as hand,
        (select coalesce(sum(amount_vnd), 0)::bigint from money_move where handover_id = h.id) as "amountVnd",
        (select count(*)::int from thing_move where handover_id = h.id) as things, ${notes('offered')} as count
      from handover h left join lateral (
        select from_hand from money_move where handover_id = h.id union all select from_hand from thing_move where handover_id = h.id limit 1
      ) m on true left join hand g on g.id = m.from_hand where h.id = ${found.offerId}
      union all
      select 'accepted', h.id, h.actor_name, h.recorded_at, ${namedHand('t')},
        coalesce((select sum(denomination::bigint * pieces) from cash_count n where n.handover_id = h.id and n.side = 'accepted'), 0)::bigint,
        (select count(*)::int from thing_move m where m.handover_id = h.id and m.to_hand = o.toward_hand), ${notes('accepted')}
      from handover h join handover o on o.id = h.answers join hand t on t.id = o.toward_hand where h.id = ${found.handoverId}`.execute(
      read,
    );
    return rows;
  }
  const { rows } = await sql<Side>`
    select side, h.id as "handoverId", h.actor_name as by, h.recorded_at as at, ${namedHand('g')} as hand,
      case side when 'book' then c.book_vnd else c.counted_vnd end as "amountVnd",
      case side when 'book' then c.things_book else c.things_counted end as things,
      case side when 'book' then '{}'::jsonb else ${notes('counted')} end as count
    from handover h join hand_close c on c.handover_id = h.id join hand g on g.id = c.hand_id
    cross join (values ('book', 1), ('counted', 2)) as sides(side, n)
    where h.id = ${found.handoverId} order by n`.execute(read);
  return rows;
}

export interface SuspenseLine {
  readonly officeId: Id;
  readonly office: string;
  readonly handId: Id;
  readonly balanceVnd: bigint;
  readonly shortages: number;
  readonly shortageVnd: bigint;
  readonly surpluses: number;
  readonly surplusVnd: bigint;
  readonly unexplainedVnd: bigint;
}

/**
 * What each office of a subtree holds in suspense by the moves, beside the differences that stand open there. A shortage lies in
 * suspense until it is ruled on, a surplus has come out of it, and a conflict says on which side it lies.
 */
export async function listSuspense(read: Read, path: string): Promise<SuspenseLine[]> {
  const { rows } = await sql<SuspenseLine>`
    select o.id as "officeId", o.name as office, h.id as "handId", b.vnd as "balanceVnd", c.shortages, c.shortage_vnd as "shortageVnd",
      c.surpluses, c.surplus_vnd as "surplusVnd", (b.vnd - c.shortage_vnd + c.surplus_vnd)::bigint as "unexplainedVnd"
    from office o join hand h on h.office_id = o.id and h.kind = 'suspense'
    cross join lateral (
      select (coalesce((select sum(amount_vnd) from money_move where to_hand = h.id), 0)
        - coalesce((select sum(amount_vnd) from money_move where from_hand = h.id), 0))::bigint as vnd
    ) b
    cross join lateral (
      select count(*) filter (where k.kind <> 'surplus' and k.amount_vnd > 0)::int as shortages,
        coalesce(sum(k.amount_vnd) filter (where k.kind <> 'surplus'), 0)::bigint as shortage_vnd,
        count(*) filter (where k.kind = 'surplus')::int as surpluses,
        coalesce(sum(k.amount_vnd) filter (where k.kind = 'surplus'), 0)::bigint as surplus_vnd
      from custody_case k where k.office_id = o.id
        and not exists (select 1 from custody_case_entry e where e.case_id = k.id and e.kind = 'ruled')
    ) c
    where ${within('o.path', path)} and (b.vnd <> 0 or c.shortages + c.surpluses > 0) order by o.path`.execute(
    read,
  );
  return rows;
}

/** Refuses `not_found` unless the case belongs to this office. */
export async function assertCaseOf(read: Read, caseId: Id, officeId: Id): Promise<void> {
  const row = await read
    .selectFrom('custody_case')
    .select('office_id')
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (row?.office_id !== officeId) throw new Refusal('not_found', { case: caseId });
}
