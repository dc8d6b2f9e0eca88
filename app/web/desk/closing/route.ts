import { createRoute } from '@tanstack/react-router';
import { dayIn, idIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';

export interface ClosingSearch {
  readonly office?: string;
  readonly day?: string;
}

export const closingRoute = createRoute({
  getParentRoute: () => frame,
  path: '/closing',
  validateSearch: (search): ClosingSearch => ({ ...idIn(search, 'office'), ...dayIn(search, 'day') }),
  component: screen(() => import('./page.tsx'), 'ClosingPage'),
});
