import { findCollecting } from '#people/looks/numbers.ts';
import type { Tx } from '#kernel/db/types.ts';
import { dayAt, type Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { whyNotRecordAuthority, lastDayOfAuthority } from '../rules/authority.ts';
import { showProgrammeName } from '../../programmes/store/programmes.ts';
import { type AuthorityCommand, insertAuthority, recordRevocation } from '../store/authorities.ts';
import { showAuthorityOwner } from '../store/authority-form.ts';
import { type HeirCommand, insertHeir } from '../store/heirs.ts';
import { findDeath, listRecordsOf } from '../store/person.ts';
import { insertStop, isStopKnown, liftStops, type NewStop } from '../store/stops.ts';
import type { Person } from '../../posting.ts';
import { type ByPerson, openPerson } from './person.ts';
import { recordDeath } from './deaths.ts';

/**
 * Records a written authority (13-HSB) for a person whom the office may open. The same id again is the same authority.
 * Refuses `authority_too_long` with the last day allowed, `authority_past`, `not_found` for a programme nobody knows.
 */
export async function recordAuthority(
  tx: Tx,
  now: Date,
  authority: AuthorityCommand & ByPerson,
): Promise<{ id: Id }> {
  const { id, at, madeOn, expiresOn, programmes } = authority;
  const [citizenId] = await openPerson(tx, authority.citizenId, at);
  const why = whyNotRecordAuthority(authority, dayAt(now));
  if (why) throw new Refusal(why, { madeOn, expiresOn, lastDay: lastDayOfAuthority(madeOn) });
  for (const programme of programmes ?? []) await showProgrammeName(tx, programme);
  if (!(await insertAuthority(tx, now, { ...authority, citizenId }))) {
    const named = await findCollecting(tx, authority.proxyCccd);
    if (!named.some(({ authorityId }) => authorityId === id)) throw new Refusal('conflict', { id });
  }
  return { id };
}

/** Ends an authority at once; `revoked` is false when it had been ended before. Refuses `authority_not_found`. */
export async function revokeAuthority(
  tx: Tx,
  now: Date,
  command: ByPerson & { readonly authorityId: Id; readonly reason: string },
): Promise<{ revoked: boolean }> {
  const { authorityId, doer, at, reason } = command;
  await openPerson(tx, await showAuthorityOwner(tx, authorityId), at);
  return { revoked: await recordRevocation(tx, now, { authorityId, reason, by: doer.id }) };
}

/** Records who may collect what a dead person was still due. Refuses `citizen_alive`. */
export async function recordHeir(tx: Tx, now: Date, heir: HeirCommand & ByPerson): Promise<{ id: Id }> {
  const records = await openPerson(tx, heir.citizenId, heir.at);
  if ((await findDeath(tx, records)) === null)
    throw new Refusal('citizen_alive', { citizen: heir.citizenId });
  if (!(await insertHeir(tx, now, { ...heir, citizenId: records[0] }))) {
    const named = await findCollecting(tx, heir.cccd);
    if (!named.some(({ heirId }) => heirId === heir.id)) throw new Refusal('conflict', { id: heir.id });
  }
  return { id: heir.id };
}

/** A death told to an office that may open the person. Refuses `death_ahead` of a day to come, `death_recorded`. */
export async function reportDeath(
  tx: Tx,
  now: Date,
  command: ByPerson & { readonly citizenId: Id; readonly diedOn: Day; readonly document: string },
): Promise<{ recalled: number; awaiting: number }> {
  const { doer, at, diedOn, document } = command;
  const [citizenId] = await openPerson(tx, command.citizenId, at);
  if (diedOn > dayAt(now)) throw new Refusal('death_ahead', { diedOn, today: dayAt(now) });
  return recordDeath(tx, now, { doer, citizenId, diedOn, document });
}

/** Stops a person's payments from a month on, of one programme or all; the same id again is the same stop. */
export async function stopPayments(tx: Tx, now: Date, stop: NewStop): Promise<{ id: Id }> {
  const [citizenId] = await listRecordsOf(tx, stop.citizenId);
  if (citizenId === undefined) throw new Refusal('not_found', { citizen: stop.citizenId });
  if (stop.programme !== null) await showProgrammeName(tx, stop.programme);
  await insertStop(tx, now, { ...stop, citizenId });
  return { id: stop.id };
}

/** Resumes payment; `lifted` is false when it had been resumed before. Refuses `not_found`. */
export async function liftStop(
  tx: Tx,
  now: Date,
  command: { readonly doer: Person; readonly stopId: Id; readonly reason: string },
): Promise<{ lifted: boolean }> {
  const { stopId, doer, reason } = command;
  if (!(await isStopKnown(tx, stopId))) throw new Refusal('not_found', { stop: stopId });
  const lifted = await liftStops(tx, now, { stops: [stopId], reason, by: doer.id });
  return { lifted: lifted > 0 };
}
