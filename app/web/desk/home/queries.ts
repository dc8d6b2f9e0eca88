import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';

export type Work = Reply<DeskContract, 'GET /payouts/work'>[number];

/** Told by the server's own memory; nothing wakes the desk when it changes. */
const TROUBLES_EVERY_MS = 60_000;

export const troublesQuery = queryOptions({
  queryKey: ['troubles'],
  queryFn: ({ signal }) => ask('GET /troubles', undefined, signal),
  refetchInterval: TROUBLES_EVERY_MS,
});

export const workQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'work', officeId],
    queryFn: ({ signal }) => ask('GET /payouts/work', { query: { officeId } }, signal),
  });
