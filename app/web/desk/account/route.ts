import { createRoute } from '@tanstack/react-router';
import { frame } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';

export const accountRoute = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  component: screen(() => import('./page.tsx'), 'AccountPage'),
});
