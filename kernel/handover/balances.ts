import { sql } from 'kysely';
import type { Read, Tx } from '../db/types.ts';
import { addDays, type Day, dayAt } from '../words/day.ts';
import type { Id } from '../words/id.ts';
import type { Vnd } from '../words/money.ts';

/** A past moment: an instant as recorded, or the end of a business day as the books have it. */
export type Moment = { readonly at: Date } | { readonly on: Day };

/**
 * What hands held at a past moment, from moves alone over the last snapshot before it. An entry's business day is the day
 * on which it was recorded, or the next one when that day was closed already, so that two days of moves are looked at by
 * their clock and all others by their day.
 */
export async function balancesAt(
  read: Read | Tx,
  hands: readonly Id[],
  moment: Moment,
): Promise<Map<Id, Vnd>> {
  // Whole days count up to and without `day`; of it and the next one, what was recorded by then.
  const day = 'on' in moment ? addDays(moment.on, 1) : dayAt(moment.at);
  const at = 'on' in moment ? null : moment.at;
  const { rows } = await sql<{ hand: Id; balance: bigint }>`
    select h.id as hand, (coalesce(s.balance_vnd, 0) + coalesce(whole.vnd, 0) + coalesce(part.vnd, 0))::bigint as balance
    from unnest(${[...hands]}::uuid[]) as h(id)
    left join lateral (
      select k.day, k.balance_vnd from hand_snapshot k where k.hand_id = h.id and k.day < ${day} order by k.day desc limit 1
    ) s on true
    cross join lateral (
      select sum(m.vnd) as vnd from (
        select amount_vnd as vnd from money_move
        where to_hand = h.id and business_day > coalesce(s.day, '-infinity') and business_day < ${day}
        union all
        select -amount_vnd from money_move
        where from_hand = h.id and business_day > coalesce(s.day, '-infinity') and business_day < ${day}
      ) m
    ) whole
    cross join lateral (
      select sum(case when m.to_hand = h.id then m.amount_vnd else -m.amount_vnd end) as vnd
      from money_move m join handover v on v.id = m.handover_id
      where ${at}::timestamptz is not null and (m.from_hand = h.id or m.to_hand = h.id)
        and m.business_day between ${day} and ${addDays(day, 1)} and v.recorded_at <= ${at}
    ) part`.execute(read);
  return new Map(rows.map((row) => [row.hand, row.balance]));
}

/** Keeps what every hand held at the end of a passed day; asked again it adds nothing. Returns how many it kept. */
export async function snapshotHands(tx: Tx, now: Date, day: Day): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select snapshot_hands(${day}, ${now}) as n`.execute(tx);
  return Number(rows[0]?.n ?? 0);
}
