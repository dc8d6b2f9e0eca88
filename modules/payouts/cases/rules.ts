import type { Id } from '#kernel/words/id.ts';

/** What becomes of a difference: see `FITTING` for which of them each kind of difference admits. */
export const RULINGS = [
  'recognised',
  'claimed',
  'found',
  'charged',
  'written_off',
  'kept',
  'returned',
] as const;
export type Ruling = (typeof RULINGS)[number];

/** A shortage is found, charged to a person or written off; a surplus is kept as income or given back. */
const FITTING: Readonly<Record<string, readonly Ruling[]>> = {
  shortage: ['found', 'charged', 'written_off'],
  surplus: ['kept', 'returned'],
  missing_thing: ['found'],
  // Cash that was handed over at a door against the books and stands in suspense: it was the payment after all; or it was a
  // second one, to be claimed back; or it is settled like any shortage.
  conflict: ['recognised', 'claimed', 'found', 'charged', 'written_off'],
  // Paid twice, by one who is named.
  claim: ['found', 'charged', 'written_off'],
};

export function fitsCase(kind: string, ruling: Ruling): boolean {
  return FITTING[kind]?.includes(ruling) ?? false;
}

/** Whether the amount of such a difference lies in suspense and leaves it by a ruling; else it has come out of it. */
export function leavesSuspense(kind: string): boolean {
  return kind === 'shortage' || kind === 'conflict' || kind === 'claim';
}

/**
 * Who may not rule on a difference: whose hand it was, and who counted it. A claim and a conflict nobody counted: they come of a
 * phone's operation and of rulings, whose person may go on to settle them.
 */
export function concernedIn(found: {
  readonly kind: string;
  readonly holderId: Id | null;
  readonly foundById: Id | null;
}): Id[] {
  const countedBy = found.kind === 'claim' || found.kind === 'conflict' ? null : found.foundById;
  return [found.holderId, countedBy].filter((id) => id !== null);
}

/** Why what a phone has paid cannot be recognised as the payment, as things stand. */
export const RECOGNITION_REFUSALS = [
  'recognition_unfit',
  'recognition_short',
  'recognised_before',
  'already_reversed',
  'period_locked',
  'paid_by_bank',
  'voucher_returned',
  'voucher_withdrawn',
  'citizen_dead',
] as const;
