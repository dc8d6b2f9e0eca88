import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';

export type Takers = Reply<DeskContract, 'GET /payouts/takers'>;

/** An office as its cash sees it: its name, today, who may take from it, and what needs two people. */
export const takersQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'takers', officeId],
    queryFn: ({ signal }) => ask('GET /payouts/takers', { query: { officeId } }, signal),
    staleTime: 60_000,
  });
