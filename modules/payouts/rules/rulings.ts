/** What becomes of a difference: see `FITTING` for which of them each kind of difference admits. */
export const RULINGS = ['found', 'charged', 'written_off', 'kept', 'returned'] as const;
export type Ruling = (typeof RULINGS)[number];

/** A shortage is found, charged to a person or written off; a surplus is kept as income or given back. */
const FITTING: Readonly<Record<string, readonly Ruling[]>> = {
  shortage: ['found', 'charged', 'written_off'],
  surplus: ['kept', 'returned'],
  missing_thing: ['found'],
  // Cash that was handed over against the rules and stands in suspense: brought back, charged or written off.
  conflict: ['found', 'charged', 'written_off'],
};

export function fitsCase(kind: string, ruling: Ruling): boolean {
  return FITTING[kind]?.includes(ruling) ?? false;
}

/** Whether the amount of such a difference lies in suspense and leaves it by a ruling; else it has come out of it. */
export function leavesSuspense(kind: string): boolean {
  return kind === 'shortage' || kind === 'conflict';
}
