import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { dayIn, idIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';

export interface RoundsSearch {
  readonly office?: string;
  readonly day?: string;
}

export const roundsRoute = createRoute({
  getParentRoute: () => frame,
  path: '/rounds',
  validateSearch: (search): RoundsSearch => ({ ...idIn(search, 'office'), ...dayIn(search, 'day') }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'RoundsPage'),
});
