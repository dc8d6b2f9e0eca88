import assert from 'node:assert/strict';
import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { showHand } from '#kernel/handover/hands.ts';
import type { Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { whyNotOffer } from '../rules/custody.ts';
import {
  findApproval,
  findSentAs,
  insertOrder,
  recordApproval,
  recordSent,
  showOrder,
} from '../store/orders.ts';
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
  if (await insertOrder(tx, now, { ...command, amountVnd, needsApproval, madeBy: command.doer.id }))
    await publish(tx, 'custody', { offices: [from.officeId, toward.officeId] });
  return { needsApproval };
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
  if (order.madeBy === command.doer.id) throw new Refusal('own_order', { order: order.id });
  if (await recordApproval(tx, now, order, command.doer.id)) {
    const [from, toward] = [await showHand(tx, order.fromHand), await showHand(tx, order.toHand)];
    await publish(tx, 'custody', { offices: [from.officeId, toward.officeId] });
    return { already: false, approvedBy: command.doer.name, approvedAt: now };
  }
  const first = await findApproval(tx, order.id);
  assert(first);
  return { already: true, approvedBy: first.by, approvedAt: first.at };
}

/** The giver sends what an order asks for; the notes wait in transit until the taker has counted them. */
export async function sendOrder(
  tx: Tx,
  now: Date,
  command: { id: Id; orderId: Id; doer: Person; count: Count },
): Promise<void> {
  const order = await showOrder(tx, command.orderId);
  const approval = await findApproval(tx, order.id);
  if (order.needsApproval && !approval) throw new Refusal('approval_missing', { order: order.id });
  const sentAs = await findSentAs(tx, order.id);
  if (sentAs !== null && sentAs !== command.id) throw new Refusal('order_sent', { order: order.id });
  if (countedVnd(command.count) !== order.amountVnd) {
    throw new Refusal('count_differs', {
      countedVnd: countedVnd(command.count).toString(),
      dueVnd: order.amountVnd.toString(),
    });
  }
  const from = await showHand(tx, order.fromHand);
  const witnessId = approval && approval.byId !== command.doer.id ? approval.byId : order.madeBy;
  await offer(tx, now, {
    id: command.id,
    doer: command.doer,
    from,
    towardHand: order.toHand,
    count: command.count,
    witnessId: witnessId === command.doer.id ? null : witnessId,
  });
  if (sentAs === null) await recordSent(tx, order.id, command.id);
}
