import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { assertPrivate, makePrivate, replacePrivate } from './private-file.ts';

/**
 * A key as it is used: one half seals, the other draws nonces. Both come from one secret by HKDF-SHA-256. A key object is used in a
 * quarter of the time that its bytes take, and no log or dump of a value shows what is in it.
 */
export interface Key {
  readonly id: string;
  readonly madeAt: string;
  readonly sealing: KeyObject;
  readonly drawing: KeyObject;
}

/** The keys of an installation: the newest seals, all of them open. */
export interface Keyring {
  newest(): Key;
  /** A key by its name, also one that was added since the file was read; null when it is in no file here. */
  find(id: string): Key | null;
  /** Oldest first. */
  list(): readonly Key[];
}

interface KeptKey {
  readonly id: string;
  readonly madeAt: string;
  /** 32 random bytes, base64. */
  readonly secret: string;
}

/** The keyring of a file, made the first time and readable only by the user who runs the program. */
export function openKeyring(path: string, now: Date): Keyring {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (readKept(path) === null) {
    makePrivate(path, { keys: [newKey(now)] });
  }
  assertPrivate(path);
  return ringOf(() => readKept(path) ?? []);
}

/** Adds a key that seals from now on; the earlier ones go on opening what they sealed. */
export function addKey(path: string, now: Date): Key {
  const kept = readKept(path);
  if (!kept) throw new Error(`${path} holds no keyring`);
  const next = newKey(now);
  replaceKeys(path, [...kept, next]);
  return keyOf(next);
}

/**
 * Takes in keys that were saved elsewhere and answers how many were new. They come before those that this place made meanwhile, of
 * which the newest goes on sealing; what a clock said when a key was made decides nothing.
 */
export function addSaved(path: string, saved: readonly KeptKey[]): number {
  const here = readKept(path) ?? [];
  const own = here.filter(({ id }) => !saved.some((key) => key.id === id));
  replaceKeys(path, [...saved, ...own]);
  return saved.length + own.length - here.length;
}

/** Puts these keys in the file's place. */
export function replaceKeys(path: string, keys: readonly KeptKey[]): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  replacePrivate(path, { keys });
}

export function readKept(path: string): readonly KeptKey[] | null {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { keys: KeptKey[] }).keys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A keyring that lives as long as the process: for what is thrown away afterwards. */
export function passingKeyring(): Keyring {
  const keys = [newKey(new Date(0))];
  return ringOf(() => keys);
}

function ringOf(read: () => readonly KeptKey[]): Keyring {
  let keys = read().map(keyOf);
  return {
    newest: () => {
      const key = keys.at(-1);
      if (!key) throw new Error('the keyring is empty');
      return key;
    },
    find: (id) => {
      const known = keys.find((key) => key.id === id);
      if (known) return known;
      keys = read().map(keyOf);
      return keys.find((key) => key.id === id) ?? null;
    },
    list: () => keys,
  };
}

function newKey(now: Date): KeptKey {
  const id = `k${randomBytes(4).toString('hex')}`;
  return { id, madeAt: now.toISOString(), secret: randomBytes(32).toString('base64') };
}

function keyOf({ id, madeAt, secret }: KeptKey): Key {
  const half = (use: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64'), '', `tungnha ${use}`, 32)));
  return { id, madeAt, sealing: half('seal'), drawing: half('nonce') };
}
