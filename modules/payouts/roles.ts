/** Who may do what, where several rooms say it of the same people. */
export const EVERYONE_INSIDE = [
  'payout-controller',
  'chief-accountant',
  'treasurer',
  'teller',
  'point-keeper',
  'district-manager',
  'provincial-director',
  'auditor',
] as const;

export const WATCHERS = [
  'payout-controller',
  'chief-accountant',
  'treasurer',
  'district-manager',
  'provincial-director',
  'auditor',
] as const;

export const CONTROLLERS = ['payout-controller'] as const;
export const CASHIERS = ['treasurer', 'chief-accountant'] as const;
export const PAYERS = ['teller', 'point-keeper'] as const;
/** Who answers for a vault; a teller gets cash from it, and never takes it. */
export const VAULT_KEEPERS = ['treasurer', 'point-keeper'] as const;
/** Who gives from a hand, takes into it and counts it. */
export const CUSTODIANS = [...VAULT_KEEPERS, 'teller'] as const;
