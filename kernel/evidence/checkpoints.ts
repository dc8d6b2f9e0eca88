import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/connect.ts';
import type { Read } from '../db/types.ts';
import type { Frontier } from './frontier.ts';
import { type Keys, openKeys } from './keys.ts';
import {
  type Checkpoint,
  checkpointText,
  type ListedKey,
  readCheckpoint,
  readVerifier,
  signersOf,
  signNote,
} from './note.ts';
import { readEnd, readRoot } from './tree.ts';

/** A checkpoint with its signed text, as it leaves the system. */
export interface SignedCheckpoint extends Checkpoint {
  readonly note: string;
  readonly keyId: string;
}

/** The newest signed checkpoint: what a phone takes along at sync and a slip prints. Null before the first. */
export async function newestCheckpoint(read: Read): Promise<SignedCheckpoint | null> {
  const [newest] = await listCheckpoints(read, { limit: 1 });
  return newest ?? null;
}

/** Checkpoints of trees below `before` leaves, the newest first. */
export async function listCheckpoints(
  read: Read,
  { before, limit }: { readonly before?: number; readonly limit: number },
): Promise<SignedCheckpoint[]> {
  let query = read
    .selectFrom('evidence_checkpoint')
    .select(['note', 'key_id'])
    .orderBy('size', 'desc')
    .limit(limit);
  if (before !== undefined) query = query.where('size', '<', BigInt(before));
  return (await query.execute()).map(({ note, key_id: keyId }) => signedOf(note, keyId));
}

/** The checkpoint of the smallest tree of at least `size` leaves: the first that covers the leaf before. */
export async function findCheckpointCovering(read: Read, size: number): Promise<SignedCheckpoint | null> {
  const row = await read
    .selectFrom('evidence_checkpoint')
    .select(['note', 'key_id'])
    .where('size', '>=', BigInt(size))
    .orderBy('size')
    .limit(1)
    .executeTakeFirst();
  return row ? signedOf(row.note, row.key_id) : null;
}

function signedOf(note: string, keyId: string): SignedCheckpoint {
  const checkpoint = readCheckpoint(note);
  if (!checkpoint) throw new Error(`the database holds a checkpoint that cannot be read: ${note}`);
  return { ...checkpoint, note, keyId };
}

/** Public keys, the oldest first. */
export async function listKeys(read: Read): Promise<ListedKey[]> {
  const rows = await read
    .selectFrom('evidence_key')
    .select(['verifier', 'valid_from', 'statement'])
    .orderBy('valid_from')
    .execute();
  return rows.map((row) => ({
    verifier: row.verifier,
    validFrom: row.valid_from.toISOString(),
    statement: row.statement,
  }));
}

export interface Places {
  /** Where keys are kept, and what was signed last is remembered: outside the database. */
  readonly keysFolder: string;
  /** A folder that the database's owner does not control; checkpoints are written there too. */
  readonly outFolder?: string;
}

const NEWEST = 'newest.checkpoint';

/** Why nothing more may be signed: the tree contradicts what was signed before. Null when it goes on from there. */
export async function whyNotSign(read: Read, { keysFolder }: Places, keys: Keys): Promise<string | null> {
  const note = readIfThere(join(keysFolder, NEWEST));
  if (note === null) return null;
  const last = readCheckpoint(note);
  const verifiers = keys.listed.flatMap(({ verifier }) => readVerifier(verifier) ?? []);
  if (!last || signersOf(note, verifiers).length === 0) return 'remembered_checkpoint_unreadable';
  if ((await readEnd(read)).size < last.size) return 'tree_shorter_than_signed';
  return (await readRoot(read, last.size)).equals(last.root) ? null : 'tree_differs_from_signed';
}

/** The database knows each key by its public half. */
export async function recordKeys(db: Database, { origin, listed }: Keys): Promise<void> {
  for (const { verifier, validFrom, statement } of listed)
    await db.pool.query('select record_evidence_key($1, $2, $3, $4, $5)', [
      readVerifier(verifier)?.id,
      origin,
      verifier,
      validFrom,
      statement,
    ]);
}

/**
 * Signs the tree as it stands. It is remembered outside the database before the database keeps it, so that a tree that
 * was rewritten is never signed in ignorance of what was signed before.
 */
export async function signCheckpoint(
  db: Database,
  frontier: Frontier,
  now: Date,
  places: Places,
): Promise<SignedCheckpoint> {
  const keys = openKeys(places.keysFolder, now);
  const { origin, signer } = keys;
  const signedAt = now.toISOString();
  const checkpoint: Checkpoint = { origin, size: frontier.size, root: frontier.root(), signedAt };
  const note = signNote(checkpointText(checkpoint), [signer]);
  replaceFile(join(places.keysFolder, NEWEST), note);
  await recordKeys(db, keys);
  await db.pool.query('select record_checkpoint($1, $2, $3, $4, $5)', [
    checkpoint.size,
    checkpoint.root,
    signedAt,
    signer.id,
    note,
  ]);
  return { ...checkpoint, note, keyId: signer.id };
}

/**
 * Writes a checkpoint where the database's owner cannot reach: as the newest one, as the last one of its hour, and with
 * the public keys beside it. Every file is replaced whole, so a reader never sees half of one.
 */
export function handOut(
  outFolder: string,
  { note, signedAt }: SignedCheckpoint,
  keys: Pick<Keys, 'listed'>,
): void {
  mkdirSync(outFolder, { recursive: true });
  const hour = signedAt.slice(0, 13);
  for (const name of [`${hour}Z.checkpoint`, NEWEST]) replaceFile(join(outFolder, name), note);
  replaceFile(join(outFolder, 'keys.json'), `${JSON.stringify(keys.listed, null, 2)}\n`);
}

function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { flush: true });
  renameSync(draft, path);
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
