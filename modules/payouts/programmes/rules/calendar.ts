import { addDays, dayOfMonth, type Day, type Month, weekdayOf } from '#kernel/words/day.ts';

/** What a programme's dated rule sets. Days are days of the month. */
export interface RuleFacts {
  readonly opensOn: number;
  readonly pointFrom: number;
  readonly pointTo: number;
  readonly officeFrom: number;
  readonly officeTo: number;
  readonly bankFrom: number;
  readonly bankTo: number;
  readonly settleOn: number;
  readonly unpaidRule: 'carry' | 'return';
  readonly suspendAfterMonths: number;
  readonly homeAge: number;
  readonly feePerMillion: number;
  readonly feePerVoucherVnd: bigint;
}

/** A programme's dated rule, as its row stands; who says so is in `legalBasis`. */
export interface ProgrammeRule extends RuleFacts {
  readonly programme: string;
  readonly legalBasis: string;
  readonly confidence: string;
  /** Above this share of a passed day's vouchers still unpaid, an office is late. */
  readonly lateAbovePercent: number;
}

export interface Calendar {
  readonly opensOn: Day;
  readonly pointFrom: Day;
  readonly pointTo: Day;
  readonly officeFrom: Day;
  readonly officeTo: Day;
  readonly bankFrom: Day;
  readonly bankTo: Day;
  readonly settleOn: Day;
}

/** Whether an office works that day: not a Sunday, nor a Saturday, nor a public holiday. */
export function isWorkingDay(day: Day, holidays: ReadonlySet<Day>): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** The day itself, or the next on which offices work. */
function nextWorkingDay(day: Day, holidays: ReadonlySet<Day>): Day {
  let next = day;
  while (!isWorkingDay(next, holidays)) next = addDays(next, 1);
  return next;
}

/**
 * A programme's days in one month. Bank transfers that would fall on a day off move to the next working day (Decision
 * 166/QĐ-BHXH of 2019, as amended); points pay on days off too, as their timetable says.
 */
export function calendarOf(rule: ProgrammeRule, month: Month, holidays: ReadonlySet<Day>): Calendar {
  const on = (n: number) => dayOfMonth(month, n);
  return {
    opensOn: on(rule.opensOn),
    pointFrom: on(rule.pointFrom),
    pointTo: on(rule.pointTo),
    officeFrom: on(rule.officeFrom),
    officeTo: on(rule.officeTo),
    bankFrom: nextWorkingDay(on(rule.bankFrom), holidays),
    bankTo: nextWorkingDay(on(rule.bankTo), holidays),
    settleOn: nextWorkingDay(on(rule.settleOn), holidays),
  };
}
