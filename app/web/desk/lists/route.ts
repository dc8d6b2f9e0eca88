import { createRoute } from '@tanstack/react-router';
import { monthIn, oneOfIn, textIn } from '#kernel/web/search.ts';
import { frame, onlyIds } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';
import {
  CHANGES,
  CHANNELS,
  type CompareSearch,
  type IntakeSearch,
  KINDS,
  type ListSearch,
  type ListsSearch,
  STATUSES,
} from './search.ts';

const lists = createRoute({
  getParentRoute: () => frame,
  path: '/lists',
  validateSearch: (search): ListsSearch => monthIn(search, 'month'),
  component: screen(() => import('./page.tsx'), 'ListsPage'),
});

const intake = createRoute({
  getParentRoute: () => frame,
  path: '/lists/new',
  validateSearch: (search): IntakeSearch => ({
    ...monthIn(search, 'month'),
    ...textIn(search, 'programme'),
    ...oneOfIn(search, 'kind', KINDS),
  }),
  component: screen(() => import('./intake/page.tsx'), 'IntakePage'),
});

const check = createRoute({
  getParentRoute: () => frame,
  path: '/lists/checks/$checkId',
  beforeLoad: ({ params }) => onlyIds(params),
  component: screen(() => import('./check/page.tsx'), 'CheckPage'),
});

const compare = createRoute({
  getParentRoute: () => frame,
  path: '/lists/compare',
  validateSearch: (search): CompareSearch => ({
    ...monthIn(search, 'month'),
    ...textIn(search, 'programme'),
    ...unitIn(search),
    ...oneOfIn(search, 'change', CHANGES),
    ...textIn(search, 'q'),
  }),
  component: screen(() => import('./compare/page.tsx'), 'ComparePage'),
});

const reviews = createRoute({
  getParentRoute: () => frame,
  path: '/lists/reviews',
  component: screen(() => import('./reviews/page.tsx'), 'ReviewsPage'),
});

const list = createRoute({
  getParentRoute: () => frame,
  path: '/lists/$listId',
  validateSearch: (search): ListSearch => ({
    ...textIn(search, 'q'),
    ...oneOfIn(search, 'status', STATUSES),
    ...oneOfIn(search, 'channel', CHANNELS),
  }),
  beforeLoad: ({ params }) => onlyIds(params),
  component: screen(() => import('./detail/page.tsx'), 'ListPage'),
});

/** A commune's number; the router reads digits in an address as a number. */
function unitIn(search: Record<string, unknown>): { unit?: string } {
  const text = String(search['unit'] ?? '');
  return /^[1-9]\d{0,8}$/.test(text) ? { unit: text } : {};
}

export const listRoutes = [lists, intake, check, compare, reviews, list];
