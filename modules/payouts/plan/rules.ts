import { addDays, ageOn, daysBetween, type Day } from '#kernel/words/day.ts';
import type { Calendar, ProgrammeRule } from '../programmes/rules/calendar.ts';
import type { Channel } from '../voucher.ts';

/** What decides where a person is paid. */
export interface Payee {
  readonly bornOn: Day | null;
  readonly birthYear: number | null;
  readonly bankAccount: string | null;
  readonly homeRequested: boolean;
}

/**
 * Account first, since who chose it expects no cash; then at home for who asked for it or has reached the age at which
 * the law lets them ask (80: Law 41/2024/QH15, article 10(2)(đ); before it BHXH letter 972); else at the point.
 */
export function channelOf(payee: Payee, rule: ProgrammeRule, on: Day): Channel {
  if (payee.bankAccount) return 'bank';
  if (payee.homeRequested) return 'home';
  if (
    payee.birthYear !== null &&
    ageOn({ bornOn: payee.bornOn, birthYear: payee.birthYear }, on) >= rule.homeAge
  ) {
    return 'home';
  }
  return 'point';
}

/** The days within which a channel pays. */
export function windowOf(channel: Channel, calendar: Calendar): { readonly from: Day; readonly until: Day } {
  if (channel === 'bank') return { from: calendar.bankFrom, until: calendar.bankTo };
  if (channel === 'office') return { from: calendar.officeFrom, until: calendar.officeTo };
  return { from: calendar.pointFrom, until: calendar.pointTo };
}

/** The nth of `parts` loads within a window, so that a point's hamlets come on different days. */
export function dayWithin(
  window: { readonly from: Day; readonly until: Day },
  n: number,
  parts: number,
): Day {
  const days = daysBetween(window.from, window.until) + 1;
  return addDays(window.from, Math.min(days - 1, Math.floor((n * days) / Math.max(parts, 1))));
}
