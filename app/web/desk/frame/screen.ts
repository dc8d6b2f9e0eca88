import { lazyRouteComponent } from '@tanstack/react-router';
import { Failure } from '#kernel/web/failure.ts';
import { lookForServer } from '#kernel/web/reach.ts';

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

/** Code is fetched by files that a newer release no longer has. */
const NOT_FETCHED = /dynamically imported module|Importing a module script failed|Unable to preload CSS/;

/** What it means that code did not come; any other error as it is. */
export async function whyNotFetched(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !NOT_FETCHED.test(error.message)) return error;
  return new Failure({ code: (await lookForServer()) ? 'page_replaced' : 'unreachable' });
}
