import { createRoute } from '@tanstack/react-router';
import { idIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';

export interface HomeSearch {
  readonly office?: string;
}

export const homeRoute = createRoute({
  getParentRoute: () => frame,
  path: '/',
  validateSearch: (search): HomeSearch => idIn(search, 'office'),
  component: screen(() => import('./page.tsx'), 'HomePage'),
});
