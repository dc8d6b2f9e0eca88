import assert from 'node:assert/strict';
import { endDevice, enrolDevice, makeEnrolment } from '#kernel/devices/enrol.ts';
import { enrolmentProofText } from '#kernel/devices/enrolment.ts';
import { type Answer, takeDelivery } from '#kernel/devices/inbox.ts';
import type { Json, SignedOperation } from '#kernel/devices/operation.ts';
import {
  CHAIN_START,
  type ChainEnd,
  makeDeviceKeys,
  publicKeyText,
  sealOperation,
  signText,
} from '#kernel/devices/seal.ts';
import { type Device, findDevice } from '#kernel/devices/store.ts';
import type { HandRow } from '#kernel/handover/hands.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { DOOR_ROLES, doorActs } from '../at-door/actions/acts.ts';
import type { Person } from '../posting.ts';

/** One operation as the phone keeps it, and what it was answered first. */
export interface Written {
  readonly id: Id;
  readonly kind: string;
  readonly body: Readonly<Record<string, Json>>;
  readonly signed: SignedOperation;
  readonly deviceId: Id;
  answer: Answer | null;
}

/** Who pays at doors: a bag, and the phone of the moment. */
export interface Payer {
  readonly person: Person;
  readonly officeId: Id;
  readonly bag: HandRow;
  phone: Phone;
  /** Operations of all phones; those without an answer are still kept by theirs. */
  readonly written: Written[];
}

export interface Phone {
  readonly id: Id;
  readonly key: CryptoKey;
  readonly run: Id;
  end: ChainEnd;
  lost: boolean;
}

/** Enrols a phone for a person by the office's code. */
export async function enrol(
  db: TestDatabase,
  now: Date,
  { person, officeId, by }: { readonly person: Person; readonly officeId: Id; readonly by: Id },
): Promise<Phone> {
  const { privateKey, publicKey } = await makeDeviceKeys();
  const deviceId = newId();
  const command = { id: newId(), by, staffId: person.id, officeId, roles: DOOR_ROLES, name: 'Máy đi chi' };
  const key = await publicKeyText(publicKey);
  await db.write(async (tx) => {
    const { code } = await makeEnrolment(tx, now, command);
    const signature = await signText(privateKey, enrolmentProofText(code, deviceId, key));
    await enrolDevice(tx, now, { code, deviceId, publicKey: key, model: 'Test', signature });
  });
  return { id: deviceId, key: privateKey, run: newId(), end: CHAIN_START, lost: false };
}

/** The phone writes an operation down; nothing is sent. */
export async function write(
  payer: Payer,
  now: Date,
  kind: string,
  body: Readonly<Record<string, Json>>,
): Promise<Written> {
  const { phone } = payer;
  const id = newId();
  const { signed, end } = await sealOperation(phone.key, phone.end, {
    id,
    device: phone.id,
    kind,
    occurredAt: now.toISOString(),
    clock: { run: phone.run, monotonicMs: now.valueOf(), offsetMs: 0 },
    body,
    attachments: [],
  });
  phone.end = end;
  const written = { id, kind, body, signed, deviceId: phone.id, answer: null };
  payer.written.push(written);
  return written;
}

/** Sends operations of one phone as they are; each is answered. */
export async function send(
  db: TestDatabase,
  now: Date,
  phoneId: Id,
  operations: readonly Written[],
): Promise<readonly Answer[]> {
  const device = (await findDevice(db.kysely, phoneId)) as Device;
  const inbox = { db, clock: { now: () => now }, acts: doorActs };
  const { answers } = await takeDelivery(inbox, device, {
    operations: operations.map(({ signed }) => signed),
    sending: { receivedAt: now, sentAt: now, clock: null },
    lastSeq: operations.length,
    carriedBy: null,
  });
  assert.equal(answers.length, operations.length, 'each operation has its answer');
  return answers;
}

export async function lose(db: TestDatabase, now: Date, payer: Payer, by: Id): Promise<void> {
  const { id } = payer.phone;
  await db.write((tx) => endDevice(tx, now, { deviceId: id, by, how: 'lost', reason: 'rơi xuống suối' }));
  payer.phone.lost = true;
}
