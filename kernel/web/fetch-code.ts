import { Failure } from './failure.ts';
import { lookForServer } from './reach.ts';

/** Code is fetched by files that a newer release no longer has. */
const NOT_FETCHED = /dynamically imported module|Importing a module script failed|Unable to preload CSS/;

/**
 * Fetches code that comes later than the page. What a browser once failed to fetch it does not fetch again, so nothing is fetched
 * while the server is away: once it is back, the same question is answered.
 */
export async function fetchCode<T>(fetch: () => Promise<T>): Promise<T> {
  if (!(await lookForServer())) throw new Failure({ code: 'unreachable' });
  return fetch().catch(async (error: unknown) => {
    throw await whyNotFetched(error);
  });
}

/** What it means that code did not come; any other error as it is. */
export async function whyNotFetched(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !NOT_FETCHED.test(error.message)) return error;
  return new Failure({ code: (await lookForServer()) ? 'page_replaced' : 'unreachable' });
}
