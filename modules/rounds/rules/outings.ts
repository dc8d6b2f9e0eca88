import type { Outing } from './day.ts';

/** Why these people cannot go out like this: nobody of the office, twice, or with themselves. Null when they can. */
export function whyNotGo(
  outings: readonly Outing[],
  payers: readonly { readonly id: string }[],
): { readonly staffId: string; readonly why: 'unknown' | 'twice' } | null {
  const known = new Set(payers.map(({ id }) => id));
  const seen = new Set<string>();
  for (const { payerId, partnerId } of outings)
    for (const staffId of partnerId === null ? [payerId] : [payerId, partnerId]) {
      if (!known.has(staffId)) return { staffId, why: 'unknown' };
      if (seen.has(staffId)) return { staffId, why: 'twice' };
      seen.add(staffId);
    }
  return null;
}
