import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import { type Hash, HASH_BYTES } from './merkle.ts';

/**
 * Signed notes and checkpoints in the text forms of C2SP (signed-note, tlog-checkpoint), which other tools read too:
 *
 *     origin
 *     number of leaves
 *     root hash, base64
 *     time 2020-12-08T03:00:00.000Z
 *
 *     — origin base64(key id, Ed25519 signature)
 *
 * The empty line parts text from signatures; what is signed is the text with the line feed at its end. A key is written
 * as its verifier, `origin+id+base64(1, public key)`; its id is the first 4 bytes of a hash over name and key.
 */

export interface Checkpoint {
  readonly origin: string;
  /** Leaves of the tree. */
  readonly size: number;
  readonly root: Hash;
  /** ISO 8601, UTC. */
  readonly signedAt: string;
}

export interface Verifier {
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly id: string;
  readonly key: KeyObject;
}

export interface Signer extends Pick<Verifier, 'name' | 'id'> {
  readonly privateKey: KeyObject;
}

/** What a record may be called: it is shown to people, so nothing in it moves a terminal's cursor. */
export const ORIGIN = /^[!-~]{1,200}$/;

const ED25519 = 1;
const ID_BYTES = 4;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The verifier of a public key's 32 bytes. */
export function verifierText(name: string, publicKey: Buffer): string {
  const typed = Buffer.concat([Buffer.of(ED25519), publicKey]);
  return `${name}+${keyId(name, typed)}+${typed.toString('base64')}`;
}

function keyId(name: string, typed: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed]), 'hex').slice(0, 2 * ID_BYTES);
}

/** Reads a verifier; null when it is none, or its id is not that of its key. */
export function readVerifier(text: string): Verifier | null {
  const [, name, id, base64] = /^([!-*,-~]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  if (!name || !id || !base64) return null;
  const typed = Buffer.from(base64, 'base64');
  if (typed.length !== 33 || typed[0] !== ED25519 || keyId(name, typed) !== id) return null;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') };
  return { name, id, key: createPublicKey({ key: jwk, format: 'jwk' }) };
}

/** The note of a text, which ends with a line feed, signed by each. */
export function signNote(text: string, signers: readonly Signer[]): string {
  const lines = signers.map(({ name, id, privateKey }) => {
    const signature = Buffer.concat([Buffer.from(id, 'hex'), sign(null, Buffer.from(text), privateKey)]);
    return `— ${name} ${signature.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

interface ReadNote {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly id: string; readonly signature: Buffer }[];
}

/** A note that went through mail or an editor: without their mark at its beginning, their line ends and their empty last lines. */
export function tidyNote(note: string): string {
  return `${note
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .trimEnd()}\n`;
}

/** Takes a note apart; null when it is none. Nothing is verified yet. */
function readNote(note: string): ReadNote | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  const signatures = lines.map((line) => {
    const [, name, base64] = /^— ([!-~]+) (\S+)$/.exec(line) ?? [];
    const bytes = Buffer.from(base64 && BASE64.test(base64) ? base64 : '', 'base64');
    return { name: name ?? '', id: bytes.toString('hex', 0, ID_BYTES), signature: bytes.subarray(ID_BYTES) };
  });
  return signatures.every(({ name, signature }) => name && signature.length > 0)
    ? { text: note.slice(0, end + 1), signatures }
    : null;
}

/** Ids of the given keys whose signature under the note is true; empty when there is none. A false one spoils them all. */
export function signersOf(note: string, verifiers: readonly Verifier[]): string[] {
  const read = readNote(note);
  if (!read) return [];
  const signed: string[] = [];
  for (const { name, id, signature } of read.signatures) {
    const known = verifiers.find((each) => each.id === id && each.name === name);
    if (!known) continue;
    if (!verify(null, Buffer.from(read.text), known.key, signature)) return [];
    signed.push(id);
  }
  return signed;
}

export function checkpointText({ origin, size, root, signedAt }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\ntime ${signedAt}\n`;
}

/** What a checkpoint's note says; null when it is none. Its signature is asked for by `signersOf`. */
export function readCheckpoint(note: string): Checkpoint | null {
  const read = readNote(note);
  const [origin, size, root, time, ...rest] = read?.text.split('\n') ?? [];
  if (!ORIGIN.test(origin ?? '') || rest.join('') !== '' || !/^(0|[1-9]\d{0,15})$/.test(size ?? ''))
    return null;
  const [, signedAt] = /^time (\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)$/.exec(time ?? '') ?? [];
  const bytes = Buffer.from(root ?? '', 'base64');
  if (!signedAt || bytes.length !== HASH_BYTES || bytes.toString('base64') !== root) return null;
  return { origin: origin as string, size: Number(size), root: bytes, signedAt };
}

/** Whether a value from a file has the shape of a listed key; nothing is verified. */
export function isListedKey(value: unknown): value is ListedKey {
  const { verifier, validFrom, statement } = (value ?? {}) as Partial<ListedKey>;
  return (
    typeof verifier === 'string' &&
    typeof validFrom === 'string' &&
    (statement === null || typeof statement === 'string')
  );
}

/** Which key follows: said by the one before it, and by itself. */
export function successionText(verifier: string, validFrom: string): string {
  return `tungnha evidence key\n${verifier}\nfrom ${validFrom}\n`;
}

/** A public key as it is listed: the first by itself, each other one with the note that makes it the successor. */
export interface ListedKey {
  readonly verifier: string;
  /** ISO 8601, UTC. */
  readonly validFrom: string;
  readonly statement: string | null;
}

/**
 * The keys of a list, oldest first, as far as each one was named by the one before it; the first is taken as it is and
 * must be known from elsewhere. Null when the list is broken.
 */
export function readSuccession(keys: readonly ListedKey[]): Verifier[] | null {
  const known: Verifier[] = [];
  for (const { verifier, validFrom, statement } of keys) {
    const next = readVerifier(verifier);
    if (!next) return null;
    const before = known.at(-1);
    if (before) {
      const said = statement !== null && readNote(statement)?.text === successionText(verifier, validFrom);
      if (!said || signersOf(statement, [before, next]).length !== 2) return null;
    }
    known.push(next);
  }
  return known;
}
