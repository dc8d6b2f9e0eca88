import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { showHand } from '#kernel/handover/hands.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { whyNotOffer } from '../rules/custody.ts';
import type { Person } from '../../posting.ts';
import { twoPeopleAbove } from './two-people.ts';
import { offer } from './offers.ts';

export interface OrderCommand {
  readonly id: Id;
  readonly doer: Person;
  readonly month: Month;
  readonly fromHand: Id;
  readonly toHand: Id;
  /** The notes asked for. */
  readonly count: Count;
}

/**
 * A cash order: who shall send whom how many of which notes. Above the limit it waits for a second person. Refuses
 * `hand_unfit`, `count_missing`, and `conflict` when the id stands for another order.
 */
export async function makeOrder(
  tx: Tx,
  now: Date,
  command: OrderCommand,
): Promise<{ needsApproval: boolean }> {
  const from = await showHand(tx, command.fromHand);
  const toward = await showHand(tx, command.toHand);
  const unfit = whyNotOffer(from, toward, { cash: true, things: false });
  if (unfit) throw unfit;
  const amountVnd = countedVnd(command.count);
  if (amountVnd === 0n) throw new Refusal('count_missing', { writtenVnd: '0' });
  const limit = await twoPeopleAbove(tx, now);
  const needsApproval = limit !== null && amountVnd > limit;
  const content = {
    id: command.id,
    month: firstDayOf(command.month),
    from_hand: command.fromHand,
    to_hand: command.toHand,
    amount_vnd: amountVnd,
    notes: JSON.stringify(command.count),
    made_by: command.doer.id,
  };
  if (await insertOnce(tx, 'cash_order', content, { needs_approval: needsApproval, made_at: now }))
    await publish(tx, 'custody', { offices: [from.officeId, toward.officeId] });
  return { needsApproval };
}

async function showOrder(tx: Tx, id: Id) {
  const order = await tx.selectFrom('cash_order').selectAll().where('id', '=', id).executeTakeFirst();
  if (!order) throw new Refusal('not_found', { order: id });
  return order;
}

export interface Approved {
  /** It had been approved before, by the person and at the moment named. */
  readonly already: boolean;
  readonly approvedBy: string;
  readonly approvedAt: Date;
}

/**
 * The second person's yes, given once: whoever comes after the first is told who that was. Refuses `own_order`: nobody
 * approves what they made, and the database says so again.
 */
export async function approveOrder(
  tx: Tx,
  now: Date,
  command: { orderId: Id; doer: Person },
): Promise<Approved> {
  const order = await showOrder(tx, command.orderId);
  if (order.made_by === command.doer.id) throw new Refusal('own_order', { order: order.id });
  const written = await tx
    .insertInto('cash_order_approval')
    .values({ order_id: order.id, made_by: order.made_by, approved_by: command.doer.id, approved_at: now })
    .onConflict((conflict) => conflict.column('order_id').doNothing())
    .returning('order_id')
    .executeTakeFirst();
  if (written) {
    const [from, toward] = [await showHand(tx, order.from_hand), await showHand(tx, order.to_hand)];
    await publish(tx, 'custody', { offices: [from.officeId, toward.officeId] });
    return { already: false, approvedBy: command.doer.name, approvedAt: now };
  }
  const first = await tx
    .selectFrom('cash_order_approval as a')
    .innerJoin('staff as s', 's.id', 'a.approved_by')
    .select(['s.name', 'a.approved_at'])
    .where('a.order_id', '=', order.id)
    .executeTakeFirstOrThrow();
  return { already: true, approvedBy: first.name, approvedAt: first.approved_at };
}

/** The giver sends what an order asks for; the notes wait in transit until the taker has counted them. */
export async function sendOrder(
  tx: Tx,
  now: Date,
  command: { id: Id; orderId: Id; doer: Person; count: Count },
): Promise<void> {
  const order = await showOrder(tx, command.orderId);
  const yes = await tx
    .selectFrom('cash_order_approval')
    .select('approved_by')
    .where('order_id', '=', order.id)
    .executeTakeFirst();
  if (order.needs_approval && !yes) throw new Refusal('approval_missing', { order: order.id });
  const sent = await tx
    .selectFrom('cash_order_offer')
    .select('handover_id')
    .where('order_id', '=', order.id)
    .executeTakeFirst();
  if (sent && sent.handover_id !== command.id) throw new Refusal('order_sent', { order: order.id });
  if (countedVnd(command.count) !== order.amount_vnd) {
    throw new Refusal('count_differs', {
      countedVnd: countedVnd(command.count).toString(),
      dueVnd: order.amount_vnd.toString(),
    });
  }
  const from = await showHand(tx, order.from_hand);
  const witnessId = yes && yes.approved_by !== command.doer.id ? yes.approved_by : order.made_by;
  await offer(tx, now, {
    id: command.id,
    doer: command.doer,
    from,
    towardHand: order.to_hand,
    count: command.count,
    witnessId: witnessId === command.doer.id ? null : witnessId,
  });
  if (!sent)
    await tx.insertInto('cash_order_offer').values({ order_id: order.id, handover_id: command.id }).execute();
}
