import { createRoute } from '@tanstack/react-router';
import { dayIn, idIn, monthIn, oneOfIn, textIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';
import { CASH_TABS, type CashSearch } from './search.ts';

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
  component: screen(() => import('./page.tsx'), 'CashPage'),
});
