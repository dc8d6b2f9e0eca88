import { type FieldDatabase, readMeta, writeMeta } from './database.ts';
import type { Lock, Sealed } from './shapes.ts';

/** OWASP's figure of 2023 for PBKDF2 with SHA-256; about a second on a cheap phone. */
const ROUNDS = 600_000;
export const PIN_DIGITS = 6;
/** After so many wrong PINs the key is thrown away: what it encrypted can then only be had from the office again. */
export const TRIES_MOST = 10;
const FREE_TRIES = 3;
const AES = { name: 'AES-GCM', length: 256 } as const;

type Bytes = Uint8Array<ArrayBuffer>;

/** Encrypts and decrypts what must not lie readable in the phone; in memory only, while the application is unlocked. */
export interface Vault {
  encrypt(content: Bytes): Promise<Sealed>;
  decrypt(sealed: Sealed): Promise<Bytes>;
}

async function encryptWith(key: CryptoKey, content: Bytes): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, content) };
}

async function decryptWith(key: CryptoKey, { iv, bytes }: Sealed): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes));
}

const vaultOf = (key: CryptoKey): Vault => ({
  encrypt: (content) => encryptWith(key, content),
  decrypt: (sealed) => decryptWith(key, sealed),
});

const importKey = (raw: Bytes) => crypto.subtle.importKey('raw', raw, AES, false, ['encrypt', 'decrypt']);

async function keyOfPin(pin: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveKey',
  ]);
  const derive = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds } as const;
  return crypto.subtle.deriveKey(derive, secret, AES, false, ['encrypt', 'decrypt']);
}

/**
 * Makes the content key and keeps it wrapped twice: by the PIN, and by a key that this browser never gives out. A copy of
 * the stored bytes alone cannot be tried against a million PINs.
 */
export async function makeVault(db: FieldDatabase, pin: string): Promise<Vault> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const deviceKey = await crypto.subtle.generateKey(AES, false, ['encrypt', 'decrypt']);
  const inner = await encryptWith(await keyOfPin(pin, salt, ROUNDS), raw);
  const wrapped = await encryptWith(deviceKey, joined(inner));
  await writeMeta(db, 'lock', { salt, rounds: ROUNDS, deviceKey, wrapped, wrongTries: 0, lastTryAt: 0 });
  const key = await importKey(raw);
  raw.fill(0);
  return vaultOf(key);
}

/** Wrong PINs since the last right one: how many, and when the last was. */
export interface Tries {
  readonly wrong: number;
  readonly lastAt: number;
}

export type Unlocked = { readonly vault: Vault } | Tries | 'erased';

/** None when nothing is locked or what was locked is gone. */
export async function readTries(db: FieldDatabase): Promise<Tries> {
  const lock = await readMeta(db, 'lock');
  if (!lock || lock === 'erased') return { wrong: 0, lastAt: 0 };
  return { wrong: lock.wrongTries, lastAt: lock.lastTryAt };
}

/**
 * How long the next try must wait: nothing for the first ones, then half a minute that doubles, to a quarter of an hour. A clock
 * that was set back waits for nothing, since it would lock the payer out for days; the number of tries is the limit then.
 */
export function waitBeforeTry({ wrong, lastAt }: Tries, now: number): number {
  if (wrong < FREE_TRIES || now < lastAt) return 0;
  const pause = Math.min(30_000 * 2 ** (wrong - FREE_TRIES), 900_000);
  return Math.max(0, pause - (now - lastAt));
}

/**
 * Opens the vault by the PIN. A try is counted before it is made, so that killing the page gives no free ones; before its time
 * none is made, and none counted.
 */
export async function unlock(db: FieldDatabase, pin: string, now: number): Promise<Unlocked> {
  const lock = await readMeta(db, 'lock');
  if (!lock || lock === 'erased') return 'erased';
  const before = { wrong: lock.wrongTries, lastAt: lock.lastTryAt };
  if (waitBeforeTry(before, now) > 0) return before;
  const tried: Lock = { ...lock, wrongTries: lock.wrongTries + 1, lastTryAt: now };
  await writeMeta(db, 'lock', tried);
  const inner = await decryptWith(lock.deviceKey, lock.wrapped);
  const raw = await decryptWith(await keyOfPin(pin, lock.salt, lock.rounds), parted(inner)).catch(() => null);
  if (raw) {
    await writeMeta(db, 'lock', { ...lock, wrongTries: 0 });
    const key = await importKey(raw);
    raw.fill(0);
    return { vault: vaultOf(key) };
  }
  if (tried.wrongTries < TRIES_MOST) return { wrong: tried.wrongTries, lastAt: now };
  await erase(db);
  return 'erased';
}

async function erase(db: FieldDatabase): Promise<void> {
  const tx = db.transaction(['meta', 'attachment'], 'readwrite');
  await Promise.all([tx.objectStore('meta').put('erased', 'lock'), tx.objectStore('meta').delete('packed')]);
  await tx.done;
}

function joined({ iv, bytes }: Sealed): Bytes {
  const all = new Uint8Array(iv.length + bytes.byteLength);
  all.set(iv);
  all.set(new Uint8Array(bytes), iv.length);
  return all;
}

const parted = (all: Bytes): Sealed => ({ iv: all.slice(0, 12), bytes: all.slice(12).buffer });
