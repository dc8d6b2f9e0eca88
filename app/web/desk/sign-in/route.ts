import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../frame/root.ts';
import { type SignInSearch, whySignIn } from './search.ts';

export const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): SignInSearch => ({
    ...(typeof search['next'] === 'string' && search['next'].startsWith('/') && { next: search['next'] }),
    ...whySignIn(search['why']),
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'SignInPage'),
});
