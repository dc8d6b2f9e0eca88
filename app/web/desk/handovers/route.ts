import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frame, onlyIds } from '../frame/root.ts';

export const handoverRoute = createRoute({
  getParentRoute: () => frame,
  path: '/handovers/$id',
  beforeLoad: ({ params }) => onlyIds(params),
  component: lazyRouteComponent(() => import('./page.tsx'), 'HandoverPage'),
});
