import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../../api.ts';

export type HandoverDetail = Reply<DeskContract, 'GET /payouts/handovers/:handoverId'>;

export const handoverQuery = (handoverId: string) =>
  queryOptions({
    queryKey: ['payouts', 'handover', handoverId],
    queryFn: ({ signal }) => ask('GET /payouts/handovers/:handoverId', { params: { handoverId } }, signal),
  });
