import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Key, Keyring } from './keyring.ts';

const NONCE = 12;
const TAG = 16;
const MARK = 'enc';
/** How sealed bytes begin; no picture and no PDF does. */
const BYTES_MARK = Buffer.from('TNENC1');

/** A value under a key that is in no file here: it was sealed elsewhere, or the keyring was not brought along. */
export class KeyMissing extends Error {
  readonly keyId: string;
  constructor(keyId: string) {
    super(`sealed under the key ${keyId}, which the keyring does not hold`);
    this.keyId = keyId;
  }
}

let ring: Keyring | null = null;

/** The keyring of this process: a province has one. Without it nothing is sealed, and nothing sealed is opened. */
export function useKeyring(keyring: Keyring): void {
  ring = keyring;
}

/** The key that seals now. */
export function newestKey(): Key {
  if (!ring) throw new Error('no keyring was opened');
  return ring.newest();
}

/** The key of this name; throws `KeyMissing`. */
export function showKey(id: string): Key {
  const key = ring?.find(id);
  if (!key) throw new KeyMissing(id);
  return key;
}

/**
 * Seals a text for its place, `table.column/key`, as `enc:KEY:base64url(nonce, tag, cipher)`: AES-256-GCM with the place as
 * associated data, so that a value copied to another row opens no more. The nonce is drawn from place and text (HMAC-SHA-256), so the
 * same text at the same place is the same value: a repeated request can be told from another one, and nothing else is told.
 */
export function seal(text: string, place: string): string {
  const key = newestKey();
  return textHead(key.id) + encrypt(key, Buffer.from(text), place).toString('base64url');
}

/** What was sealed for this place. A text that never was comes back as it is. Throws `KeyMissing`, and when it was tampered with. */
export function unseal(value: string, place: string): string {
  const [mark, id = '', body] = value.split(':');
  if (mark !== MARK || body === undefined) return value;
  return decrypt(showKey(id), Buffer.from(body, 'base64url'), place).toString();
}

/** The same for bytes. */
export function sealBytes(content: Buffer, place: string): Buffer {
  const key = newestKey();
  return Buffer.concat([bytesHead(key.id), encrypt(key, content, place)]);
}

export function unsealBytes(value: Buffer, place: string): Buffer {
  const id = bytesKey(value);
  if (id === null) return value;
  return decrypt(showKey(id), value.subarray(BYTES_MARK.length + 1 + id.length), place);
}

/** How every text, and every value of bytes, begins that lies under this key. */
export const textHead = (keyId: string): string => `${MARK}:${keyId}:`;
export const bytesHead = (keyId: string): Buffer =>
  Buffer.concat([BYTES_MARK, Buffer.from([keyId.length]), Buffer.from(keyId)]);

/** The key a value lies under; null for one that was never sealed. */
export function sealedUnder(value: string | Buffer): string | null {
  if (typeof value !== 'string') return bytesKey(value);
  const [mark, id, body] = value.split(':');
  return mark === MARK && id !== undefined && body !== undefined ? id : null;
}

function bytesKey(value: Buffer): string | null {
  if (!value.subarray(0, BYTES_MARK.length).equals(BYTES_MARK)) return null;
  const length = value[BYTES_MARK.length] ?? 0;
  return value.subarray(BYTES_MARK.length + 1, BYTES_MARK.length + 1 + length).toString();
}

function encrypt(key: Key, content: Buffer, place: string): Buffer {
  // The lengths keep a place and a content from changing parts.
  const drawn = createHmac('sha256', key.drawing)
    .update(`${place.length}:${place}:`)
    .update(content)
    .digest();
  const nonce = drawn.subarray(0, NONCE);
  const cipher = createCipheriv('aes-256-gcm', key.sealing, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Key, sealed: Buffer, place: string): Buffer {
  const nonce = sealed.subarray(0, NONCE);
  const cipher = createDecipheriv('aes-256-gcm', key.sealing, nonce, { authTagLength: TAG })
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([cipher.update(sealed.subarray(NONCE + TAG)), cipher.final()]);
}
