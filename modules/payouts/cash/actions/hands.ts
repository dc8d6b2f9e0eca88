import { type Actor, mayActAt } from '#kernel/access/actor.ts';
import type { Read } from '#kernel/db/types.ts';
import { asNamed, type HandKind, type HandRow, showHand } from '#kernel/handover/hands.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { OfficeAt } from '../../request.ts';
import { CUSTODIANS, VAULT_KEEPERS } from '../../roles.ts';

/** What people hold. An account (bank, agency, payees, suspense, income, transit) is nobody's to give from or count. */
const HELD: readonly HandKind[] = ['vault', 'drawer', 'bag', 'desk'];
/**
 * A hand of the office that somebody acts for: what the office's people hold together, and of the personal hands only
 * their own. Refuses `not_allowed`.
 */
export async function showHandAt(
  read: Read,
  handId: Id,
  office: OfficeAt | null,
  actor: Actor,
): Promise<HandRow> {
  const hand = await showHand(read, handId);
  const mine = hand.staffId === null || hand.staffId === actor.staffId;
  if (hand.officeId !== office?.id || !mine || !HELD.includes(hand.kind))
    throw new Refusal('not_allowed', { hand: asNamed(hand) });
  return hand;
}

/** The same for whoever gives from the hand, takes into it or counts it: a vault only by its keeper. */
export async function showHandOf(
  read: Read,
  handId: Id,
  office: OfficeAt | null,
  actor: Actor,
): Promise<HandRow> {
  const hand = await showHandAt(read, handId, office, actor);
  if (hand.kind === 'vault' && !mayActAt(actor, VAULT_KEEPERS, office?.path ?? ''))
    throw new Refusal('not_allowed', { hand: asNamed(hand) });
  return hand;
}

/** Whether a person gives from a hand, takes into it and counts it: their own, or their office's by its keeper's role. */
export function mayHandle(
  actor: Actor,
  hand: { readonly kind: string; readonly staffId: Id | null },
  officePath: string,
): boolean {
  if (!(HELD as readonly string[]).includes(hand.kind)) return false;
  if (hand.staffId !== null) return hand.staffId === actor.staffId;
  return mayActAt(actor, hand.kind === 'vault' ? VAULT_KEEPERS : CUSTODIANS, officePath);
}
