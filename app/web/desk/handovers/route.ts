import { createRoute } from '@tanstack/react-router';
import { frame, onlyIds } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';

export const handoverRoute = createRoute({
  getParentRoute: () => frame,
  path: '/handovers/$id',
  beforeLoad: ({ params }) => onlyIds(params),
  component: screen(() => import('./page.tsx'), 'HandoverPage'),
});
