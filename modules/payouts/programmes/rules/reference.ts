interface Spans {
  readonly pointFrom: number;
  readonly pointTo: number;
  readonly officeFrom: number;
  readonly officeTo: number;
  readonly bankFrom: number;
  readonly bankTo: number;
  readonly settleOn: number;
}

/** The first field whose day comes before the one it must follow; null when the days of a month are in order. */
export function whyNotCalendar(days: Spans): keyof Spans | null {
  if (days.pointTo < days.pointFrom) return 'pointTo';
  if (days.officeTo < days.officeFrom) return 'officeTo';
  if (days.bankTo < days.bankFrom) return 'bankTo';
  return days.settleOn < Math.max(days.pointTo, days.officeTo, days.bankTo) ? 'settleOn' : null;
}
