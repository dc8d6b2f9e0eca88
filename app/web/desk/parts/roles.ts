import type { Role } from '#people/staff/roles.ts';

/** Who holds cash and vouchers, and answers for them. */
export const CUSTODIANS: readonly Role[] = ['treasurer', 'teller', 'point-keeper'];

/** Who answers for an office's vault. */
export const VAULT_KEEPERS: readonly Role[] = ['treasurer', 'point-keeper'];

/** Who follows every handover of an office, and what was put right. */
export const AUDITORS: readonly Role[] = [
  'auditor',
  'chief-accountant',
  'provincial-director',
  'district-manager',
];
