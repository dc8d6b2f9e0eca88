import { createRoute } from '@tanstack/react-router';
import { idIn } from '#kernel/web/search.ts';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';
import type { PhonesSearch } from './search.ts';

export const phonesRoute = createRoute({
  getParentRoute: () => frame,
  path: '/phones',
  validateSearch: (search): PhonesSearch => ({ ...idIn(search, 'office'), ...idIn(search, 'phone') }),
  component: screen(() => import('./page.tsx'), 'PhonesPage'),
});
