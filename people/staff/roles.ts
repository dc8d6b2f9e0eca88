import type { OfficeKind } from '#places/offices/offices.ts';

/** The roles of the province's post, each held at an office and over the offices below it. */
export const ROLES = [
  'administrator',
  'payout-controller',
  'chief-accountant',
  'treasurer',
  'teller',
  'point-keeper',
  'district-manager',
  'provincial-director',
  'auditor',
] as const;

export type Role = (typeof ROLES)[number];

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** The kinds of office that have a role's work; the database holds grants against the same table (`role_grant_fits`). */
const HELD_AT: Readonly<Record<Role, readonly OfficeKind[]>> = {
  administrator: ['province', 'district'],
  'payout-controller': ['province'],
  'chief-accountant': ['province'],
  treasurer: ['province', 'district'],
  teller: ['district', 'point'],
  'point-keeper': ['district', 'point'],
  'district-manager': ['district'],
  'provincial-director': ['province'],
  auditor: ['province'],
};

/** Where a role is held: at these kinds of office, the highest first. */
export const kindsFor = (role: Role): readonly OfficeKind[] => HELD_AT[role];
