import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract, type Me } from '../api.ts';
import { askAll } from './use-pages.ts';

export type MyHand = Reply<DeskContract, 'GET /payouts/my-hands'>[number];
export type Offer = Reply<DeskContract, 'GET /payouts/offers'>['items'][number];

/** What a person holds at an office, and the office's own hands they answer for. */
export const myHandsQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'my-hands', officeId],
    queryFn: ({ signal }) => ask('GET /payouts/my-hands', { query: { officeId } }, signal),
  });

export const offersQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'offers', officeId],
    queryFn: ({ signal }) =>
      askAll<Offer>((page) => ask('GET /payouts/offers', { query: { officeId, ...page } }, signal)),
  });

/** The offices where one holds one of these roles, each once. */
export function officesOf(
  me: Me,
  roles: readonly string[],
): { readonly id: string; readonly name: string }[] {
  const held = me.grants.filter((grant) => roles.includes(grant.role));
  return [...new Map(held.map((grant) => [grant.officeId, grant.officeName]))].map(([id, name]) => ({
    id,
    name,
  }));
}
