import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { idIn, monthIn, oneOfIn, textIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';

export const VOUCHER_STATES = ['listed', 'paid', 'open', 'carried', 'returned'] as const;
export type VoucherState = (typeof VOUCHER_STATES)[number];

export interface SettlementSearch {
  readonly month?: string;
  readonly programme?: string;
  /** The figure whose vouchers are shown: what became of them, at which office, from which source and list. */
  readonly state?: VoucherState;
  readonly office?: string;
  readonly source?: string;
  readonly list?: string;
}

export const settlementRoute = createRoute({
  getParentRoute: () => frame,
  path: '/settlement',
  validateSearch: (search): SettlementSearch => ({
    ...monthIn(search, 'month'),
    ...textIn(search, 'programme'),
    ...oneOfIn(search, 'state', VOUCHER_STATES),
    ...idIn(search, 'office'),
    ...textIn(search, 'source'),
    ...idIn(search, 'list'),
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'SettlementPage'),
});
