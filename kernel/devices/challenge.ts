import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { admissionText, type DeviceProof } from './enrolment.ts';
import { isSigned, readPublicKey } from './seal.ts';

const MINUTES = 10;

export interface Challenges {
  make(deviceId: string, now: Date): { challenge: string; expiresAt: Date };
  /** Whether the device's key has signed a challenge of ours for this route within its time. */
  isMet(
    proof: DeviceProof,
    asked: { deviceId: string; publicKey: string; route: string; now: Date },
  ): Promise<boolean>;
}

/** Challenges that need no table: each names its end and is sealed with the server's secret. */
export function openChallenges(secret: string): Challenges {
  const key = createHmac('sha256', secret).update('device challenges').digest();
  const seal = (deviceId: string, head: string) =>
    createHmac('sha256', key).update(`${deviceId} ${head}`).digest('base64url');
  return {
    make: (deviceId, now) => {
      const expiresAt = new Date(now.valueOf() + MINUTES * 60_000);
      const head = `${expiresAt.valueOf()}.${randomBytes(12).toString('base64url')}`;
      return { challenge: `${head}.${seal(deviceId, head)}`, expiresAt };
    },
    isMet: async ({ challenge, signature }, { deviceId, publicKey, route, now }) => {
      const at = challenge.lastIndexOf('.');
      const [head, mac] = [challenge.slice(0, at), Buffer.from(challenge.slice(at + 1))];
      const expected = Buffer.from(seal(deviceId, head));
      if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return false;
      if (!(Number(head.split('.')[0]) > now.valueOf())) return false;
      const verifier = await readPublicKey(publicKey);
      return verifier !== null && isSigned(verifier, admissionText(challenge, deviceId, route), signature);
    },
  };
}
