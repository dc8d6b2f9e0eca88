import { sql } from 'kysely';
import { PAGE, type PageAsked, pageOf, readCursor } from '#kernel/contract/pages.ts';
import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';

export interface CashOrder {
  readonly id: Id;
  readonly fromHand: Id;
  readonly toHand: Id;
  readonly amountVnd: bigint;
  readonly needsApproval: boolean;
  readonly madeBy: Id;
}

/** Refuses `not_found`. */
export async function showOrder(read: Read, id: Id): Promise<CashOrder> {
  const order = await read
    .selectFrom('cash_order')
    .select([
      'id',
      'from_hand as fromHand',
      'to_hand as toHand',
      'amount_vnd as amountVnd',
      'needs_approval as needsApproval',
      'made_by as madeBy',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!order) throw new Refusal('not_found', { order: id });
  return order;
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

/** Writes an order once: whether it was written now. Refuses `conflict` when the id stands for another order. */
export function insertOrder(
  tx: Tx,
  now: Date,
  order: CashOrder & { readonly month: Month; readonly count: Count },
): Promise<boolean> {
  const content = {
    id: order.id,
    month: firstDayOf(order.month),
    from_hand: order.fromHand,
    to_hand: order.toHand,
    amount_vnd: order.amountVnd,
    notes: JSON.stringify(order.count),
    made_by: order.madeBy,
  };
  return insertOnce(tx, 'cash_order', content, { needs_approval: order.needsApproval, made_at: now });
}

/** Writes a second person's yes; false when somebody had given it before. */
export async function recordApproval(tx: Tx, now: Date, order: CashOrder, by: Id): Promise<boolean> {
  const written = await tx
    .insertInto('cash_order_approval')
    .values({ order_id: order.id, made_by: order.madeBy, approved_by: by, approved_at: now })
    .onConflict((conflict) => conflict.column('order_id').doNothing())
    .returning('order_id')
    .executeTakeFirst();
  return written !== undefined;
}

export interface OrderApproval {
  readonly byId: Id;
  readonly by: string;
  readonly at: Date;
}

/** Who approved an order, and when; null while nobody has. */
export async function findApproval(read: Read, orderId: Id): Promise<OrderApproval | null> {
  const row = await read
    .selectFrom('cash_order_approval as a')
    .innerJoin('staff as s', 's.id', 'a.approved_by')
    .select(['a.approved_by as byId', 's.name as by', 'a.approved_at as at'])
    .where('a.order_id', '=', orderId)
    .executeTakeFirst();
  return row ?? null;
}

/** The offer that an order was sent as; null while it waits. */
export async function findSentAs(read: Read, orderId: Id): Promise<Id | null> {
  const row = await read
    .selectFrom('cash_order_offer')
    .select('handover_id')
    .where('order_id', '=', orderId)
    .executeTakeFirst();
  return row?.handover_id ?? null;
}

export async function recordSent(tx: Tx, orderId: Id, offerId: Id): Promise<void> {
  await tx.insertInto('cash_order_offer').values({ order_id: orderId, handover_id: offerId }).execute();
}

/** Orders of a month from and to an office, the newest first. */
export async function pageOfOrders(read: Read, officeId: Id, month: Month, asked: PageAsked) {
  const own = sql`select id from hand where office_id = ${officeId}`;
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
    where o.month = ${firstDayOf(month)} and (o.from_hand = any (array(${own})) or o.to_hand = any (array(${own})))
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
