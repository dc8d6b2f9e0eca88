import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';
import { usePages } from '../parts/use-pages.ts';
import type { SettlementSearch, VoucherState } from './search.ts';

export type Settlement = Reply<DeskContract, 'GET /payouts/settlement'>;
export type SettlementState = Reply<DeskContract, 'GET /payouts/settlement/state'>;
export type Line = Settlement['lines'][number];

export const settlementQuery = (programme: string, month: string) =>
  queryOptions({
    queryKey: ['payouts', 'settlement', programme, month],
    queryFn: ({ signal }) => ask('GET /payouts/settlement', { query: { programme, month } }, signal),
  });

export const stateQuery = (programme: string, month: string) =>
  queryOptions({
    queryKey: ['payouts', 'settlement-state', programme, month],
    queryFn: ({ signal }) => ask('GET /payouts/settlement/state', { query: { programme, month } }, signal),
  });

export interface Behind extends Pick<SettlementSearch, 'office' | 'source' | 'list'> {
  readonly programme: string;
  readonly month: string;
  readonly state: VoucherState;
}

export const useVouchers = (behind: Behind) =>
  usePages(['payouts', 'settlement-vouchers', behind], (page, signal) =>
    ask('GET /payouts/settlement/vouchers', { query: { ...behind, ...page } }, signal),
  );
