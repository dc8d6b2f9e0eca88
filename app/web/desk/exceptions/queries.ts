import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';
import { usePages } from '../parts/use-pages.ts';

export type Exception = Reply<DeskContract, 'GET /devices/exceptions'>['items'][number];
export type ExceptionDetail = Reply<DeskContract, 'GET /devices/exceptions/:exceptionId'>;
export type AtDesk = Reply<DeskContract, 'GET /payouts/door-operations/:exceptionId'>;

/** Who rules on what a phone brought, as the server judges. */
export const RULERS = ['treasurer', 'chief-accountant', 'district-manager'];
export const CASE_RULERS = ['chief-accountant'];
export const TAKERS_BACK = ['chief-accountant', 'payout-controller'];
export const EXPLAINERS = [...RULERS, 'point-keeper', 'teller'];

/** The exceptions of an office, or of one phone of it. */
export const useExceptions = (officeId: string, ruled: boolean, deviceId: string | undefined) =>
  usePages(['payouts', 'exceptions', officeId, ruled, deviceId ?? null], (page, signal) =>
    ask(
      'GET /devices/exceptions',
      { query: { officeId, ruled, ...(deviceId !== undefined && { deviceId }), ...page } },
      signal,
    ),
  );

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
