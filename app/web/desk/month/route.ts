import { createRoute } from '@tanstack/react-router';
import { idIn, monthIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';

export interface MonthSearch {
  readonly month?: string;
  readonly office?: string;
}

export const monthRoute = createRoute({
  getParentRoute: () => frame,
  path: '/month',
  validateSearch: (search): MonthSearch => ({ ...monthIn(search, 'month'), ...idIn(search, 'office') }),
  component: screen(() => import('./page.tsx'), 'MonthPage'),
});
