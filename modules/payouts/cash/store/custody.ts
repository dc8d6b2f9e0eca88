import { sql } from 'kysely';
import { PAGE, type PageAsked, pageOf, readCursor } from '#kernel/contract/pages.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { firstDayOf, type Day, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count, Vnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';

/** The hands of an office that its people act with, and one's own drawer or bag first; the drawers of others are left out. */
export async function listMyHands(read: Read, officeId: Id, staffId: Id) {
  const { rows } = await sql<{
    id: Id;
    kind: string;
    name: string;
    mine: boolean;
    balance: bigint | null;
    limit_vnd: bigint | null;
    closed_day: Day | null;
    things: bigint;
  }>`
    select h.id, h.kind, h.name, h.staff_id is not null as mine, b.balance_vnd as balance, b.limit_vnd, b.closed_day,
      (select count(*) from thing t where t.holder = h.id) as things
    from hand h left join hand_balance b on b.hand_id = h.id
    where h.office_id = ${officeId} and h.closed_at is null and (h.staff_id = ${staffId} or (h.staff_id is null and h.kind in ('vault', 'desk')))
    order by h.staff_id is null, h.kind`.execute(read);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    mine: row.mine,
    balanceVnd: row.balance ?? 0n,
    things: Number(row.things),
    limitVnd: row.limit_vnd,
    closedDay: row.closed_day,
  }));
}

/** The hand of this office that an order's cash leaves. Refuses `not_found` for an order of another office. */
export async function showOrderFrom(read: Read, orderId: Id, officeId: Id): Promise<Id> {
  const row = await read
    .selectFrom('cash_order as o')
    .innerJoin('hand as h', 'h.id', 'o.from_hand')
    .select(['h.id', 'h.office_id'])
    .where('o.id', '=', orderId)
    .executeTakeFirst();
  if (row?.office_id !== officeId) throw new Refusal('not_found', { order: orderId });
  return row.id;
}

export interface PaymentAt {
  readonly payerId: Id | null;
  readonly payer: string;
  readonly amountVnd: Vnd;
  readonly reversed: boolean;
}

/** A payment at this office's counters: who paid how much. Refuses `not_found` for any other handover. */
export async function showPaymentAt(read: Read | Tx, handoverId: Id, officeId: Id): Promise<PaymentAt> {
  const { rows } = await sql<PaymentAt>`
    select h.actor_id as "payerId", h.actor_name as payer,
      (select coalesce(sum(amount_vnd), 0)::bigint from money_move m where m.handover_id = h.id) as "amountVnd",
      exists (select 1 from handover r where r.reverses = h.id) as reversed
    from handover h where h.id = ${handoverId} and h.kind = 'pay' and h.office_id = ${officeId}`.execute(
    read,
  );
  if (!rows[0]) throw new Refusal('not_found', { payment: handoverId });
  return rows[0];
}

/** Orders of a month from and to an office, the newest first. */
export async function pageOfOrders(read: Read, officeId: Id, month: Month, asked: PageAsked) {
  const limit = asked.limit ?? PAGE;
  const after = readCursor(asked.after, 'instant', 'id');
  const { rows } = await sql<{
    id: Id;
    from_hand: Id;
    from: NamedHand;
    to_hand: Id;
    to: NamedHand;
    amount_vnd: bigint;
    notes: Count;
    needs_approval: boolean;
    approved_by: string | null;
    approved_at: Date | null;
    sent_as: Id | null;
    made_at: Date;
    place: string[];
  }>`
    select array[o.made_at::text, o.id::text] as place, o.id, o.from_hand, ${namedHand('f')} as "from", o.to_hand, ${namedHand('t')} as "to", o.amount_vnd, o.notes, o.needs_approval,
      p.name as approved_by, a.approved_at, s.handover_id as sent_as, o.made_at
    from cash_order o join hand f on f.id = o.from_hand join hand t on t.id = o.to_hand
    left join cash_order_approval a on a.order_id = o.id left join staff p on p.id = a.approved_by
    left join cash_order_offer s on s.order_id = o.id
    where o.month = ${firstDayOf(month)} and ${officeId} in (f.office_id, t.office_id)
      and ${after === null ? sql`true` : sql`(o.made_at, o.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by o.made_at desc, o.id desc limit ${limit + 1}`.execute(read);
  return pageOf(
    rows,
    limit,
    ({ place }) => place,
    (row) => ({
      id: row.id,
      fromHand: row.from_hand,
      from: row.from,
      toHand: row.to_hand,
      to: row.to,
      amountVnd: row.amount_vnd,
      count: row.notes,
      needsApproval: row.needs_approval,
      approved: row.approved_at !== null,
      approvedBy: row.approved_by,
      approvedAt: row.approved_at,
      sentAs: row.sent_as,
      madeAt: row.made_at,
    }),
  );
}

/**
 * Offers that wait for a hand of this office, or that a hand of it has made, the oldest first: one more than the limit, or all
 * without one.
 */
export async function listOpenOffers(
  read: Read,
  officeId: Id,
  { after = null, limit }: { readonly after?: readonly string[] | null; readonly limit?: number } = {},
) {
  const { rows } = await sql<{
    id: Id;
    from: NamedHand;
    toward: NamedHand;
    toward_hand: Id;
    incoming: boolean;
    actor_name: string;
    offered_at: Date;
    amount: bigint;
    things: bigint;
    count: Count | null;
    place: string[];
  }>`
    select array[o.offered_at::text, o.handover_id::text] as place, o.handover_id as id, ${namedHand('f')} as "from", ${namedHand('t')} as toward, t.id as toward_hand, t.office_id = ${officeId} as incoming, h.actor_name, o.offered_at,
      (select coalesce(sum(amount_vnd), 0)::bigint from money_move m where m.handover_id = o.handover_id) as amount,
      (select count(*) from thing_move m where m.handover_id = o.handover_id) as things,
      (select jsonb_object_agg(denomination::text, pieces) from cash_count c where c.handover_id = o.handover_id and c.side = 'offered') as count
    from open_offer o join handover h on h.id = o.handover_id join hand f on f.id = o.from_hand join hand t on t.id = o.toward_hand
    where ${officeId} in (f.office_id, t.office_id)
      and ${after === null ? sql`true` : sql`(o.offered_at, o.handover_id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by o.offered_at, o.handover_id limit ${limit === undefined ? null : limit + 1}`.execute(read);
  return rows.map((row) => ({
    place: row.place,
    id: row.id,
    from: row.from,
    toward: row.toward,
    towardHand: row.toward_hand,
    incoming: row.incoming,
    by: row.actor_name,
    offeredAt: row.offered_at,
    amountVnd: row.amount,
    things: Number(row.things),
    count: row.count ?? {},
  }));
}

/** From whom and toward whom an offer was made, answered or not; null when the handover was no offer. */
export async function findOfferHands(read: Read, offerId: Id): Promise<{ from: Id; toward: Id } | null> {
  const { rows } = await sql<{ from_hand: Id; toward_hand: Id }>`
    select coalesce((select from_hand from money_move where handover_id = h.id limit 1),
      (select from_hand from thing_move where handover_id = h.id limit 1)) as from_hand, h.toward_hand
    from handover h where h.id = ${offerId} and h.toward_hand is not null`.execute(read);
  return rows[0] ? { from: rows[0].from_hand, toward: rows[0].toward_hand } : null;
}
