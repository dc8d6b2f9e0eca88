import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';
import { usePages } from './use-pages.ts';

export type PersonHit = Reply<DeskContract, 'POST /payouts/people/search'>[number];
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
        'POST /payouts/people/search',
        { body: { officeId, q, limit, ...(everywhere && { everywhere }) } },
        signal,
      ),
    staleTime: 10_000,
  });

export type Collecting = Reply<DeskContract, 'POST /payouts/collecting/search'>[number];

/** For whom the holder of a card may collect; asked only of a card's code or its number. */
export const collectingQuery = (officeId: string, q: string) =>
  queryOptions({
    queryKey: [PEOPLE, 'collecting', officeId, q],
    queryFn: ({ signal }) => ask('POST /payouts/collecting/search', { body: { officeId, q } }, signal),
    staleTime: 10_000,
  });

/** A card's code from a scanner, or twelve digits with any blanks: what may be a proxy's as well as a payee's. */
export function isCard(q: string): boolean {
  return q.includes('|') || /^\d{11,12}$/.test(q.replaceAll(/[\s.-]/g, ''));
}

export const personQuery = (officeId: string, citizenId: string) =>
  queryOptions({
    queryKey: [PEOPLE, citizenId, officeId],
    queryFn: ({ signal }) =>
      ask('GET /payouts/people/:citizenId', { params: { citizenId }, query: { officeId } }, signal),
    staleTime: 60_000,
  });

export type PastFilter = { readonly programme?: string; readonly status?: PastVoucher['status'] };

export const usePastVouchers = (officeId: string, citizenId: string, filter: PastFilter) =>
  usePages(
    [PEOPLE, citizenId, officeId, 'vouchers', filter],
    (page, signal) =>
      ask(
        'GET /payouts/people/:citizenId/vouchers',
        { params: { citizenId }, query: { officeId, ...filter, ...page } },
        signal,
      ),
    50,
  );

export const useHistory = (officeId: string, citizenId: string) =>
  usePages(
    [PEOPLE, citizenId, officeId, 'history'],
    (page, signal) =>
      ask(
        'GET /payouts/people/:citizenId/history',
        { params: { citizenId }, query: { officeId, ...page } },
        signal,
      ),
    20,
  );

export const communesQuery = queryOptions({
  queryKey: ['communes'],
  queryFn: ({ signal }) => ask('GET /payouts/communes', undefined, signal),
  staleTime: Infinity,
});
