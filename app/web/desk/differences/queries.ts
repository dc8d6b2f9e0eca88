import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';
import { usePages } from '../parts/use-pages.ts';
import type { CaseState } from './search.ts';

export type CaseLine = Reply<DeskContract, 'GET /payouts/cases'>['items'][number];
export type CaseDetail = Reply<DeskContract, 'GET /payouts/cases/:caseId'>;
export type Suspense = Reply<DeskContract, 'GET /payouts/suspense'>[number];

export const useCases = (officeId: string, state: CaseState) =>
  usePages(['payouts', 'cases', officeId, state], (page, signal) =>
    ask('GET /payouts/cases', { query: { officeId, state, ...page } }, signal),
  );

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['payouts', 'case', caseId],
    queryFn: ({ signal }) => ask('GET /payouts/cases/:caseId', { params: { caseId } }, signal),
  });

export const suspenseQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'suspense', officeId],
    queryFn: ({ signal }) => ask('GET /payouts/suspense', { query: { officeId } }, signal),
  });
