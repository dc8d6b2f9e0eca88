import type { Role } from '#people/staff/roles.ts';

/** Who holds cash and vouchers, and answers for them. */
export const CUSTODIANS: readonly Role[] = ['treasurer', 'teller', 'point-keeper'];
