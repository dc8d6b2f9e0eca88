import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../../api.ts';
import { askAll } from '../use-pages.ts';

export type Offered = Reply<DeskContract, 'GET /payouts/offers/:offerId/vouchers'>['items'][number];

const PAGE = 500;

/** Every voucher of an open offer, by given name. */
export const offeredQuery = (officeId: string, offerId: string) =>
  queryOptions({
    queryKey: ['payouts', 'offered', offerId],
    queryFn: ({ signal }) =>
      askAll<Offered>(
        (page) =>
          ask(
            'GET /payouts/offers/:offerId/vouchers',
            { params: { offerId }, query: { officeId, ...page } },
            signal,
          ),
        PAGE,
      ),
  });
