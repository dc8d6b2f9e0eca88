import { openDemoProvince } from '#app/demo/province.ts';
import { type Beneficiary, DEMO_SEED, generateBeneficiaries } from '#app/demo/people/beneficiaries.ts';
import type { BenchContext } from './measure.ts';

export const MONTH = '2020-12';

/** The invented province with its offices, staff and drawers, and nobody in its register; nobody can sign in by password. */
export async function openBenchProvince({ owner }: Pick<BenchContext, 'owner'>): Promise<void> {
  await owner.write((tx) => openDemoProvince(tx, new Date('2020-11-01T08:00:00+07:00'), 'nobody'));
  await owner.pool.query('analyze unit, office, office_unit, hand, hand_balance, staff, role_grant');
}

export function inventPeople(count: number): Beneficiary[] {
  return [...generateBeneficiaries({ seed: DEMO_SEED, count })].flat();
}
