import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { asFailure } from '#kernel/web/failure.ts';
import { isMonth } from '#kernel/words/day.ts';
import { whenSessionLost } from './api.ts';
import { LoadFailed, NotFound } from './faults.tsx';
import { meQuery, queries } from './queries.ts';
import { type SignInSearch, whySignIn } from './sign-in/search.ts';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): SignInSearch => ({
    ...(typeof search['next'] === 'string' && search['next'].startsWith('/') && { next: search['next'] }),
    ...whySignIn(search['why']),
  }),
  component: lazyRouteComponent(() => import('./sign-in/page.tsx'), 'SignInPage'),
});

export interface MonthSearch {
  readonly month?: string;
  readonly office?: string;
}

const month = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (search): MonthSearch => ({
    ...(typeof search['month'] === 'string' && isMonth(search['month']) && { month: search['month'] }),
    ...(typeof search['office'] === 'string' && { office: search['office'] }),
  }),
  beforeLoad: async ({ location }) => {
    const me = await queries.ensureQueryData(meQuery).catch((error: unknown) => {
      if (asFailure(error).code === 'not_signed_in') throw toSignIn(location.href);
      throw error;
    });
    if (me.mustChangePassword) throw toSignIn(location.href, 'password');
  },
  component: lazyRouteComponent(() => import('./month/page.tsx'), 'MonthPage'),
  errorComponent: LoadFailed,
});

function toSignIn(next: string, why?: SignInSearch['why']) {
  return redirect({ to: '/sign-in', search: { ...(next !== '/' && { next }), ...(why && { why }) } });
}

export const router = createRouter({ routeTree: root.addChildren([signIn, month]), defaultPreload: false });

whenSessionLost((failure) => {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  const known = queries.getQueryData(meQuery.queryKey) !== undefined;
  queries.clear();
  const why = failure.code === 'password_change_required' ? 'password' : known ? 'ended' : null;
  void router.navigate({
    to: '/sign-in',
    search: { ...(href !== '/' && { next: href }), ...(why && { why }) },
  });
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
