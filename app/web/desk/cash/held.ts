import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';

export type HeldVoucher = Reply<DeskContract, 'POST /payouts/hands/:handId/vouchers/search'>['items'][number];

/** What one handover takes at most, and therefore what is worth bringing to choose from. */
export const HELD_MAX = 5000;
const PAGE = 500;

export interface HeldFilter {
  /** A pay day and the office that pays on it. */
  readonly day?: { readonly payOn: string; readonly atOfficeId: string } | undefined;
  readonly listId?: string | undefined;
  readonly q?: string | undefined;
}

export const heldQuery = (officeId: string, handId: string, { day, listId, q }: HeldFilter) =>
  queryOptions({
    queryKey: ['payouts', 'hand-vouchers', officeId, handId, day?.payOn, day?.atOfficeId, listId, q],
    queryFn: async ({ signal }) => {
      const all: HeldVoucher[] = [];
      for (let after: string | null | undefined; after !== null && all.length < HELD_MAX;) {
        const filter = { officeId, limit: PAGE, ...day, ...(listId && { listId }), ...(q && { q }) };
        const page = await ask(
          'POST /payouts/hands/:handId/vouchers/search',
          { params: { handId }, body: { ...filter, ...(after !== undefined && { after }) } },
          signal,
        );
        all.push(...page.items);
        after = page.next;
      }
      return all.slice(0, HELD_MAX);
    },
  });

export const heldGroupsQuery = (officeId: string, handId: string) =>
  queryOptions({
    queryKey: ['payouts', 'hand-voucher-groups', officeId, handId],
    queryFn: ({ signal }) =>
      ask('GET /payouts/hands/:handId/voucher-groups', { params: { handId }, query: { officeId } }, signal),
  });
