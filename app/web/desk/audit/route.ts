import { createRoute } from '@tanstack/react-router';
import { dayIn, idIn, oneOfIn, textIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';
import { type AuditSearch, VIEWS } from './search.ts';

export const auditRoute = createRoute({
  getParentRoute: () => frame,
  path: '/audit',
  validateSearch: (search): AuditSearch => ({
    ...oneOfIn(search, 'view', VIEWS),
    ...idIn(search, 'office'),
    ...dayIn(search, 'from'),
    ...dayIn(search, 'to'),
    ...textIn(search, 'kind'),
    ...idIn(search, 'hand'),
    ...textIn(search, 'by'),
    ...textIn(search, 'event'),
    ...idIn(search, 'citizen'),
  }),
  component: screen(() => import('./page.tsx'), 'AuditPage'),
});
