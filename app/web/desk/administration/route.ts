import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOfIn, textIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';

export const VIEWS = ['staff', 'offices', 'programmes', 'rates', 'limits', 'holidays', 'forms'] as const;

export interface AdministrationSearch {
  readonly view?: (typeof VIEWS)[number];
  readonly find?: string;
}

export const administrationRoute = createRoute({
  getParentRoute: () => frame,
  path: '/administration',
  validateSearch: (search): AdministrationSearch => ({
    ...oneOfIn(search, 'view', VIEWS),
    ...textIn(search, 'find'),
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'AdministrationPage'),
});
