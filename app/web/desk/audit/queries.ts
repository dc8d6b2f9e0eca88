import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';
import type { AuditSearch } from './search.ts';

export type HandoverLine = Reply<DeskContract, 'GET /payouts/handovers'>['items'][number];
export type Correction = Reply<DeskContract, 'GET /payouts/corrections'>['items'][number];
export type Look = Reply<DeskContract, 'GET /looks'>['items'][number];
export type EvidenceState = Reply<DeskContract, 'GET /evidence/state'>;

const PAGE = 200;
const PAGED = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next: string | null }) => page.next,
};
const pageOf = (after: string | null) => ({ limit: PAGE, ...(after !== null && { after }) });

export const handoversQuery = (officeId: string, { day, kind, hand }: AuditSearch) =>
  infiniteQueryOptions({
    ...PAGED,
    queryKey: ['payouts', 'handovers', officeId, day, kind, hand],
    queryFn: ({ pageParam, signal }) => {
      const query = { officeId, ...pageOf(pageParam), ...(day && { day }), ...(kind && { kind }) };
      return ask('GET /payouts/handovers', { query: { ...query, ...(hand && { handId: hand }) } }, signal);
    },
  });

export const correctionsQuery = (officeId: string, { from, to }: AuditSearch) =>
  infiniteQueryOptions({
    ...PAGED,
    queryKey: ['payouts', 'corrections', officeId, from, to],
    queryFn: ({ pageParam, signal }) => {
      const query = { officeId, ...pageOf(pageParam), ...(from && { from }), ...(to && { to }) };
      return ask('GET /payouts/corrections', { query }, signal);
    },
  });

export const looksQuery = ({ by, citizen, from, to }: AuditSearch) =>
  infiniteQueryOptions({
    ...PAGED,
    queryKey: ['looks', by, citizen, from, to],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...pageOf(pageParam), ...(by && { by }), ...(from && { from }), ...(to && { to }) };
      return ask('GET /looks', { query: { ...query, ...(citizen && { citizenId: citizen }) } }, signal);
    },
  });

export const evidenceQuery = queryOptions({
  queryKey: ['evidence', 'state'],
  queryFn: ({ signal }) => ask('GET /evidence/state', undefined, signal),
  refetchInterval: 15_000,
});

export const checkpointsQuery = infiniteQueryOptions({
  ...PAGED,
  queryKey: ['evidence', 'checkpoints'],
  queryFn: ({ pageParam, signal }) => ask('GET /evidence/checkpoints', { query: pageOf(pageParam) }, signal),
});
