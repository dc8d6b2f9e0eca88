import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ListedKey, readVerifier, type Signer, signNote, successionText, verifierText } from './note.ts';

/** A key with its secret half, which stays in this file: the database holds public keys only. */
interface KeptKey extends ListedKey {
  /** PKCS #8, base64. */
  readonly privateKey: string;
}

interface KeyFile {
  readonly origin: string;
  readonly keys: readonly KeptKey[];
}

export interface Keys {
  readonly origin: string;
  /** Oldest first; the last one signs. */
  readonly listed: readonly ListedKey[];
  readonly signer: Signer;
}

const FILE = 'keys.json';

/** The keys of a folder, made the first time and readable only by the user who runs the program. */
export function openKeys(folder: string, now: Date): Keys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  const known = readKeys(path);
  if (known) return known;
  const origin = `tungnha-evidence-${randomBytes(6).toString('hex')}`;
  const draft = writeDraft(path, { origin, keys: [newKey(origin, now)] });
  try {
    // A link never replaces: of two first starters one wins and both read the winner's.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return readKeys(path) as Keys;
}

/** Makes a new signing key, named as successor by the one it replaces; old ones stay for as long as what they signed. */
export function rotateKey(folder: string, now: Date): Keys {
  const { signer } = openKeys(folder, now);
  const path = join(folder, FILE);
  const file = JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
  const next = newKey(file.origin, now);
  const text = successionText(next.verifier, next.validFrom);
  const statement = signNote(text, [signer, signerOf(next)]);
  renameSync(writeDraft(path, { ...file, keys: [...file.keys, { ...next, statement }] }), path);
  return readKeys(path) as Keys;
}

function newKey(origin: string, now: Date): KeptKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x as string, 'base64url');
  return {
    verifier: verifierText(origin, raw),
    validFrom: now.toISOString(),
    statement: null,
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

function signerOf({ verifier, privateKey }: KeptKey): Signer {
  const { name, id } = readVerifier(verifier) as NonNullable<ReturnType<typeof readVerifier>>;
  const der = Buffer.from(privateKey, 'base64');
  return { name, id, privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
}

function readKeys(path: string): Keys | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const { origin, keys } = JSON.parse(text) as KeyFile;
  const listed = keys.map(({ verifier, validFrom, statement }) => ({ verifier, validFrom, statement }));
  return { origin, listed, signer: signerOf(keys.at(-1) as KeptKey) };
}

function writeDraft(path: string, file: KeyFile): string {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
  return draft;
}
