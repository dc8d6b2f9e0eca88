import { queryOptions } from '@tanstack/react-query';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract, type Me } from '../api.ts';
import type { Place } from '../parts/place.ts';

export type Phone = Reply<DeskContract, 'GET /devices'>[number];
export type Alarm = Reply<DeskContract, 'GET /devices/alarms'>['items'][number];
export type Holder = Reply<DeskContract, 'GET /devices/holders'>[number];

/** As the server judges: who answers for phones, who watches them, who takes in what a phone has exported. */
export const KEEPERS = ['treasurer', 'point-keeper', 'district-manager', 'administrator'];
export const WATCHERS = [...KEEPERS, 'chief-accountant', 'auditor', 'provincial-director'];
export const CARRIERS = ['treasurer', 'chief-accountant', 'district-manager', 'point-keeper'];

export const phonesQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'phones', officeId],
    queryFn: ({ signal }) => ask('GET /devices', { query: { officeId } }, signal),
  });

export const alarmsQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'alarms', officeId],
    queryFn: ({ signal }) => ask('GET /devices/alarms', { query: { officeId } }, signal),
  });

export const holdersQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['payouts', 'holders', officeId],
    queryFn: ({ signal }) => ask('GET /devices/holders', { query: { officeId } }, signal),
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
