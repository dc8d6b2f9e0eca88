import { createRoute } from '@tanstack/react-router';
import { dayIn, idIn, monthIn, oneOfIn, textIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';
import { CHANNELS, type PlanPeopleSearch, type PlanSearch } from './search.ts';

const planSearch = (search: Record<string, unknown>): PlanSearch => ({
  ...monthIn(search, 'month'),
  ...idIn(search, 'office'),
  ...textIn(search, 'programme'),
});

const calendar = createRoute({
  getParentRoute: () => frame,
  path: '/plan',
  validateSearch: planSearch,
  component: screen(() => import('./calendar/page.tsx'), 'CalendarPage'),
});

const people = createRoute({
  getParentRoute: () => frame,
  path: '/plan/people',
  validateSearch: (search): PlanPeopleSearch => ({
    ...planSearch(search),
    ...textIn(search, 'q'),
    ...oneOfIn(search, 'channel', CHANNELS),
    ...dayIn(search, 'day'),
    ...(String(search['age']) === '80' && { age: '80' as const }),
  }),
  component: screen(() => import('./people/page.tsx'), 'PlanPeoplePage'),
});

const vouchers = createRoute({
  getParentRoute: () => frame,
  path: '/plan/vouchers',
  validateSearch: planSearch,
  component: screen(() => import('./vouchers/page.tsx'), 'DistributionPage'),
});

const bank = createRoute({
  getParentRoute: () => frame,
  path: '/plan/bank',
  validateSearch: planSearch,
  component: screen(() => import('./bank/page.tsx'), 'BankPage'),
});

export const planRoutes = [calendar, people, vouchers, bank];
