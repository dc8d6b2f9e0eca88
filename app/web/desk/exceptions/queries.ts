import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';

export type Exception = Reply<DeskContract, 'GET /devices/exceptions'>[number];
export type ExceptionDetail = Reply<DeskContract, 'GET /devices/exceptions/:exceptionId'>;
export type AtDesk = Reply<DeskContract, 'GET /payouts/door-operations/:exceptionId'>;

/** Who rules on what a phone brought, as the server judges. */
export const RULERS = ['treasurer', 'chief-accountant', 'district-manager'];
export const CASE_RULERS = ['chief-accountant'];
export const TAKERS_BACK = ['chief-accountant', 'payout-controller'];
export const EXPLAINERS = [...RULERS, 'point-keeper', 'teller'];

export const exceptionsQuery = (officeId: string, ruled: boolean) =>
  queryOptions({
    queryKey: ['payouts', 'exceptions', officeId, ruled],
    queryFn: ({ signal }) => ask('GET /devices/exceptions', { query: { officeId, ruled } }, signal),
  });

export const exceptionQuery = (officeId: string, exceptionId: string) =>
  queryOptions({
    queryKey: ['payouts', 'exception', exceptionId],
    queryFn: ({ signal }) =>
      ask('GET /devices/exceptions/:exceptionId', { params: { exceptionId }, query: { officeId } }, signal),
  });

export const atDeskQuery = (officeId: string, exceptionId: string) =>
  queryOptions({
    queryKey: ['payouts', 'door-operation', exceptionId],
    queryFn: ({ signal }) =>
      ask(
        'GET /payouts/door-operations/:exceptionId',
        { params: { exceptionId }, query: { officeId } },
        signal,
      ),
  });
