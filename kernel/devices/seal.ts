import { canonicalJson, NO_HASH, type Operation, readOperation, type SignedOperation } from './operation.ts';

/** ECDSA over P-256 with SHA-256: what WebCrypto signs with a key that no script can read, on every phone of ten years. */
const DEVICE_KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A device's public key as it is registered: the 65 bytes of the uncompressed point, base64url. */
export type PublicKeyText = string;

type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = new TextEncoder();

/** Makes a device's key pair. The private half cannot be read out of the browser; IndexedDB keeps it as it is. */
export function makeDeviceKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(DEVICE_KEY, false, ['sign', 'verify']);
}

export async function publicKeyText(key: CryptoKey): Promise<PublicKeyText> {
  return toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', key)));
}

/** The key of a registered text; null when it is no point of the curve. */
export async function readPublicKey(text: PublicKeyText): Promise<CryptoKey | null> {
  const raw = fromBase64url(text);
  if (raw?.length !== 65 || raw[0] !== 4) return null;
  return crypto.subtle.importKey('raw', raw, DEVICE_KEY, true, ['verify']).catch(() => null);
}

/** The signature under a text's UTF-8, base64url. */
export async function signText(key: CryptoKey, text: string): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.sign(SIGNING, key, utf8.encode(text))));
}

export async function isSigned(key: CryptoKey, text: string, signature: string): Promise<boolean> {
  const bytes = fromBase64url(signature);
  return bytes?.length === 64 && crypto.subtle.verify(SIGNING, key, bytes, utf8.encode(text));
}

/** SHA-256 of a text's UTF-8 or of bytes, hex. */
export async function sha256(content: string | Bytes): Promise<string> {
  const bytes = typeof content === 'string' ? utf8.encode(content) : content;
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** The last operation that a device has sealed; the next one hangs on it. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

export const CHAIN_START: ChainEnd = { seq: 0, hash: NO_HASH };

/** What the phone says of an operation; the chain adds the rest. */
export type Draft = Omit<Operation, 'form' | 'seq' | 'prev'>;

/**
 * Seals the next operation of a device: what it returns is written to IndexedDB in the transaction that also moves
 * the chain's end, and never changed again.
 */
export async function sealOperation(
  key: CryptoKey,
  end: ChainEnd,
  draft: Draft,
): Promise<{ signed: SignedOperation; operation: Operation; end: ChainEnd }> {
  const operation: Operation = { form: 'operation/1', ...draft, seq: end.seq + 1, prev: end.hash };
  const text = canonicalJson(operation);
  if (!readOperation(text)) throw new RangeError(`not an operation: ${text.slice(0, 200)}`);
  const signed = { text, signature: await signText(key, text) };
  return { signed, operation, end: { seq: operation.seq, hash: await sha256(text) } };
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function toBase64url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** In pieces, since a function takes no more than some ten thousand arguments. */
function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}

/** The bytes of base64 or base64url; null when the text is neither. */
export function fromBase64url(text: string): Bytes | null {
  if (!/^[A-Za-z0-9_+/-]*={0,2}$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
  } catch {
    return null;
  }
}
