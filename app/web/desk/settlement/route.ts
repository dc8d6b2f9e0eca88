import { createRoute } from '@tanstack/react-router';
import { idIn, monthIn, oneOfIn, textIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';
import { VOUCHER_STATES, type SettlementSearch } from './search.ts';

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
  component: screen(() => import('./page.tsx'), 'SettlementPage'),
});
