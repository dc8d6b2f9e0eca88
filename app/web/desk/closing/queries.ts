import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';

export type Closing = Reply<DeskContract, 'GET /payouts/closing'>;
export type ClosingHand = Closing['hands'][number];

export const closingQuery = (officeId: string, day: string | undefined) =>
  queryOptions({
    queryKey: ['payouts', 'closing', officeId, day ?? null],
    queryFn: ({ signal }) =>
      ask('GET /payouts/closing', { query: { officeId, ...(day !== undefined && { day }) } }, signal),
  });

export const lateClosesQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'late-closes', officeId],
    queryFn: ({ signal }) => ask('GET /payouts/late-closes', { query: { officeId } }, signal),
  });
