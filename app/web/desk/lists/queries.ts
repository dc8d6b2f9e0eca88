import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import type { Month } from '#kernel/words/day.ts';
import { ask, type DeskContract } from '../api.ts';
import { askAll } from '../parts/use-pages.ts';

export type ListItem = Reply<DeskContract, 'GET /payouts/lists'>['items'][number];
export type List = Reply<DeskContract, 'GET /payouts/lists/:listId'>;
export type WithdrawalOutlook = Reply<DeskContract, 'GET /payouts/lists/:listId/withdrawal'>;
export type Check = Reply<DeskContract, 'GET /payouts/list-checks/:checkId'>;
export type CheckedSheet = Check['report']['sheets'][number];
export type Finding = Check['report']['findings'][number];
export type Review = Reply<DeskContract, 'GET /payouts/reviews/:reviewId'>;
export type RuledReview = Reply<DeskContract, 'GET /payouts/reviews/ruled'>['items'][number];
export type Comparison = Reply<DeskContract, 'GET /payouts/comparison'>;

/** Who reads lists; only the payout controller takes them in. */
export const LIST_READERS = [
  'payout-controller',
  'chief-accountant',
  'provincial-director',
  'auditor',
] as const;

export const listsQuery = (month: Month) =>
  queryOptions({
    queryKey: ['payouts', 'lists', month],
    queryFn: ({ signal }) =>
      askAll<ListItem>((page) => ask('GET /payouts/lists', { query: { month, ...page } }, signal)),
  });

export const listQuery = (listId: string) =>
  queryOptions({
    queryKey: ['payouts', 'list', listId],
    queryFn: ({ signal }) => ask('GET /payouts/lists/:listId', { params: { listId } }, signal),
  });

export const withdrawalQuery = (listId: string) =>
  queryOptions({
    queryKey: ['payouts', 'list-withdrawal', listId],
    queryFn: ({ signal }) => ask('GET /payouts/lists/:listId/withdrawal', { params: { listId } }, signal),
    // What would go is said before it goes: never from an earlier look.
    gcTime: 0,
  });

export const restorationQuery = (listId: string) =>
  queryOptions({
    queryKey: ['payouts', 'list-restoration', listId],
    queryFn: ({ signal }) => ask('GET /payouts/lists/:listId/restoration', { params: { listId } }, signal),
    gcTime: 0,
  });

export const checkQuery = (checkId: string) =>
  queryOptions({
    queryKey: ['payouts', 'check', checkId],
    queryFn: ({ signal }) => ask('GET /payouts/list-checks/:checkId', { params: { checkId } }, signal),
    // What a look has found never changes; only its acceptance does, and that says so itself.
    staleTime: Infinity,
  });

export const comparisonQuery = (month: Month) =>
  queryOptions({
    queryKey: ['payouts', 'comparison', month],
    queryFn: ({ signal }) => ask('GET /payouts/comparison', { query: { month } }, signal),
  });

/** All that is known of who waits and who was ruled on: stale together. */
export const REVIEWS = ['payouts', 'reviews'] as const;

export const reviewsLeftQuery = queryOptions({
  queryKey: [...REVIEWS, 'left'],
  queryFn: ({ signal }) => ask('GET /payouts/reviews/left', undefined, signal),
});

export const reviewsQuery = queryOptions({
  queryKey: [...REVIEWS, 'waiting'],
  queryFn: ({ signal }) => ask('GET /payouts/reviews', { query: { limit: 100 } }, signal),
});

export const reviewQuery = (reviewId: string) =>
  queryOptions({
    queryKey: ['payouts', 'review', reviewId],
    queryFn: ({ signal }) => ask('GET /payouts/reviews/:reviewId', { params: { reviewId } }, signal),
    staleTime: 60_000,
  });
