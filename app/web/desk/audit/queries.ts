import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';
import type { AccessEventKind } from '#kernel/access/events.ts';
import { usePages } from '../parts/use-pages.ts';
import type { AuditSearch } from './search.ts';

export type HandoverLine = Reply<DeskContract, 'GET /payouts/handovers'>['items'][number];
export type Correction = Reply<DeskContract, 'GET /payouts/corrections'>['items'][number];
export type Look = Reply<DeskContract, 'GET /looks'>['items'][number];
export type EntryEvent = Reply<DeskContract, 'GET /entry/events'>['items'][number];
export type EvidenceState = Reply<DeskContract, 'GET /evidence/state'>;

export const useHandovers = (officeId: string, { from, to, kind, hand }: AuditSearch) =>
  usePages(['payouts', 'handovers', officeId, from, to, kind, hand], (page, signal) => {
    const query = { officeId, ...page, ...(from && { from }), ...(to && { to }), ...(kind && { kind }) };
    return ask('GET /payouts/handovers', { query: { ...query, ...(hand && { handId: hand }) } }, signal);
  });

export const useCorrections = (officeId: string, { from, to }: AuditSearch) =>
  usePages(['payouts', 'corrections', officeId, from, to], (page, signal) => {
    const query = { officeId, ...page, ...(from && { from }), ...(to && { to }) };
    return ask('GET /payouts/corrections', { query }, signal);
  });

export const useLooks = ({ by, citizen, from, to }: AuditSearch) =>
  usePages(['looks', by, citizen, from, to], (page, signal) => {
    const query = { ...page, ...(by && { by }), ...(from && { from }), ...(to && { to }) };
    return ask('GET /looks', { query: { ...query, ...(citizen && { citizenId: citizen }) } }, signal);
  });

export const useEntryEvents = ({ by, event, from, to }: AuditSearch) =>
  usePages(['entry', 'events', by, event, from, to], (page, signal) => {
    const query = { ...page, ...(by && { by }), ...(from && { from }), ...(to && { to }) };
    const kind = event as AccessEventKind | undefined;
    return ask('GET /entry/events', { query: { ...query, ...(kind && { kind }) } }, signal);
  });

export const evidenceQuery = queryOptions({
  queryKey: ['evidence', 'state'],
  queryFn: ({ signal }) => ask('GET /evidence/state', undefined, signal),
  refetchInterval: 15_000,
});

export const useCheckpoints = () =>
  usePages(['evidence', 'checkpoints'], (page, signal) =>
    ask('GET /evidence/checkpoints', { query: page }, signal),
  );
