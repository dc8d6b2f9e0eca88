import type { Role } from '#people/staff/roles.ts';
import type { Me } from '../api.ts';
import type { Place } from '../parts/place.ts';

export const KEEPERS: readonly Role[] = ['teller', 'point-keeper', 'treasurer'];
export const KEEPERS_AND_CONTROL: readonly Role[] = [...KEEPERS, 'payout-controller'];
export const CONTROL: readonly Role[] = ['payout-controller'];
export const RECEIPTS: readonly Role[] = [...KEEPERS, 'chief-accountant', 'auditor'];

/** Whether one of these roles is held over an office; only what can be done is offered, and the server judges each act. */
export function mayAt(me: Me, roles: readonly Role[], place: Place): boolean {
  return me.grants.some(
    ({ role, officePath }) =>
      (roles as readonly string[]).includes(role) &&
      (place.path === officePath || place.path.startsWith(`${officePath}/`)),
  );
}
