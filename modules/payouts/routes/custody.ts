import type { Actor } from '#kernel/access/actor.ts';
import type { Read } from '#kernel/db/types.ts';
import { type HandRow, showHand } from '#kernel/handover/hands.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Person } from '../actions/money.ts';

/** The signed-in person as the ledger writes them. */
export function personOf(actor: Actor): Person {
  return { kind: 'person', id: actor.staffId, name: actor.name };
}

/**
 * A hand that this person may give from or take into, at the office they act for: the office's own hands, and of the
 * personal ones only their own. Refuses `not_allowed`.
 */
export async function showHandOf(read: Read, handId: Id, officeId: Id, actor: Actor): Promise<HandRow> {
  const hand = await showHand(read, handId);
  const mine = hand.staffId === null || hand.staffId === actor.staffId;
  if (hand.officeId !== officeId || !mine) throw new Refusal('not_allowed', { hand: hand.name });
  return hand;
}
