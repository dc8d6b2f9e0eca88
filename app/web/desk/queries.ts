import { QueryClient, queryOptions } from '@tanstack/react-query';
import { Failure } from '#kernel/web/failure.ts';
import { onReachedAgain } from '#kernel/web/reach.ts';
import { ask } from './api.ts';

/** What the database or the network kept from being answered; a refusal stays one however often it is asked. */
const SILENCE = ['unreachable', 'unavailable'];

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The reach of the server is known from its answers; the browser's own opinion is not.
      networkMode: 'always',
      retry: (times, error) => times < 2 && error instanceof Failure && SILENCE.includes(error.code),
      retryDelay: 1000,
      staleTime: 5000,
    },
    mutations: { networkMode: 'always' },
  },
});

onReachedAgain(() => void queries.invalidateQueries());

/** Who is signed in; asked again whenever a page is opened. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => ask('GET /staff/me', undefined, signal),
  staleTime: 60_000,
});

export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => ask('GET /about', undefined, signal),
  staleTime: Infinity,
  retry: false,
});

/** Borders change by law, a few times in a decade. */
export const boundariesQuery = (on: string) =>
  queryOptions({
    queryKey: ['boundaries', on],
    queryFn: ({ signal }) => ask('GET /places/boundaries', { query: { on } }, signal),
    staleTime: Infinity,
  });

export const monthsQuery = queryOptions({
  queryKey: ['payouts', 'months'],
  queryFn: ({ signal }) => ask('GET /payouts/months', undefined, signal),
});

export const overviewQuery = (month: string, officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'overview', month, officeId],
    queryFn: ({ signal }) => ask('GET /payouts/overview', { query: { month, officeId } }, signal),
  });
