import type { devicesContract } from '#kernel/devices/contract.ts';
import { enrolmentProofText, readEnrolmentCode, readEnrolmentText } from '#kernel/devices/enrolment.ts';
import { makeDeviceKeys, publicKeyText, signText } from '#kernel/devices/seal.ts';
import type { Reply } from '#kernel/web/ask.ts';
import { newId } from '#kernel/words/id.ts';
import { DURABLE, type FieldDatabase, readMeta, writeMeta } from '../store/database.ts';
import type { Enrolled } from '../store/shapes.ts';
import { askServer } from './line.ts';

/** A code as it was typed, or as the office's QR carries it; null when it is none. */
export function readCode(text: string): string | null {
  return readEnrolmentText(text.trim())?.code ?? readEnrolmentCode(text);
}

/**
 * Registers this phone by a code. The key pair is kept before it is sent, so that a phone whose answer was lost asks again with
 * the same key and is answered again. Rejects with a `Failure`.
 */
export async function enrol(db: FieldDatabase, code: string): Promise<Enrolled> {
  const begun = await readMeta(db, 'enrolling');
  const own = begun?.code === code ? begun : { deviceId: newId(), code, keys: await makeDeviceKeys() };
  await writeMeta(db, 'enrolling', own);
  const publicKey = await publicKeyText(own.keys.publicKey);
  const signature = await signText(own.keys.privateKey, enrolmentProofText(code, own.deviceId, publicKey));
  const json = { code, deviceId: own.deviceId, publicKey, signature, model: modelOf(navigator.userAgent) };
  const sentAt = Date.now();
  const reply = (await askServer('/devices/enrol', {}, { json })) as Reply<
    typeof devicesContract,
    'POST /devices/enrol'
  >;
  const { deviceId, name, staffId, person, officeId, office, evidenceKey } = reply;
  const enrolled: Enrolled = {
    deviceId,
    name,
    staffId,
    person,
    officeId,
    office,
    evidenceKey,
    keys: own.keys,
  };
  const tx = db.transaction('meta', 'readwrite', DURABLE);
  const offsetMs = Math.round(Date.parse(reply.serverTime) - (sentAt + Date.now()) / 2);
  await Promise.all([
    tx.store.put(enrolled, 'enrolled'),
    tx.store.put({ offsetMs }, 'clock'),
    tx.store.delete('enrolling'),
  ]);
  await tx.done;
  return enrolled;
}

/** What the browser says the phone is, short enough for a list at the office. */
function modelOf(userAgent: string): string {
  return (/\(([^)]*)\)/.exec(userAgent)?.[1] ?? userAgent).slice(0, 200) || '?';
}
