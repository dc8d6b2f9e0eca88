import { createRoute } from '@tanstack/react-router';
import { idIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';

export interface CounterSearch {
  readonly office?: string;
  /** Whom to bring to the counter, once. */
  readonly person?: string;
}

export const counterRoute = createRoute({
  getParentRoute: () => frame,
  path: '/counter',
  validateSearch: (search): CounterSearch => ({ ...idIn(search, 'office'), ...idIn(search, 'person') }),
  component: screen(() => import('./page.tsx'), 'CounterPage'),
});
