import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { dayIn, idIn, monthIn, oneOfIn, textIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';

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

export const cashRoute = createRoute({
  getParentRoute: () => frame,
  path: '/cash',
  validateSearch: (search): CashSearch => ({
    ...oneOfIn(search, 'tab', CASH_TABS),
    ...idIn(search, 'office'),
    ...monthIn(search, 'month'),
    ...dayIn(search, 'until'),
    ...dayIn(search, 'on'),
    ...textIn(search, 'hour'),
    ...idIn(search, 'hand'),
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'CashPage'),
});
