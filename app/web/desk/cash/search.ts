export const CASH_TABS = ['hands', 'transit', 'orders', 'proposals', 'holders', 'funding'] as const;
export type CashTab = (typeof CASH_TABS)[number];

export interface CashSearch {
  readonly tab?: CashTab;
  readonly office?: string;
  readonly month?: string;
  /** Up to which day the need of cash is counted. */
  readonly until?: string;
  /** Who held what at the end of this day, or at this hour of it. */
  readonly on?: string;
  readonly hour?: string;
  /** The hand whose handovers are shown. */
  readonly hand?: string;
}
