import { sql } from 'kysely';
import type { Read } from '../db/types.ts';
import type { Id } from '../words/id.ts';

/** A place where the ledger contradicts itself: which rule, and the row that breaks it. */
export interface Breach {
  readonly rule: 'balance' | 'below_zero' | 'holder' | 'envelope' | 'transit';
  readonly id: Id;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A ledger that is broken throughout is not told row by row. */
const TOLD_MAX = 1000;

/**
 * What must hold of the custody ledger whatever happened to the machine, looked for in all its rows; none is the only good
 * answer. Money: a stored balance is the sum of its moves and a physical hand is never below zero. Things: leaving and
 * arriving add up to one holder, who is the stored one. Every move has its envelope. Transit holds exactly what open
 * offers put there.
 */
export async function findBreaches(read: Read): Promise<Breach[]> {
  const { rows } = await sql<Breach>`
    with flow as (
      select hand, sum(vnd)::bigint as vnd from (
        select to_hand as hand, amount_vnd as vnd from money_move union all select from_hand, -amount_vnd from money_move
      ) m group by 1
    ), trail as (
      select thing_id, hand, sum(n)::int as n from (
        select thing_id, to_hand as hand, 1 as n from thing_move union all select thing_id, from_hand, -1 from thing_move
      ) m group by 1, 2 having sum(n) <> 0
    ), ends as (
      select thing_id, count(*) filter (where n = 1) as arrived, count(*) filter (where n = -1) as left,
        count(*) as hands, (array_agg(hand) filter (where n = 1))[1] as holder
      from trail group by 1
    ), resting as (
      select m.to_hand as hand, sum(m.amount_vnd)::bigint as vnd
      from open_offer o join money_move m on m.handover_id = o.handover_id and m.to_hand = o.transit_hand group by 1
    )
    select 'balance' as rule, b.hand_id as id,
        jsonb_build_object('stored', b.balance_vnd::text, 'summed', coalesce(f.vnd, 0)::text) as facts
      from hand_balance b left join flow f on f.hand = b.hand_id where b.balance_vnd <> coalesce(f.vnd, 0)
    union all
    select 'below_zero', h.id, jsonb_build_object('summed', f.vnd::text)
      from flow f join hand h on h.id = f.hand where h.kind in ('vault', 'drawer', 'bag', 'transit') and f.vnd < 0
    union all
    select 'holder', t.id, jsonb_build_object('stored', t.holder, 'followed', e.holder)
      from thing t left join ends e on e.thing_id = t.id
      where case when e.thing_id is null
        -- A thing that went back to where it was issued has left and arrived everywhere equally often.
        then not exists (select from thing_move m where m.thing_id = t.id and m.to_hand = t.holder)
        else e.arrived <> 1 or e.left <> 1 or e.hands <> 2 or e.holder <> t.holder end
    union all
    select 'envelope', m.handover_id, '{}'::jsonb
      from (select handover_id from money_move union select handover_id from thing_move) m
      where not exists (select from handover h where h.id = m.handover_id)
    union all
    select 'transit', h.id, jsonb_build_object('summed', coalesce(f.vnd, 0)::text, 'offered', coalesce(r.vnd, 0)::text)
      from hand h left join flow f on f.hand = h.id left join resting r on r.hand = h.id
      where h.kind = 'transit' and coalesce(f.vnd, 0) <> coalesce(r.vnd, 0)
    limit ${TOLD_MAX}`.execute(read);
  return rows;
}
