import { fromBase64url, toHex } from './seal.ts';

/**
 * The server's proof that it holds a device's operations up to `seq`, durable and in the signed record. The leaf is that
 * of operation `seq`; the operations before it are in its chain of hashes. Only under this may the phone delete them.
 */
export interface Covered {
  readonly seq: number;
  /** The leaf's text, `operation/1` of `docs/evidence.md`. */
  readonly leaf: string;
  readonly position: number;
  /** From the leaf upward, base64. */
  readonly path: readonly string[];
  /** A signed note, C2SP tlog-checkpoint. */
  readonly checkpoint: string;
  /** The record's keys; each is named by the one before it, the first is the one that was given at enrolment. */
  readonly keys: readonly {
    readonly verifier: string;
    readonly validFrom: string;
    readonly statement: string | null;
  }[];
}

export type WhyNotCovered =
  | 'unreadable'
  | 'other_operation'
  | 'key_unknown'
  | 'not_signed'
  | 'not_included'
  /** This browser cannot verify Ed25519; nothing is deleted then. */
  | 'cannot_verify';

type Bytes = Uint8Array<ArrayBuffer>;
const utf8 = new TextEncoder();
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/**
 * Why a device may not yet forget its operations up to `covered.seq`; null when it may. `hash` is what the phone itself
 * knows as the hash of that operation, `key` the record's first key as it came with the enrolment.
 */
export async function whyNotCovered(
  covered: Covered,
  own: { readonly device: string; readonly hash: string; readonly key: string },
): Promise<WhyNotCovered | null> {
  const { leaf, position, path, checkpoint, keys, seq } = covered;
  const said = readLeaf(leaf);
  const note = readNote(checkpoint);
  if (!said || !note) return 'unreadable';
  if (said.device !== own.device || said.hash !== own.hash || said.seq !== seq) return 'other_operation';
  if (keys[0]?.verifier !== own.key) return 'key_unknown';
  try {
    const trusted = await trustedKeys(keys);
    if (!trusted) return 'key_unknown';
    if (!(await anySigned(note, trusted))) return 'not_signed';
  } catch {
    return 'cannot_verify';
  }
  const [, size, root] = note.text.split('\n');
  const steps = path.map(fromBase64url);
  if (steps.some((step) => step?.length !== 32)) return 'unreadable';
  const top = await rootFrom(await digest(LEAF, utf8.encode(leaf)), position, Number(size), steps as Bytes[]);
  const signed = fromBase64url(root ?? '');
  return top && signed && toHex(top) === toHex(signed) ? null : 'not_included';
}

function readLeaf(text: string): { device: string; hash: string; seq: number } | null {
  try {
    const leaf = JSON.parse(text) as {
      leaf?: unknown;
      device?: unknown;
      hash?: unknown;
      seq?: unknown;
    } | null;
    const { device, hash, seq } = leaf ?? {};
    if (leaf?.leaf !== 'operation/1' || typeof device !== 'string' || typeof hash !== 'string') return null;
    return Number.isSafeInteger(seq) ? { device, hash, seq: seq as number } : null;
  } catch {
    return null;
  }
}

interface Note {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly bytes: Bytes }[];
}

function readNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return null;
  const lines = note.slice(end + 2).split('\n');
  const signatures = lines.flatMap((line) => {
    const [, name, base64] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = fromBase64url(base64 ?? '');
    return name && bytes && bytes.length === 68 ? [{ name, bytes }] : [];
  });
  return { text: note.slice(0, end + 1), signatures };
}

interface Key {
  readonly name: string;
  readonly id: string;
  readonly key: CryptoKey;
}

/** A verifier, `origin+id+base64(1, 32 bytes)`, whose id is that of its key. Throws where the browser knows no Ed25519. */
async function readKey(verifier: string): Promise<Key | null> {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(verifier) ?? [];
  const typed = fromBase64url(base64 ?? '');
  if (!name || !id || typed?.length !== 33 || typed[0] !== 1) return null;
  if (toHex(await digest(utf8.encode(`${name}\n`), typed)).slice(0, 8) !== id) return null;
  return {
    name,
    id,
    key: await crypto.subtle.importKey('raw', typed.slice(1), { name: 'Ed25519' }, false, ['verify']),
  };
}

/** The keys of a list as far as each was named by the one before it and by itself; null when the list is broken. */
async function trustedKeys(listed: Covered['keys']): Promise<Key[] | null> {
  const known: Key[] = [];
  for (const { verifier, validFrom, statement } of listed) {
    const next = await readKey(verifier);
    if (!next) return null;
    const before = known.at(-1);
    if (before) {
      const note = statement === null ? null : readNote(statement);
      if (note?.text !== `tungnha evidence key\n${verifier}\nfrom ${validFrom}\n`) return null;
      if (!(await anySigned(note, [before])) || !(await anySigned(note, [next]))) return null;
    }
    known.push(next);
  }
  return known;
}

async function anySigned({ text, signatures }: Note, keys: readonly Key[]): Promise<boolean> {
  for (const { name, bytes } of signatures)
    for (const { key } of keys.filter(
      (each) => each.name === name && each.id === toHex(bytes.subarray(0, 4)),
    ))
      if (await crypto.subtle.verify({ name: 'Ed25519' }, key, bytes.slice(4), utf8.encode(text)))
        return true;
  return false;
}

/** The root that follows from a leaf at a position and the hashes beside its way up (RFC 9162, 2.1.3.2); null when it cannot. */
async function rootFrom(
  leaf: Bytes,
  position: number,
  size: number,
  path: readonly Bytes[],
): Promise<Bytes | null> {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(position) || position < 0 || position >= size)
    return null;
  let [fn, sn, top] = [position, size - 1, leaf];
  for (const other of path) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      top = await digest(NODE, other, top);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else top = await digest(NODE, top, other);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 ? top : null;
}

async function digest(...parts: readonly Uint8Array[]): Promise<Bytes> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all));
}
