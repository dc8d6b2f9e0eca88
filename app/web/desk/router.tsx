import { createRouter } from '@tanstack/react-router';
import { holdsTyped, takeBack } from '#kernel/web/back.ts';
import { whenSessionLost } from './api.ts';
import { accountRoute } from './account/route.ts';
import { auditRoute } from './audit/route.ts';
import { administrationRoute } from './administration/route.ts';
import { counterRoute } from './counter/route.ts';
import { cashRoute } from './cash/route.ts';
import { closingRoute } from './closing/route.ts';
import { differencesRoute } from './differences/route.ts';
import { exceptionsRoute } from './exceptions/route.ts';
import { sayEnded } from './frame/ended.ts';
import { ScreenFailed } from './frame/faults.tsx';
import { frame, nowhere, root } from './frame/root.ts';
import { homeRoute } from './home/route.ts';
import { listRoutes } from './lists/route.ts';
import { handoverRoute } from './handovers/route.ts';
import { monthRoute } from './month/route.ts';
import { peopleRoute, personRoute } from './people/route.ts';
import { phonesRoute } from './phones/route.ts';
import { planRoutes } from './plan/route.ts';
import { meQuery, queries } from './queries.ts';
import { roundsRoute } from './rounds/route.ts';
import { settlementRoute } from './settlement/route.ts';
import { signInRoute } from './sign-in/route.ts';
import type { SignInSearch } from './sign-in/search.ts';

/** Every screen's route; a screen keeps its own in its folder. */
const screens = [
  homeRoute,
  counterRoute,
  peopleRoute,
  personRoute,
  monthRoute,
  ...listRoutes,
  ...planRoutes,
  cashRoute,
  closingRoute,
  differencesRoute,
  exceptionsRoute,
  phonesRoute,
  settlementRoute,
  roundsRoute,
  handoverRoute,
  auditRoute,
  administrationRoute,
  accountRoute,
  nowhere,
];

export const router = createRouter({
  routeTree: root.addChildren([signInRoute, frame.addChildren(screens)]),
  defaultPreload: false,
  defaultErrorComponent: ScreenFailed,
});

// A window over the screen takes the browser's Back, and the browser asks before the page goes with what was typed.
router.history.block({
  blockerFn: ({ action }) => action !== 'PUSH' && action !== 'REPLACE' && takeBack(),
  enableBeforeUnload: holdsTyped,
});

const WHY: Readonly<Record<string, SignInSearch['why']>> = {
  password_change_required: 'password',
  second_factor_required: 'second-factor',
};

whenSessionLost(({ code }) => {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  // Whoever was at work signs in over the screen, on which everything stays as it is.
  if (code === 'not_signed_in' && queries.getQueryData(meQuery.queryKey) !== undefined) return sayEnded(true);
  queries.clear();
  const why = WHY[code];
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
