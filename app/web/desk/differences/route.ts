import { createRoute } from '@tanstack/react-router';
import { idIn, oneOfIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';
import { CASE_STATES, type DifferencesSearch } from './search.ts';

export const differencesRoute = createRoute({
  getParentRoute: () => frame,
  path: '/differences',
  validateSearch: (search): DifferencesSearch => ({
    ...idIn(search, 'office'),
    ...oneOfIn(search, 'state', CASE_STATES),
    ...idIn(search, 'case'),
  }),
  component: screen(() => import('./page.tsx'), 'DifferencesPage'),
});
