import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';

export interface BagNow {
  readonly staffId: Id;
  readonly handId: Id;
  readonly balanceVnd: bigint;
  readonly limitVnd: bigint | null;
  readonly vouchers: number;
  readonly vouchersVnd: bigint;
  readonly closedDay: Day | null;
}

/** The open bags of these people, with what is in them now. */
export async function readBags(read: Read, staffIds: readonly Id[]): Promise<BagNow[]> {
  const { rows } = await sql<BagNow>`
    select h.staff_id as "staffId", h.id as "handId", b.balance_vnd as "balanceVnd", b.limit_vnd as "limitVnd", b.closed_day as "closedDay",
      count(v.id)::int as vouchers, coalesce(sum(v.amount_vnd), 0)::bigint as "vouchersVnd"
    from hand h join hand_balance b on b.hand_id = h.id left join thing t on t.holder = h.id left join voucher v on v.id = t.id
    where h.staff_id = any (${[...staffIds]}::uuid[]) and h.kind = 'bag' and h.closed_at is null
    group by h.id, b.hand_id order by h.id`.execute(read);
  return rows;
}

/** `proposed`: a second person has to grant it first; `waiting`: the taker has not counted it yet. */
export type OfferState = 'proposed' | 'denied' | 'waiting' | 'accept' | 'refuse' | 'withdraw';

export interface OfferNow {
  readonly id: Id;
  readonly state: OfferState;
  readonly by: string | null;
  readonly at: Date | null;
  readonly count: Count;
}

/** How offers, or the proposals that become them, stand now: unanswered, or answered how, by whom and when. */
export async function readOfferStates(read: Read, ids: readonly Id[]): Promise<OfferNow[]> {
  const { rows } = await sql<OfferNow>`
    select i.id, case when a.id is not null then a.kind when o.id is not null then 'waiting' when r.granted = false then 'denied' else 'proposed' end as state,
      coalesce(a.actor_name, s.name) as by, coalesce(a.recorded_at, r.ruled_at) as at,
      coalesce((select jsonb_object_agg(c.denomination::text, c.pieces) from cash_count c where c.handover_id = i.id and c.side = 'offered'), '{}') as count
    from unnest(${[...ids]}::uuid[]) as i(id) left join handover o on o.id = i.id left join handover a on a.answers = i.id
    left join proposal_ruling r on r.proposal_id = i.id left join staff s on s.id = r.ruled_by`.execute(read);
  return rows;
}

/** Which of these vouchers have been paid, and not been taken back since. */
export async function readPaid(read: Read, voucherIds: readonly Id[]): Promise<Set<Id>> {
  const { rows } = await sql<{ id: Id }>`
    select id from voucher where id = any (${[...voucherIds]}::uuid[]) and status = 'paid'`.execute(read);
  return new Set(rows.map(({ id }) => id));
}
