import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { idIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';

export interface HomeSearch {
  readonly office?: string;
}

export const homeRoute = createRoute({
  getParentRoute: () => frame,
  path: '/',
  validateSearch: (search): HomeSearch => idIn(search, 'office'),
  component: lazyRouteComponent(() => import('./page.tsx'), 'HomePage'),
});
