import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import type { NotedMove } from '../rules/notes.ts';

export interface NotedSince {
  /** The notes of the last close; none when the hand was never closed. */
  readonly counted: Count;
  readonly countedOn: Day | null;
  readonly moves: readonly NotedMove[];
}

/**
 * The notes a hand was counted with at its last close, and every handover since that moved cash through it. A closed day takes no
 * more entries, so what lies after it is found by the indexes of moves by hand and day.
 */
export async function readNotedSince(read: Read, handId: Id): Promise<NotedSince> {
  const { rows } = await sql<{
    counted: Record<string, number> | null;
    countedOn: Day | null;
    vnd: bigint | null;
    count: Record<string, number> | null;
  }>`
    with last as (
      select handover_id, business_day from hand_close where hand_id = ${handId} order by business_day desc limit 1
    ), since as (
      select coalesce((select business_day from last), '-infinity'::date) as day
    ), moved as (
      select handover_id, sum(vnd)::bigint as vnd from (
        select m.handover_id, m.amount_vnd as vnd from money_move m where m.to_hand = ${handId} and m.business_day > (select day from since)
        union all
        select m.handover_id, -m.amount_vnd from money_move m where m.from_hand = ${handId} and m.business_day > (select day from since)
      ) x group by handover_id
    ), noted as (
      select h.id, h.vnd, (
        select s.count from (
          select jsonb_object_agg(c.denomination::text, c.pieces) as count, sum(c.denomination::bigint * c.pieces) as vnd
          from cash_count c where c.handover_id = h.id or c.handover_id = (select a.answers from handover a where a.id = h.id)
          group by c.handover_id, c.side
        ) s where s.vnd = abs(h.vnd) limit 1) as count
      from (select handover_id as id, vnd from moved where vnd <> 0) h
    )
    select (select jsonb_object_agg(c.denomination::text, c.pieces) from cash_count c
        where c.handover_id = (select handover_id from last) and c.side = 'counted') as counted,
      (select business_day from last) as "countedOn", n.vnd, n.count
    from (select 1) one left join noted n on true`.execute(read);
  return {
    counted: rows[0]?.counted ?? {},
    countedOn: rows[0]?.countedOn ?? null,
    moves: rows.flatMap(({ vnd, count }) => (vnd === null ? [] : [{ vnd, count }])),
  };
}
