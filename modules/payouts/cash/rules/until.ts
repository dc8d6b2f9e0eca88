import { addDays, type Day, lastDayOf, type Month, monthOf } from '#kernel/words/day.ts';

/** Cash is ordered for the coming days, not for the whole month. */
const DAYS_AHEAD = 3;

/** Up to which day of paying the need of a month's cash is counted. */
export function neededUntil(month: Month, today: Day): Day {
  return monthOf(today) === month ? addDays(today, DAYS_AHEAD) : lastDayOf(month);
}
