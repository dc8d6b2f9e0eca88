import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { worksAt } from '../access/office-tree.ts';
import { takeTurn } from '../db/turn.ts';
import type { Tx } from '../db/types.ts';
import { publish } from '../feed/feed.ts';
import { findPersonalHand } from '../handover/hands.ts';
import { freezeHand } from '../handover/freeze.ts';
import type { Id } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import { ENROLMENT_MINUTES, enrolmentProofText, makeEnrolmentCode, readEnrolmentCode } from './enrolment.ts';
import { UNSENT } from './lists.ts';
import { isSigned, readPublicKey } from './seal.ts';
import { type Device, findDevice, holdDevice } from './store.ts';

const hashOf = (code: string) => createHash('sha256').update(code).digest();

export interface EnrolmentCommand {
  readonly id: Id;
  readonly by: Id;
  readonly staffId: Id;
  readonly officeId: Id;
  /** The roles that have something to do on a phone. */
  readonly roles: readonly string[];
  /** What the office calls the phone. */
  readonly name: string;
  /** The person's phone that ends when the new one answers. */
  readonly replaces?: {
    readonly deviceId: Id;
    readonly reason: string;
    /** What it has not sent can no longer be had from it, as somebody who looked says. */
    readonly unsentLost: boolean;
  };
}

/**
 * Makes a code that enrols one phone for one person and office; only its hash is kept, so it is shown this once. Refuses
 * `person_not_here` for somebody without such a role at the office, `device_active` while they have another phone that this one
 * does not replace, `device_gone` and `device_has_unsent` of the one it does, `conflict`.
 */
export async function makeEnrolment(
  tx: Tx,
  now: Date,
  { id, by, staffId, officeId, roles, name, replaces }: EnrolmentCommand,
): Promise<{ code: string; expiresAt: Date }> {
  if (!(await worksAt(tx, staffId, officeId, roles))) throw new Refusal('person_not_here', { staffId });
  if (replaces) await mustReplace(tx, staffId, replaces);
  await mustHaveNoDevice(tx, staffId, replaces?.deviceId);
  const code = makeEnrolmentCode();
  const expiresAt = new Date(now.valueOf() + ENROLMENT_MINUTES * 60_000);
  const made = await tx
    .insertInto('device_enrolment')
    .values({
      id,
      code_hash: hashOf(code),
      staff_id: staffId,
      office_id: officeId,
      name,
      made_by: by,
      made_at: now,
      expires_at: expiresAt,
      replaces: replaces?.deviceId ?? null,
      replaces_reason: replaces?.reason ?? null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  // A code is told once; who has lost the answer makes another.
  if (!made) throw new Refusal('conflict', { id });
  return { code, expiresAt };
}

/** What the old phone wrote down and did not send is paid money that nobody knows of: it is not passed over unsaid. */
async function mustReplace(
  tx: Tx,
  staffId: Id,
  { deviceId, unsentLost }: NonNullable<EnrolmentCommand['replaces']>,
): Promise<void> {
  const old = await findDevice(tx, deviceId);
  if (old?.staffId !== staffId) throw new Refusal('not_found', { device: deviceId });
  if (old.ended) throw new Refusal('device_gone', { how: old.ended.how, at: old.ended.at.toISOString() });
  const { rows } = await sql<{ unsent: number }>`
    select ${UNSENT} as unsent from device d left join device_heard h on h.device_id = d.id where d.id = ${deviceId}`.execute(
    tx,
  );
  const unsent = rows[0]?.unsent ?? 0;
  if (unsent > 0 && !unsentLost) throw new Refusal('device_has_unsent', { device: old.name, unsent });
}

/** Two phones of one person would carry one bag twice. */
async function mustHaveNoDevice(tx: Tx, staffId: Id, but?: Id): Promise<void> {
  const active = await tx
    .selectFrom('device as d')
    .leftJoin('device_end as e', 'e.device_id', 'd.id')
    .select(['d.id', 'd.name'])
    .where('d.staff_id', '=', staffId)
    .where('e.device_id', 'is', null)
    .$if(but !== undefined, (query) => query.where('d.id', '<>', but as Id))
    .executeTakeFirst();
  if (active) throw new Refusal('device_active', { device: active.name });
}

export interface Enrolling {
  readonly code: string;
  readonly deviceId: Id;
  readonly publicKey: string;
  readonly model: string;
  readonly signature: string;
}

/**
 * Registers a phone's key by its code, once; the same phone that asks again is answered again. Refuses
 * `wrong_enrolment_code`, `enrolment_over` (used or too old), `wrong_device_key` (no key of the curve, not held by who
 * sends it, or another device's), `device_active`.
 */
export async function enrolDevice(tx: Tx, now: Date, asked: Enrolling): Promise<Device> {
  const code = readEnrolmentCode(asked.code);
  const key = await readPublicKey(asked.publicKey);
  if (!code) throw new Refusal('wrong_enrolment_code');
  const proof = enrolmentProofText(code, asked.deviceId, asked.publicKey);
  if (!key || !(await isSigned(key, proof, asked.signature))) throw new Refusal('wrong_device_key');
  const { rows } = await sql<{
    id: Id;
    staff_id: Id;
    office_id: Id;
    name: string;
    expires_at: Date;
    device: Id | null;
    known_key: string | null;
    replaces: Id | null;
    replaces_reason: string;
    made_by: Id;
  }>`
    select n.id, n.staff_id, n.office_id, n.name, n.expires_at, n.replaces, n.replaces_reason, n.made_by, d.id as device, d.public_key as known_key
    from device_enrolment n left join device d on d.enrolment_id = n.id where n.code_hash = ${hashOf(code)}`.execute(
    tx,
  );
  const [found] = rows;
  if (!found) throw new Refusal('wrong_enrolment_code');
  const again = found.device === asked.deviceId && found.known_key === asked.publicKey;
  if (!again) {
    if (found.device || found.expires_at <= now) throw new Refusal('enrolment_over');
    // Two codes for one person, made by two keepers at once, end in one phone.
    await takeTurn(tx, `phone of ${found.staff_id}`);
    if (found.replaces) {
      // The old phone's last batch, if one is being taken now, is taken whole before it ends.
      await holdDevice(tx, found.replaces);
      const end = { device_id: found.replaces, how: 'replaced', reason: found.replaces_reason };
      await tx
        .insertInto('device_end')
        .values({ ...end, ended_by: found.made_by, ended_at: now })
        .onConflict((conflict) => conflict.column('device_id').doNothing())
        .execute();
    }
    await mustHaveNoDevice(tx, found.staff_id);
    const taken = await tx
      .selectFrom('device')
      .select('id')
      .where((eb) => eb.or([eb('public_key', '=', asked.publicKey), eb('id', '=', asked.deviceId)]))
      .executeTakeFirst();
    if (taken) throw new Refusal('wrong_device_key');
    await tx
      .insertInto('device')
      .values({
        id: asked.deviceId,
        enrolment_id: found.id,
        staff_id: found.staff_id,
        office_id: found.office_id,
        name: found.name,
        model: asked.model,
        public_key: asked.publicKey,
        enrolled_at: now,
      })
      .execute();
    await publish(tx, 'devices', { offices: [found.office_id] });
  }
  return (await findDevice(tx, asked.deviceId)) as Device;
}

export interface EndCommand {
  readonly deviceId: Id;
  readonly by: Id;
  readonly how: 'revoked' | 'replaced' | 'lost';
  readonly reason: string;
}

/**
 * Ends a phone. What it still sends is taken and kept aside, never dropped. A lost one freezes the bag of its person, until
 * people have ruled on what was unsent and issued its things anew. Refuses `device_gone` when it was ended otherwise before.
 */
export async function endDevice(
  tx: Tx,
  now: Date,
  { deviceId, by, how, reason }: EndCommand,
): Promise<{ state: EndCommand['how']; frozenBagId: Id | null }> {
  // A batch that is being taken is taken whole, so nothing of it is refused for a freeze that came in between.
  await holdDevice(tx, deviceId);
  const device = await findDevice(tx, deviceId);
  if (!device) throw new Refusal('not_found', { device: deviceId });
  if (device.ended && device.ended.how !== how)
    throw new Refusal('device_gone', { how: device.ended.how, at: device.ended.at.toISOString() });
  if (!device.ended)
    await tx
      .insertInto('device_end')
      .values({ device_id: deviceId, how, reason, ended_by: by, ended_at: now })
      .execute();
  await publish(tx, 'devices', { offices: [device.officeId] });
  const bag = how === 'lost' ? await findPersonalHand(tx, device.staffId, 'bag') : null;
  if (bag && !device.ended) await freezeHand(tx, now, { handId: bag.id, by, reason });
  return { state: how, frozenBagId: bag?.id ?? null };
}
