import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { dayIn, idIn, oneOfIn, textIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';

export const VIEWS = ['handovers', 'corrections', 'looks', 'evidence'] as const;

export interface AuditSearch {
  readonly view?: (typeof VIEWS)[number];
  readonly office?: string;
  readonly day?: string;
  readonly from?: string;
  readonly to?: string;
  readonly kind?: string;
  readonly hand?: string;
  readonly by?: string;
  readonly citizen?: string;
}

export const auditRoute = createRoute({
  getParentRoute: () => frame,
  path: '/audit',
  validateSearch: (search): AuditSearch => ({
    ...oneOfIn(search, 'view', VIEWS),
    ...idIn(search, 'office'),
    ...dayIn(search, 'day'),
    ...dayIn(search, 'from'),
    ...dayIn(search, 'to'),
    ...textIn(search, 'kind'),
    ...idIn(search, 'hand'),
    ...textIn(search, 'by'),
    ...idIn(search, 'citizen'),
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'AuditPage'),
});
