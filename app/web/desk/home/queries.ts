import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';

export type Work = Reply<DeskContract, 'GET /payouts/work'>[number];

export const workQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'work', officeId],
    queryFn: ({ signal }) => ask('GET /payouts/work', { query: { officeId } }, signal),
  });
