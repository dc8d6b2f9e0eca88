import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';
import { askAll } from '../parts/use-pages.ts';

export type Offer = Reply<DeskContract, 'GET /payouts/transit'>['items'][number];
export type Order = Reply<DeskContract, 'GET /payouts/orders'>['items'][number];
export type Need = Reply<DeskContract, 'GET /payouts/cash-needs'>[number];
export type Proposal = Reply<DeskContract, 'GET /payouts/proposals'>['items'][number];
export type HandNow = Reply<DeskContract, 'GET /payouts/hands'>['items'][number];
export type Funding = Reply<DeskContract, 'GET /payouts/funding'>[number];

export const transitQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'transit', officeId],
    queryFn: ({ signal }) =>
      askAll<Offer>((page) => ask('GET /payouts/transit', { query: { officeId, ...page } }, signal)),
  });

export const ordersQuery = (officeId: string, month: string) =>
  queryOptions({
    queryKey: ['payouts', 'orders', officeId, month],
    queryFn: ({ signal }) =>
      askAll<Order>((page) => ask('GET /payouts/orders', { query: { officeId, month, ...page } }, signal)),
  });

export const needsQuery = (officeId: string, month: string, until: string) =>
  queryOptions({
    queryKey: ['payouts', 'cash-needs', officeId, month, until],
    queryFn: ({ signal }) => ask('GET /payouts/cash-needs', { query: { officeId, month, until } }, signal),
  });

export const proposalsQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'proposals', officeId],
    queryFn: ({ signal }) =>
      askAll<Proposal>((page) => ask('GET /payouts/proposals', { query: { officeId, ...page } }, signal)),
  });

export const tellersQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'tellers', officeId],
    queryFn: ({ signal }) => ask('GET /payouts/tellers', { query: { officeId } }, signal),
  });

export const limitsQuery = (officeId: string, handId: string) =>
  queryOptions({
    queryKey: ['payouts', 'limits', handId],
    queryFn: ({ signal }) =>
      ask('GET /payouts/hands/:handId/limits', { params: { handId }, query: { officeId } }, signal),
  });

export const fundingQuery = (month: string) =>
  queryOptions({
    queryKey: ['payouts', 'funding', month],
    queryFn: ({ signal }) => ask('GET /payouts/funding', { query: { month } }, signal),
  });

const PAGE = 500;

/** Every hand of an office and those below it, however many pages; at a past moment when one is given. */
export const handsQuery = (officeId: string, moment: { readonly at?: string; readonly on?: string }) =>
  queryOptions({
    queryKey: ['payouts', 'hands', officeId, moment.at ?? null, moment.on ?? null],
    queryFn: ({ signal }) =>
      askAll<HandNow>(
        (page) => ask('GET /payouts/hands', { query: { officeId, ...moment, ...page } }, signal),
        PAGE,
      ),
  });
