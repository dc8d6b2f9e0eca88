import type { Tx } from '#kernel/db/types.ts';
import { loadPayouts } from '#modules/payouts/programmes/store/load.ts';
import { openRootOffice } from '#places/offices/root.ts';
import { loadPlaces } from '#places/units/load.ts';

/**
 * What every province needs before its first list: units, holidays, the province office, programmes, rates. Loading
 * again adds nothing. Returns whether anything was loaded.
 */
export async function loadReference(tx: Tx, now: Date): Promise<boolean> {
  const places = await loadPlaces(tx);
  await openRootOffice(tx, now);
  const payouts = await loadPayouts(tx, now);
  return places || payouts;
}
