import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../frame/root.ts';
import { nextPage, type SignInSearch, whySignIn } from './search.ts';

export const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): SignInSearch => ({
    ...nextPage(search['next']),
    ...whySignIn(search['why']),
  }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'SignInPage'),
});
