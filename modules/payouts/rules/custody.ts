import type { HandKind, HandRow } from '#kernel/handover/hands.ts';

/** What people count notes into and out of. */
const CASH_BOXES: readonly HandKind[] = ['vault', 'drawer', 'bag'];
/** Where vouchers lie that people hand to one another. */
const SHELVES: readonly HandKind[] = ['desk', 'bag'];

/**
 * Why one hand may not offer this to another. Accounts (bank, agency, payees, suspense, income, transit) are moved by the
 * acts that have a reason to, never by an offer: most of them have no floor, so an offer out of one would make cash.
 */
export function whyNotOffer(
  from: Pick<HandRow, 'id' | 'kind'>,
  toward: Pick<HandRow, 'id' | 'kind'>,
  what: { readonly cash: boolean; readonly things: boolean },
): 'hand_unfit' | null {
  const both = (kinds: readonly HandKind[]) => kinds.includes(from.kind) && kinds.includes(toward.kind);
  if (from.id === toward.id) return 'hand_unfit';
  if (what.cash && !both(CASH_BOXES)) return 'hand_unfit';
  return what.things && !both(SHELVES) ? 'hand_unfit' : null;
}
