import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frame } from '../frame/root.ts';

export const accountRoute = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  component: lazyRouteComponent(() => import('./page.tsx'), 'AccountPage'),
});
