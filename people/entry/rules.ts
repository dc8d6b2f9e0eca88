import type { Role } from '../staff/roles.ts';

/** How long a session may rest, and how long it lives. */
export const ENTRY_SETTINGS = ['idle-minutes', 'session-hours'] as const;

export type EntrySetting = (typeof ENTRY_SETTINGS)[number];

/** Within which bounds a province may set them: the same stand in the database. */
export const BOUNDS: Readonly<Record<EntrySetting, { readonly from: number; readonly to: number }>> = {
  'idle-minutes': { from: 5, to: 240 },
  'session-hours': { from: 1, to: 24 },
};

/** Who owes a second factor in a new province (decision 0060): whoever approves, rules, or sees the whole province. */
export const SECOND_FACTOR_AT_FIRST: readonly Role[] = [
  'administrator',
  'provincial-director',
  'chief-accountant',
  'treasurer',
  'payout-controller',
  'district-manager',
  'auditor',
];
