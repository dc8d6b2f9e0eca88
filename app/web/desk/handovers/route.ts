import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frame } from '../frame/root.ts';

export const handoverRoute = createRoute({
  getParentRoute: () => frame,
  path: '/handovers/$id',
  component: lazyRouteComponent(() => import('./page.tsx'), 'HandoverPage'),
});
