import { createRoute } from '@tanstack/react-router';
import { idIn, oneOfIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';
import { EXCEPTION_STATES, type ExceptionsSearch } from './search.ts';

export const exceptionsRoute = createRoute({
  getParentRoute: () => frame,
  path: '/exceptions',
  validateSearch: (search): ExceptionsSearch => ({
    ...idIn(search, 'office'),
    ...oneOfIn(search, 'state', EXCEPTION_STATES),
    ...idIn(search, 'phone'),
    ...idIn(search, 'exception'),
  }),
  component: screen(() => import('./page.tsx'), 'ExceptionsPage'),
});
