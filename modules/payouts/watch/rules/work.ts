import { addDays, dayAt, type Day } from '#kernel/words/day.ts';

/**
 * What can wait for somebody at the post office, in the order in which a morning takes it up: first what is being handed
 * over, then what needs a second person, then the month's own course.
 */
export const WORK = {
  'offers-to-me': { roles: ['treasurer', 'teller', 'point-keeper'], lateAfterDays: 1 },
  'offers-unanswered': { roles: ['chief-accountant', 'district-manager'], lateAfterDays: 1 },
  'orders-to-approve': { roles: ['chief-accountant', 'district-manager'], lateAfterDays: 1 },
  'orders-to-send': { roles: ['treasurer', 'point-keeper'], lateAfterDays: 1 },
  'cash-short': { roles: ['treasurer'], lateAfterDays: 0 },
  proposals: {
    roles: ['treasurer', 'chief-accountant', 'district-manager', 'provincial-director'],
    lateAfterDays: 1,
  },
  'hands-unclosed': {
    roles: ['treasurer', 'teller', 'point-keeper', 'chief-accountant', 'district-manager'],
    lateAfterDays: 0,
  },
  'cases-open': {
    roles: ['chief-accountant', 'district-manager', 'provincial-director', 'auditor'],
    lateAfterDays: 3,
    mismatch: true,
  },
  'phone-exceptions': {
    roles: ['treasurer', 'chief-accountant', 'district-manager'],
    lateAfterDays: 1,
    mismatch: true,
  },
  'phone-alarms': { roles: ['treasurer', 'point-keeper', 'district-manager'], lateAfterDays: 1 },
  'lists-missing': { roles: ['payout-controller'], lateAfterDays: 1 },
  reviews: { roles: ['payout-controller'], lateAfterDays: 3 },
  'funding-short': {
    roles: ['treasurer', 'chief-accountant', 'payout-controller', 'provincial-director'],
    lateAfterDays: 3,
    mismatch: true,
  },
  'bank-unanswered': { roles: ['payout-controller', 'chief-accountant'], lateAfterDays: 3 },
  'settlements-due': { roles: ['chief-accountant', 'provincial-director'], lateAfterDays: 0 },
  'settlements-to-lock': { roles: ['chief-accountant', 'provincial-director'], lateAfterDays: 3 },
} as const satisfies Record<string, { roles: readonly string[]; lateAfterDays: number; mismatch?: boolean }>;

export type WorkKind = keyof typeof WORK;
export type WorkState = 'waits' | 'late' | 'mismatch';

/** The kinds of work that fall to people of these roles. */
export function workOf(roles: ReadonlySet<string>): WorkKind[] {
  return (Object.keys(WORK) as WorkKind[]).filter((kind) => WORK[kind].roles.some((role) => roles.has(role)));
}

/** Late is what has waited longer than its kind may; what does not add up is told as that however young it is. */
export function workState(kind: WorkKind, since: Date | null, today: Day): WorkState {
  if ('mismatch' in WORK[kind]) return 'mismatch';
  return since !== null && addDays(dayAt(since), WORK[kind].lateAfterDays) <= today ? 'late' : 'waits';
}
