import type { Role } from '#people/staff/roles.ts';
import type { Me } from '../api.ts';
import { CUSTODIANS } from '../parts/roles.ts';
import { CASH_TABS, type CashTab } from './search.ts';

export const CASHIERS: readonly Role[] = ['treasurer', 'chief-accountant'];
export const APPROVERS: readonly Role[] = ['chief-accountant', 'district-manager'];
export const DRAWER_OPENERS: readonly Role[] = ['treasurer', 'district-manager'];
/** Where vouchers lie that people hand to one another. */
export const SHELVES: readonly string[] = ['desk', 'bag'];
export const ORDER_MAKERS: readonly Role[] = [...CASHIERS, 'payout-controller'];

const WATCHERS: readonly Role[] = [
  'payout-controller',
  'chief-accountant',
  'treasurer',
  'district-manager',
  'provincial-director',
  'auditor',
];

const INSIDE: readonly Role[] = [...WATCHERS, 'teller', 'point-keeper'];

const WHO: Readonly<Record<CashTab, readonly Role[]>> = {
  hands: CUSTODIANS,
  transit: INSIDE,
  orders: INSIDE,
  proposals: INSIDE,
  holders: WATCHERS,
  funding: WATCHERS,
};

export function holds(me: Me, roles: readonly Role[]): boolean {
  return me.grants.some(({ role }) => roles.includes(role));
}

/** What a person finds on the screen; what they may do there the server judges. Funding is the province's. */
export function tabsOf(me: Me): readonly CashTab[] {
  return CASH_TABS.filter((tab) =>
    tab === 'funding'
      ? me.grants.some(({ role, officePath }) => WHO.funding.includes(role) && !officePath.includes('/'))
      : holds(me, WHO[tab]),
  );
}
