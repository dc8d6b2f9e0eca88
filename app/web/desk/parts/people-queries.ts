import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';

export type PersonHit = Reply<DeskContract, 'GET /payouts/people'>[number];
export type Person = Reply<DeskContract, 'GET /payouts/people/:citizenId'>;
export type PersonVoucher = Person['vouchers'][number];
export type PastVoucher = Reply<DeskContract, 'GET /payouts/people/:citizenId/vouchers'>['items'][number];

/**
 * What is asked about people stands apart from the figures: each look at a person is recorded, so it is asked again when
 * somebody acts, and not whenever any counter pays.
 */
export const PEOPLE = 'people';

export interface Search {
  readonly officeId: string;
  readonly q: string;
  readonly everywhere?: boolean;
  readonly limit?: number;
}

export const searchQuery = ({ officeId, q, everywhere = false, limit = 20 }: Search) =>
  queryOptions({
    queryKey: [PEOPLE, 'search', officeId, q, everywhere, limit],
    queryFn: ({ signal }) =>
      ask(
        'GET /payouts/people',
        { query: { officeId, q, limit, ...(everywhere && { everywhere }) } },
        signal,
      ),
    staleTime: 10_000,
  });

export const personQuery = (officeId: string, citizenId: string) =>
  queryOptions({
    queryKey: [PEOPLE, citizenId, officeId],
    queryFn: ({ signal }) =>
      ask('GET /payouts/people/:citizenId', { params: { citizenId }, query: { officeId } }, signal),
    staleTime: 60_000,
  });

export type PastFilter = { readonly programme?: string; readonly status?: PastVoucher['status'] };

export const pastQuery = (officeId: string, citizenId: string, filter: PastFilter) =>
  infiniteQueryOptions({
    queryKey: [PEOPLE, citizenId, officeId, 'vouchers', filter],
    queryFn: ({ signal, pageParam }) =>
      ask(
        'GET /payouts/people/:citizenId/vouchers',
        {
          params: { citizenId },
          query: { officeId, limit: 50, ...filter, ...(pageParam !== null && { after: pageParam }) },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 60_000,
  });

export const historyQuery = (officeId: string, citizenId: string) =>
  infiniteQueryOptions({
    queryKey: [PEOPLE, citizenId, officeId, 'history'],
    queryFn: ({ signal, pageParam }) =>
      ask(
        'GET /payouts/people/:citizenId/history',
        {
          params: { citizenId },
          query: { officeId, limit: 20, ...(pageParam !== null && { after: pageParam }) },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 60_000,
  });

export const communesQuery = queryOptions({
  queryKey: ['communes'],
  queryFn: ({ signal }) => ask('GET /payouts/communes', undefined, signal),
  staleTime: Infinity,
});
