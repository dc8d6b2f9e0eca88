import type { Role } from '#people/staff/roles.ts';

export const PROPOSAL_KINDS = [
  'bank-cash',
  'offer',
  'pay-reverse',
  'case-ruling',
  'ruling-reversal',
  'unpaid-return',
  'death-correction',
  'bag-reissue',
  'list-withdrawal',
  'list-restoration',
] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

const CASH_ASKERS = ['treasurer', 'teller', 'point-keeper', 'chief-accountant'] as const;
const CASE_RULERS = ['chief-accountant', 'district-manager', 'provincial-director'] as const;
const CASH_RULERS = ['treasurer', 'chief-accountant', 'district-manager'] as const;

/**
 * Who may ask for what, over the office that it is asked for. Whoever paid may ask to have that payment taken back
 * besides those named here.
 */
export const ASKERS: Readonly<Record<ProposalKind, readonly Role[]>> = {
  'bank-cash': CASH_ASKERS,
  offer: CASH_ASKERS,
  'pay-reverse': ['payout-controller', 'chief-accountant'],
  'case-ruling': ['chief-accountant'],
  'ruling-reversal': ['chief-accountant'],
  'unpaid-return': ['payout-controller', 'treasurer'],
  'death-correction': ['teller', 'point-keeper', 'payout-controller'],
  'bag-reissue': ['treasurer', 'point-keeper', 'district-manager'],
  'list-withdrawal': ['payout-controller'],
  'list-restoration': ['payout-controller'],
};

/** Who may grant or deny it as the second person, never the one who asked. */
export const RULERS: Readonly<Record<ProposalKind, readonly Role[]>> = {
  'bank-cash': CASH_RULERS,
  offer: CASH_RULERS,
  'pay-reverse': [...CASH_RULERS, 'payout-controller'],
  'case-ruling': CASE_RULERS,
  'ruling-reversal': CASE_RULERS,
  'unpaid-return': ['chief-accountant', 'provincial-director'],
  'death-correction': ['payout-controller', 'chief-accountant', 'district-manager'],
  'bag-reissue': [...CASH_RULERS, 'payout-controller'],
  'list-withdrawal': ['chief-accountant', 'provincial-director'],
  'list-restoration': ['chief-accountant', 'provincial-director'],
};

const everyone = (by: Readonly<Record<ProposalKind, readonly Role[]>>): Role[] => [
  ...new Set(PROPOSAL_KINDS.flatMap((kind) => by[kind])),
];

/** All who may ask for anything, and all who may rule on anything: what a route admits before it sees the kind. */
export const MAY_ASK = everyone(ASKERS);
export const MAY_RULE = everyone(RULERS);
