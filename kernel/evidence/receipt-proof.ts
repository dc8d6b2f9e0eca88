import { codeOf, readCode } from './code.ts';
import { type Hash, HASH_BYTES, isIncluded } from './merkle.ts';
import { readKept } from './kept.ts';
import { isListedKey, type ListedKey, readCheckpoint, readSuccession, signersOf } from './note.ts';

/**
 * The proof that goes with one paper, as a file: its leaf's hash, whose first letters are the printed code, the way from
 * there to the root, and the signed checkpoint. It says nothing of what the record holds.
 */
export interface ReceiptProof {
  readonly proof: 'tungnha-receipt/1';
  readonly code: string;
  /** Base64. */
  readonly leafHash: string;
  readonly position: number;
  /** Base64, from the leaf upward. */
  readonly path: readonly string[];
  readonly checkpoint: string;
  readonly keys: readonly ListedKey[];
}

export type WhyNotProved =
  | 'unreadable'
  | 'key_unknown'
  | 'checkpoint_unsigned'
  | 'code_differs'
  | 'not_included'
  | 'contradicts_kept'
  | 'kept_foreign'
  | 'kept_unsigned'
  /** The checkpoint that was kept is of another size: nothing in this file leads from one to the other. */
  | 'kept_not_covered';

/** Why a proof does not hold; null when it does. `code` is what stands on the paper, `key` and `checkpoint` what was kept elsewhere. */
export function whyNotProved(
  proof: ReceiptProof,
  kept: { readonly code?: string; readonly key?: string; readonly checkpoint?: string } = {},
): WhyNotProved | null {
  const hash = Buffer.from(proof.leafHash, 'base64');
  const path = proof.path.map((each) => Buffer.from(each, 'base64'));
  const checkpoint = readCheckpoint(proof.checkpoint);
  const keys = readSuccession(proof.keys);
  if (hash.length !== HASH_BYTES || !checkpoint || !keys) return 'unreadable';
  if (kept.key !== undefined && proof.keys[0]?.verifier !== kept.key.trim()) return 'key_unknown';
  if (signersOf(proof.checkpoint, keys).length === 0) return 'checkpoint_unsigned';
  if (codeOf(hash) !== proof.code || codeOf(hash) !== (readCode(kept.code ?? proof.code) ?? ''))
    return 'code_differs';
  if (!isIncluded(hash, proof.position, checkpoint.size, path, checkpoint.root)) return 'not_included';
  if (kept.checkpoint === undefined) return null;
  const other = readKept(kept.checkpoint, checkpoint.origin, keys);
  if ('why' in other) return other.why;
  if (other.size !== checkpoint.size) return 'kept_not_covered';
  return other.root.equals(checkpoint.root) ? null : 'contradicts_kept';
}

/** Reads a proof; null when the text is none. */
export function readReceiptProof(text: string): ReceiptProof | null {
  try {
    const read = JSON.parse(text) as Partial<ReceiptProof> | null;
    const texts = [read?.code, read?.leafHash, read?.checkpoint];
    const fits =
      read?.proof === 'tungnha-receipt/1' &&
      texts.every((each) => typeof each === 'string') &&
      Number.isSafeInteger(read.position) &&
      Array.isArray(read.path) &&
      read.path.every((each) => typeof each === 'string') &&
      Array.isArray(read.keys) &&
      read.keys.every(isListedKey);
    return fits ? (read as ReceiptProof) : null;
  } catch {
    return null;
  }
}

export function receiptProof(
  leaf: Hash,
  position: number,
  path: readonly Hash[],
  checkpoint: string,
  keys: readonly ListedKey[],
): ReceiptProof {
  return {
    proof: 'tungnha-receipt/1',
    code: codeOf(leaf),
    leafHash: leaf.toString('base64'),
    position,
    path: path.map((each) => each.toString('base64')),
    checkpoint,
    keys,
  };
}
