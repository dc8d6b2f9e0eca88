import { addMonths, dayOfMonth, type Day, monthOf } from '#kernel/words/day.ts';

/** An authority lasts at most twelve months from the day it is made (Law 41/2024/QH15, article 10(2)(d)). */
const MONTHS_MAX = 12;

/** The last day that an authority made on a day may name: the same day a year later, or the last of that month. */
export function lastDayOfAuthority(madeOn: Day): Day {
  return dayOfMonth(addMonths(monthOf(madeOn), MONTHS_MAX), Number(madeOn.slice(8)));
}

/** Why an authority cannot be recorded: it has no day left to be used on, or names more days than the law gives it. */
export function whyNotRecordAuthority(
  authority: { readonly madeOn: Day; readonly expiresOn: Day },
  today: Day,
): 'authority_past' | 'authority_too_long' | null {
  if (authority.expiresOn <= authority.madeOn || authority.expiresOn < today) return 'authority_past';
  return authority.expiresOn > lastDayOfAuthority(authority.madeOn) ? 'authority_too_long' : null;
}
