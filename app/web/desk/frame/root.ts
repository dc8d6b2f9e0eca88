import { createRootRoute, createRoute, notFound, Outlet, redirect } from '@tanstack/react-router';
import { asFailure } from '#kernel/web/failure.ts';
import { isId } from '#kernel/words/id.ts';
import { aboutQuery, meQuery, queries } from '../queries.ts';
import type { SignInSearch } from '../sign-in/search.ts';
import { Frame } from './frame.tsx';
import { LoadFailed, NotFound } from './faults.tsx';

export const root = createRootRoute({ component: Outlet });

/** Everything behind the sign-in: nobody passes without a session, a password of their own, and the second factor that a role asks for. */
export const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ location }) => {
    const me = await queries.ensureQueryData(meQuery).catch((error: unknown) => {
      if (asFailure(error).code === 'not_signed_in') throw toSignIn(location.href);
      throw error;
    });
    // The province's day is known before a screen asks what day it is.
    await queries.ensureQueryData(aboutQuery).catch(() => null);
    if (me.mustChangePassword) throw toSignIn(location.href, 'password');
    if (me.owesSecondFactor) throw toSignIn(location.href, 'second-factor');
  },
  component: Frame,
  errorComponent: LoadFailed,
  notFoundComponent: NotFound,
});

/** For the routes of one thing: an address with something else than ids was mistyped or cut off. */
export function onlyIds(params: Readonly<Record<string, string>>): void {
  if (!Object.values(params).every(isId)) throw notFound();
}

/** Whatever no screen claims. It stands in the frame, so that the way on is in sight. */
export const nowhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound });

function toSignIn(next: string, why?: SignInSearch['why']) {
  return redirect({ to: '/sign-in', search: { ...(next !== '/' && { next }), ...(why && { why }) } });
}
