import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';
import { usePages } from '../parts/use-pages.ts';

export type Member = Reply<DeskContract, 'GET /staff'>['items'][number];
export type OfficeEntry = Reply<DeskContract, 'GET /offices/all'>[number];
export type Rule = Reply<DeskContract, 'GET /payouts/programme-rules'>[number];
export type Rate = Reply<DeskContract, 'GET /payouts/rates'>[number];
export type Limit = Reply<DeskContract, 'GET /payouts/settings'>[number];
export type EntryRules = Reply<DeskContract, 'GET /entry/rules'>;
export type Holiday = Reply<DeskContract, 'GET /holidays'>[number];

export type PapersSaid = Reply<DeskContract, 'GET /offices/papers'>;

export const useStaff = (find: string | undefined) =>
  usePages(['staff', 'list', find], (page, signal) =>
    ask('GET /staff', { query: { ...page, ...(find && { search: find }) } }, signal),
  );

export const allOfficesQuery = queryOptions({
  queryKey: ['offices', 'all'],
  queryFn: ({ signal }) => ask('GET /offices/all', undefined, signal),
});

export const communesQuery = queryOptions({
  queryKey: ['offices', 'communes'],
  queryFn: ({ signal }) => ask('GET /offices/communes', undefined, signal),
});

export const holdersQuery = queryOptions({
  queryKey: ['staff', 'roles'],
  queryFn: ({ signal }) => ask('GET /staff/roles', undefined, signal),
});

export const papersQuery = queryOptions({
  queryKey: ['offices', 'papers'],
  queryFn: ({ signal }) => ask('GET /offices/papers', undefined, signal),
});

export const rulesQuery = queryOptions({
  queryKey: ['reference', 'rules'],
  queryFn: ({ signal }) => ask('GET /payouts/programme-rules', undefined, signal),
});

export const ratesQuery = queryOptions({
  queryKey: ['reference', 'rates'],
  queryFn: ({ signal }) => ask('GET /payouts/rates', { query: {} }, signal),
});

export const limitsQuery = queryOptions({
  queryKey: ['reference', 'limits'],
  queryFn: ({ signal }) => ask('GET /payouts/settings', undefined, signal),
});

export const entryQuery = queryOptions({
  queryKey: ['entry', 'rules'],
  queryFn: ({ signal }) => ask('GET /entry/rules', undefined, signal),
});

export const holidaysQuery = (year: number) =>
  queryOptions({
    queryKey: ['holidays', year],
    queryFn: ({ signal }) => ask('GET /holidays', { query: { year } }, signal),
  });
