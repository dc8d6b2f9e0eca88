import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../../api.ts';
import { usePages } from '../../parts/use-pages.ts';

export type Request = Reply<DeskContract, 'GET /privacy/requests'>['items'][number];
export type Breach = Reply<DeskContract, 'GET /privacy/breaches'>['items'][number];
export type Retention = Reply<DeskContract, 'GET /privacy/retention'>;

export const useRequests = () =>
  usePages(['privacy', 'requests'], (page, signal) => ask('GET /privacy/requests', { query: page }, signal));

export const useBreaches = () =>
  usePages(['privacy', 'breaches'], (page, signal) => ask('GET /privacy/breaches', { query: page }, signal));

export const retentionQuery = queryOptions({
  queryKey: ['privacy', 'retention'],
  queryFn: ({ signal }) => ask('GET /privacy/retention', undefined, signal),
});

/** A day that somebody names is counted from its first minute: a time limit then never runs too long. */
export const startOf = (day: string) => `${day}T00:00:00+07:00`;
