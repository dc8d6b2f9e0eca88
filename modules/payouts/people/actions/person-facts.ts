import { findCollecting } from '#people/looks/numbers.ts';
import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { dayAt, type Day, firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { whyNotRecordAuthority, lastDayOfAuthority } from '../rules/authority.ts';
import { findDeath, listRecordsOf } from '../store/person.ts';
import type { Person } from '../../posting.ts';
import { type ByPerson, openPerson } from './person.ts';
import { recordDeath } from './deaths.ts';

export interface NewAuthority extends ByPerson {
  readonly id: Id;
  readonly citizenId: Id;
  readonly proxyName: string;
  readonly proxyCccd: string;
  readonly relation: string | null;
  readonly programmes: readonly string[] | null;
  readonly madeOn: Day;
  readonly expiresOn: Day;
  readonly certifiedBy: string;
}

/**
 * Records a written authority (13-HSB) for a person whom the office may open. The same id again is the same authority.
 * Refuses `authority_too_long` with the last day allowed, `authority_past`, `not_found` for a programme nobody knows.
 */
export async function recordAuthority(tx: Tx, now: Date, authority: NewAuthority): Promise<{ id: Id }> {
  const { id, doer, at, madeOn, expiresOn, programmes } = authority;
  const [citizenId] = await openPerson(tx, authority.citizenId, at);
  const why = whyNotRecordAuthority(authority, dayAt(now));
  if (why) throw new Refusal(why, { madeOn, expiresOn, lastDay: lastDayOfAuthority(madeOn) });
  for (const programme of programmes ?? []) await showProgrammeCode(tx, programme);
  const content = {
    id,
    citizen_id: citizenId,
    proxy_name: authority.proxyName,
    relation: authority.relation,
    programmes: programmes === null ? null : [...programmes],
    made_on: madeOn,
    expires_on: expiresOn,
    certified_by: authority.certifiedBy,
  };
  const stamp = { proxy_cccd: authority.proxyCccd, recorded_by: doer.id, recorded_at: now };
  if (!(await insertOnce(tx, 'authority', content, stamp))) {
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
  const authority = await tx
    .selectFrom('authority')
    .select('citizen_id')
    .where('id', '=', authorityId)
    .executeTakeFirst();
  if (!authority) throw new Refusal('authority_not_found', { authority: authorityId });
  await openPerson(tx, authority.citizen_id, at);
  const written = await tx
    .insertInto('authority_revocation')
    .values({ authority_id: authorityId, reason, revoked_by: doer.id, revoked_at: now })
    .onConflict((row) => row.column('authority_id').doNothing())
    .returning('authority_id')
    .executeTakeFirst();
  return { revoked: written !== undefined };
}

export interface NewHeir extends ByPerson {
  readonly id: Id;
  readonly citizenId: Id;
  readonly fullName: string;
  readonly cccd: string;
  readonly relation: string;
  readonly document: string;
}

/** Records who may collect what a dead person was still due. Refuses `citizen_alive`. */
export async function recordHeir(tx: Tx, now: Date, heir: NewHeir): Promise<{ id: Id }> {
  const records = await openPerson(tx, heir.citizenId, heir.at);
  if ((await findDeath(tx, records)) === null)
    throw new Refusal('citizen_alive', { citizen: heir.citizenId });
  const content = {
    id: heir.id,
    citizen_id: records[0],
    full_name: heir.fullName,
    relation: heir.relation,
    document: heir.document,
  };
  const stamp = { cccd: heir.cccd, recorded_by: heir.doer.id, recorded_at: now };
  if (!(await insertOnce(tx, 'heir', content, stamp))) {
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

export interface NewStop {
  readonly id: Id;
  readonly doer: Person;
  readonly citizenId: Id;
  readonly programme: string | null;
  readonly kind: 'suspended' | 'ended';
  readonly fromMonth: Month;
  readonly reason: string;
}

/** Stops a person's payments from a month on, of one programme or all; the same id again is the same stop. */
export async function stopPayments(tx: Tx, now: Date, stop: NewStop): Promise<{ id: Id }> {
  const [citizenId] = await listRecordsOf(tx, stop.citizenId);
  if (citizenId === undefined) throw new Refusal('not_found', { citizen: stop.citizenId });
  if (stop.programme !== null) await showProgrammeCode(tx, stop.programme);
  const content = {
    id: stop.id,
    citizen_id: citizenId,
    programme: stop.programme,
    kind: stop.kind,
    from_month: firstDayOf(stop.fromMonth),
    reason: stop.reason,
  };
  await insertOnce(tx, 'payout_stop', content, { recorded_by: stop.doer.name, recorded_at: now });
  return { id: stop.id };
}

/** Resumes payment; `lifted` is false when it had been resumed before. Refuses `not_found`. */
export async function liftStop(
  tx: Tx,
  now: Date,
  command: { readonly doer: Person; readonly stopId: Id; readonly reason: string },
): Promise<{ lifted: boolean }> {
  const { stopId, doer, reason } = command;
  const stop = await tx.selectFrom('payout_stop').select('id').where('id', '=', stopId).executeTakeFirst();
  if (!stop) throw new Refusal('not_found', { stop: stopId });
  const written = await tx
    .insertInto('payout_stop_lift')
    .values({ stop_id: stopId, reason, lifted_by: doer.id, lifted_at: now })
    .onConflict((row) => row.column('stop_id').doNothing())
    .returning('stop_id')
    .executeTakeFirst();
  return { lifted: written !== undefined };
}

async function showProgrammeCode(read: Tx | Read, code: string): Promise<void> {
  const row = await read.selectFrom('programme').select('code').where('code', '=', code).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { programme: code });
}
