import assert from 'node:assert/strict';
import type { Read } from '../db/types.ts';
import { codeOf } from './code.ts';
import { findCheckpointCovering, listKeys } from './checkpoints.ts';
import { leafOfHandover } from './leaf-text.ts';
import { type Hash, leafHash } from './merkle.ts';
import { inclusionProof } from './prove.ts';
import { type ReceiptProof, receiptProof } from './receipt-proof.ts';
import { findPosition, readLeafHashes, storedSubtrees } from './tree.ts';

async function hashOfRows(read: Read, handoverId: string): Promise<Hash | null> {
  const { rows } = await leafOfHandover(handoverId).execute(read);
  return rows[0] ? leafHash(rows[0].leaf) : null;
}

/**
 * The code to print on a paper about a posted handover, made from its rows: the paper is often printed before the tree
 * has taken the handover in. Null when there is no such handover.
 */
export async function evidenceCode(read: Read, handoverId: string): Promise<string | null> {
  const hash = await hashOfRows(read, handoverId);
  return hash && codeOf(hash);
}

/** `code` is what a paper about the handover carries: that of the tree's leaf, once it is in the tree. */
export type HandoverProof = { readonly code: string } & (
  | { readonly outcome: 'proved'; readonly proof: ReceiptProof }
  /** Posted, and not yet under a signed checkpoint: a matter of seconds. */
  | { readonly outcome: 'waiting' }
  /** The rows no longer say what the tree was built from. */
  | { readonly outcome: 'broken' }
);

/** Proves that a handover is in the record as its rows say it; null when there is no such handover. */
export async function proveHandover(read: Read, handoverId: string): Promise<HandoverProof | null> {
  const hash = await hashOfRows(read, handoverId);
  if (!hash) return null;
  const position = await findPosition(read, handoverId);
  const checkpoint = position === null ? null : await findCheckpointCovering(read, position + 1);
  if (position === null || !checkpoint) return { outcome: 'waiting', code: codeOf(hash) };
  const [stored] = await readLeafHashes(read, position, position + 1);
  assert(stored);
  if (!stored.equals(hash)) return { outcome: 'broken', code: codeOf(stored) };
  const path = await inclusionProof(position, checkpoint.size, storedSubtrees(read));
  const proof = receiptProof(hash, position, path, checkpoint.note, await listKeys(read));
  return { outcome: 'proved', code: proof.code, proof };
}
