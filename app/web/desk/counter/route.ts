import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { idIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';

export interface CounterSearch {
  readonly office?: string;
  /** Whom to bring to the counter, once. */
  readonly person?: string;
}

export const counterRoute = createRoute({
  getParentRoute: () => frame,
  path: '/counter',
  validateSearch: (search): CounterSearch => ({ ...idIn(search, 'office'), ...idIn(search, 'person') }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'CounterPage'),
});
