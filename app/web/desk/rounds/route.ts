import { createRoute } from '@tanstack/react-router';
import { dayIn, idIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';

export interface RoundsSearch {
  readonly office?: string;
  readonly day?: string;
}

export const roundsRoute = createRoute({
  getParentRoute: () => frame,
  path: '/rounds',
  validateSearch: (search): RoundsSearch => ({ ...idIn(search, 'office'), ...dayIn(search, 'day') }),
  component: screen(() => import('./page.tsx'), 'RoundsPage'),
});
