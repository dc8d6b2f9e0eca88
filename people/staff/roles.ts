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
