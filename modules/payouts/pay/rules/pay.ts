import type { Day, Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Channel, VoucherStatus } from '../../voucher.ts';

/** What must be known of a voucher to say whether it may be paid now. */
export interface VoucherNow {
  readonly id: Id;
  readonly programme: string;
  readonly month: Month;
  readonly benefitMonth: Month;
  readonly status: VoucherStatus;
  readonly channel: Channel;
  /** The first day on which its programme pays that month. */
  readonly opensOn: Day;
  readonly citizenId: Id;
  readonly officeId: Id;
  /** The hand that holds it: only who holds the right to pay can pay it. */
  readonly holder: Id;
  readonly diedOn: Day | null;
  readonly stopped: boolean;
  readonly inReview: boolean;
  readonly locked: boolean;
  /** An open difference names it: a phone has paid it against the books, and people have not ruled yet. */
  readonly contested: boolean;
}

export type Collector =
  | { readonly kind: 'self' }
  | { readonly kind: 'proxy'; readonly authorityId: Id }
  | { readonly kind: 'heir'; readonly heirId: Id };

/** A written authority as it stands on a day. */
export interface AuthorityNow {
  readonly citizenId: Id;
  readonly programmes: readonly string[] | null;
  readonly madeOn: Day;
  readonly expiresOn: Day;
  readonly revoked: boolean;
}

export type WhyNotPay =
  | 'already_paid'
  | 'voucher_withdrawn'
  | 'voucher_returned'
  | 'period_locked'
  | 'identity_in_review'
  | 'payment_stopped'
  | 'paid_by_bank'
  | 'contested'
  | 'wrong_place'
  | 'held_elsewhere'
  | 'too_early'
  | 'citizen_dead'
  | 'citizen_alive';

/** What is settled one way or another, by what it is settled. */
export const WHY_SETTLED = {
  paid: 'already_paid',
  returned: 'voucher_returned',
  withdrawn: 'voucher_withdrawn',
} as const;

/**
 * Why this voucher cannot be paid at this desk on this day, or null when it can. The order is the order in which a
 * teller would want to hear it: what is final first, what another day or place would mend last.
 */
export function whyNotPay(
  voucher: VoucherNow,
  at: {
    readonly day: Day;
    readonly officeId: Id;
    readonly desk: Id;
    readonly collector: Collector;
  },
): WhyNotPay | null {
  if (voucher.status !== 'due') return WHY_SETTLED[voucher.status];
  if (voucher.locked) return 'period_locked';
  if (voucher.inReview) return 'identity_in_review';
  if (voucher.stopped) return 'payment_stopped';
  if (voucher.diedOn !== null && at.collector.kind !== 'heir') return 'citizen_dead';
  if (voucher.diedOn === null && at.collector.kind === 'heir') return 'citizen_alive';
  if (voucher.channel === 'bank') return 'paid_by_bank';
  if (voucher.contested) return 'contested';
  if (voucher.officeId !== at.officeId) return 'wrong_place';
  if (voucher.holder !== at.desk) return 'held_elsewhere';
  if (at.day < voucher.opensOn) return 'too_early';
  return null;
}

export type WhyNotCollect =
  | 'authority_not_found'
  | 'authority_revoked'
  | 'authority_expired'
  | 'authority_not_yet'
  | 'authority_scope';

/** Why a proxy may not collect this voucher with this authority (Law 41/2024/QH15, article 10(2)(d)). */
export function whyNotCollect(
  authority: AuthorityNow | null,
  voucher: Pick<VoucherNow, 'citizenId' | 'programme'>,
  day: Day,
): WhyNotCollect | null {
  if (!authority || authority.citizenId !== voucher.citizenId) return 'authority_not_found';
  if (authority.revoked) return 'authority_revoked';
  if (day > authority.expiresOn) return 'authority_expired';
  if (day < authority.madeOn) return 'authority_not_yet';
  if (authority.programmes && !authority.programmes.includes(voucher.programme)) return 'authority_scope';
  return null;
}
