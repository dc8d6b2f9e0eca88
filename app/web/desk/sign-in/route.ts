import { createRoute } from '@tanstack/react-router';
import { root } from '../frame/root.ts';
import { screen } from '../frame/screen.ts';
import { nextPage, type SignInSearch, whySignIn } from './search.ts';

export const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): SignInSearch => ({
    ...nextPage(search['next']),
    ...whySignIn(search['why']),
  }),
  component: screen(() => import('./page.tsx'), 'SignInPage'),
});
