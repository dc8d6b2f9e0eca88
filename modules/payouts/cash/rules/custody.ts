import { asNamed, type HandKind, type HandRow, type NamedHand } from '#kernel/handover/hands.ts';
import { Refusal } from '#kernel/words/refusal.ts';

/** What people count notes into and out of. */
const CASH_BOXES: readonly HandKind[] = ['vault', 'drawer', 'bag'];
/** Where vouchers lie that people hand to one another. */
const SHELVES: readonly HandKind[] = ['desk', 'bag'];

/**
 * Why one hand may not offer this to another (`hand_unfit`), or null when it may. Accounts (bank, agency, payees, suspense, income, transit) are moved by the
 * acts that have a reason to, never by an offer: most of them have no floor, so an offer out of one would make cash.
 */
export function whyNotOffer(
  from: Pick<HandRow, 'id' | keyof NamedHand>,
  toward: Pick<HandRow, 'id' | keyof NamedHand>,
  what: { readonly cash: boolean; readonly things: boolean },
): Refusal | null {
  const both = (kinds: readonly HandKind[]) => kinds.includes(from.kind) && kinds.includes(toward.kind);
  const fit = from.id !== toward.id && (!what.cash || both(CASH_BOXES)) && (!what.things || both(SHELVES));
  return fit ? null : new Refusal('hand_unfit', { from: asNamed(from), toward: asNamed(toward) });
}
