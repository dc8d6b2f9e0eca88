import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract, type Me } from '../api.ts';
import type { Place } from '../parts/place.ts';
import { askAll, usePages } from '../parts/use-pages.ts';

export type Phone = Reply<DeskContract, 'GET /devices'>['items'][number];
export type Alarm = Reply<DeskContract, 'GET /devices/alarms'>['items'][number];
export type Holder = Reply<DeskContract, 'GET /devices/holders'>['items'][number];

/** As the server judges: who answers for phones, who watches them, who takes in what a phone has exported. */
export const KEEPERS = ['treasurer', 'point-keeper', 'district-manager', 'administrator'];
export const WATCHERS = [...KEEPERS, 'chief-accountant', 'auditor', 'provincial-director'];
export const CARRIERS = ['treasurer', 'chief-accountant', 'district-manager', 'point-keeper'];

/** Where no stream of changes is open to the role, lists ask by themselves. */
const ASK_AGAIN_MS = 10_000;

export const usePhones = (officeId: string, live: boolean) =>
  usePages(
    ['payouts', 'phones', officeId],
    (page, signal) => ask('GET /devices', { query: { officeId, ...page } }, signal),
    undefined,
    !live && ASK_AGAIN_MS,
  );

/** One phone of an office, by its id or that of the code it came by; null while there is none. */
export const phoneQuery = (officeId: string, which: { deviceId: string } | { enrolmentId: string }) =>
  queryOptions({
    queryKey: ['payouts', 'phone', officeId, which],
    queryFn: async ({ signal }) =>
      (await ask('GET /devices', { query: { officeId, ...which } }, signal)).items[0] ?? null,
  });

export const useAlarms = (officeId: string, live: boolean) =>
  usePages(
    ['payouts', 'alarms', officeId],
    (page, signal) => ask('GET /devices/alarms', { query: { officeId, ...page } }, signal),
    50,
    !live && ASK_AGAIN_MS,
  );

export const holdersQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'holders', officeId],
    queryFn: ({ signal }) =>
      askAll((page) => ask('GET /devices/holders', { query: { officeId, ...page } }, signal), 500),
  });

export const reissueQuery = (officeId: string, bagId: string) =>
  queryOptions({
    queryKey: ['payouts', 'reissue', bagId],
    queryFn: ({ signal }) =>
      ask('GET /payouts/bags/:bagId/reissue', { params: { bagId }, query: { officeId } }, signal),
  });

/** The offices where a person answers for phones or watches them, the highest first. */
export function phonePlaces(me: Me): Place[] {
  const places = me.grants
    .filter(({ role }) => WATCHERS.includes(role))
    .map(
      ({ officeId, officeName, officePath }) =>
        [officeId, { id: officeId, name: officeName, path: officePath }] as const,
    );
  return [...new Map(places).values()].sort((a, b) => a.path.length - b.path.length);
}

/** Whether one of the roles is held over an office of this path. */
export const holds = (me: Me, roles: readonly string[]) => me.grants.some(({ role }) => roles.includes(role));
