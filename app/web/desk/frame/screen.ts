import { lazyRouteComponent } from '@tanstack/react-router';
import { whyNotFetched } from '#kernel/web/fetch-code.ts';

/**
 * A screen whose code comes when it is opened. Where it does not come the router would load the whole page anew, which from a server
 * that is away is the browser's own page of failure; so it is told in the place of the screen instead.
 */
export function screen<M extends Record<string, unknown>, K extends keyof M & string>(
  fetch: () => Promise<M>,
  name: K,
) {
  return lazyRouteComponent(
    () =>
      fetch().catch(async (error: unknown) => {
        throw await whyNotFetched(error);
      }),
    name,
  );
}
