import { createRoute } from '@tanstack/react-router';
import { oneOfIn, textIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';
import { type AdministrationSearch, VIEWS } from './search.ts';

export const administrationRoute = createRoute({
  getParentRoute: () => frame,
  path: '/administration',
  validateSearch: (search): AdministrationSearch => ({
    ...oneOfIn(search, 'view', VIEWS),
    ...textIn(search, 'find'),
  }),
  component: screen(() => import('./page.tsx'), 'AdministrationPage'),
});
