import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';

export type DayReply = Reply<DeskContract, 'GET /rounds/day'>;
export type StopOfDay = DayReply['stops'][number];
export type PayerOfDay = DayReply['payers'][number];
export type ClosureOfDay = DayReply['closures'][number];
export type PlansReply = Reply<DeskContract, 'GET /rounds/plans'>;
export type BagOfDay = Reply<DeskContract, 'GET /rounds/bags'>[number];
export type Setting = Reply<DeskContract, 'GET /rounds/settings'>[number];
export type Why = PlansReply['left'][number]['why'];

/** Not under 'payouts': a payment elsewhere must not reload what is being planned here. */
export const dayQuery = (officeId: string, day: string | undefined) =>
  queryOptions({
    queryKey: ['rounds', 'day', officeId, day ?? 'today'],
    queryFn: ({ signal }) =>
      ask('GET /rounds/day', { query: { officeId, ...(day !== undefined && { day }) } }, signal),
    staleTime: 60_000,
  });

export const plansQuery = (officeId: string, day: string) =>
  queryOptions({
    queryKey: ['rounds', 'plans', officeId, day],
    queryFn: ({ signal }) => ask('GET /rounds/plans', { query: { officeId, day } }, signal),
  });

export const officesQuery = (officeId: string, day: string) =>
  queryOptions({
    queryKey: ['rounds', 'offices', officeId, day],
    queryFn: ({ signal }) => ask('GET /rounds/offices', { query: { officeId, day } }, signal),
  });

export const bagsQuery = (officeId: string, day: string) =>
  queryOptions({
    queryKey: ['payouts', 'rounds', 'bags', officeId, day],
    queryFn: ({ signal }) => ask('GET /rounds/bags', { query: { officeId, day } }, signal),
  });

export const settingsQuery = (on: string) =>
  queryOptions({
    queryKey: ['rounds', 'settings', on],
    queryFn: ({ signal }) => ask('GET /rounds/settings', { query: { on } }, signal),
  });

export const searchQuery = (officeId: string, searchId: string) =>
  queryOptions({
    queryKey: ['rounds', 'search', officeId, searchId],
    queryFn: ({ signal }) =>
      ask('GET /rounds/searches/:searchId', { params: { searchId }, query: { officeId } }, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'looking' || !state.data ? 400 : false),
    gcTime: 0,
  });
