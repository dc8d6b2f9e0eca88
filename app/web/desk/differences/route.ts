import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { idIn, oneOfIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';

export const CASE_STATES = ['open', 'ruled'] as const;
export type CaseState = (typeof CASE_STATES)[number];

export interface DifferencesSearch {
  readonly office?: string;
  readonly state?: CaseState;
  readonly case?: string;
}

export const differencesRoute = createRoute({
  getParentRoute: () => frame,
  path: '/differences',
  validateSearch: (search): DifferencesSearch => ({
    ...idIn(search, 'office'),
    ...oneOfIn(search, 'state', CASE_STATES),
    ...idIn(search, 'case'),
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'DifferencesPage'),
});
