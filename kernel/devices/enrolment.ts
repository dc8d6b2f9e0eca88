import { signText } from './seal.ts';

/** Letters of Crockford's base 32: none is mistaken for another when a code is typed. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 100 bits. */
const CODE_LETTERS = 20;

export const ENROLMENT_MINUTES = 15;

/** A fresh one-time code, in groups of five: `7K2MA-...`. */
export function makeEnrolmentCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(CODE_LETTERS));
  return grouped(Array.from(bytes, (byte) => LETTERS.charAt(byte % 32)).join(''));
}

/** A code as people type it: any case, O for 0 and I or L for 1; null when it is none. */
export function readEnrolmentCode(text: string): string | null {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const fits = plain.length === CODE_LETTERS && [...plain].every((letter) => LETTERS.includes(letter));
  return fits ? grouped(plain) : null;
}

const grouped = (plain: string) => (plain.match(/.{5}/g) ?? []).join('-');

/**
 * The text of the QR: a link, so that the phone's own camera opens the application at the right server. The code stands
 * behind the `#`, which browsers keep to themselves.
 */
export function enrolmentText(origin: string, code: string): string {
  return `${origin}/field/#enrol=${code}`;
}

/** Server and code of a QR's text; null when it is another one. */
export function readEnrolmentText(text: string): { origin: string; code: string } | null {
  if (!URL.canParse(text)) return null;
  const { origin, hash, pathname } = new URL(text);
  const code = readEnrolmentCode(/^#enrol=(.+)$/.exec(hash)?.[1] ?? '');
  return code && pathname.startsWith('/field') ? { origin, code } : null;
}

/** What a phone signs with its new key, so that nobody registers a key that is another's. */
export function enrolmentProofText(code: string, deviceId: string, publicKey: string): string {
  return `tungnha-enrolment/1\n${code}\n${deviceId}\n${publicKey}\n`;
}

/** What a phone signs to be let in: the server's challenge, for this route and no other. */
export function admissionText(challenge: string, deviceId: string, route: string): string {
  return `tungnha-admission/1\n${challenge}\n${deviceId}\n${route}\n`;
}

/** The proof that goes in the body of a device's request; `route` is the contract's key, `POST /devices/:deviceId/bag`. */
export interface DeviceProof {
  readonly challenge: string;
  readonly signature: string;
}

export async function proveDevice(
  key: CryptoKey,
  challenge: string,
  deviceId: string,
  route: string,
): Promise<DeviceProof> {
  return { challenge, signature: await signText(key, admissionText(challenge, deviceId, route)) };
}
