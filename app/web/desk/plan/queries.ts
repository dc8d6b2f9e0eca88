import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';
import { officeWith } from '../parts/programmes.ts';
import { meQuery, monthsQuery } from '../queries.ts';
import type { PlanSearch } from './search.ts';

export type Plan = Reply<DeskContract, 'GET /payouts/plan'>;
export type PlanOffice = Plan['offices'][number];
export type PlanCell = Plan['cells'][number];
export type Batches = Reply<DeskContract, 'GET /payouts/bank-batches'>;
export type Batch = Batches['batches'][number];

export const PLANNERS = ['payout-controller', 'district-manager'] as const;
export const BANKERS = ['payout-controller', 'chief-accountant'] as const;

export const planQuery = (officeId: string, month: string, programme: string | undefined) =>
  queryOptions({
    queryKey: ['payouts', 'plan', officeId, month, programme],
    queryFn: ({ signal }) =>
      ask(
        'GET /payouts/plan',
        { query: { officeId, month, ...(programme !== undefined && { programme }) } },
        signal,
      ),
  });

export const groupsQuery = (officeId: string, month: string, day: string) =>
  queryOptions({
    queryKey: ['payouts', 'plan-groups', officeId, month, day],
    queryFn: ({ signal }) => ask('GET /payouts/plan/groups', { query: { officeId, month, day } }, signal),
  });

export const printsQuery = (officeId: string, month: string) =>
  queryOptions({
    queryKey: ['payouts', 'plan-prints', officeId, month],
    queryFn: ({ signal }) => ask('GET /payouts/plan/prints', { query: { officeId, month } }, signal),
  });

export const differencesQuery = (printId: string, officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'plan-differences', printId],
    queryFn: ({ signal }) =>
      ask(
        'GET /payouts/plan/prints/:printId/differences',
        { params: { printId }, query: { officeId } },
        signal,
      ),
  });

export const distributionQuery = (month: string) =>
  queryOptions({
    queryKey: ['payouts', 'distribution', month],
    queryFn: ({ signal }) => ask('GET /payouts/distribution', { query: { month } }, signal),
  });

export const batchesQuery = (month: string) =>
  queryOptions({
    queryKey: ['payouts', 'bank-batches', month],
    queryFn: ({ signal }) => ask('GET /payouts/bank-batches', { query: { month } }, signal),
  });

/** Which month and office a page of the plan is about: from the address, else the newest month begun and the person's own office. */
export function usePlanPlace(search: PlanSearch, who: readonly string[] = PLANNERS) {
  const me = useSuspenseQuery(meQuery).data;
  const own = officeWith(me, who);
  const months = useQuery({ ...monthsQuery, enabled: own !== undefined });
  const known = months.data ?? [];
  return {
    own,
    officeId: search.office ?? own?.officeId,
    month: search.month ?? known.find(({ begun }) => begun)?.month ?? known[0]?.month,
    months: known.map(({ month }) => month),
    asked: months,
  };
}
