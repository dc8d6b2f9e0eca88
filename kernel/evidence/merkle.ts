import { hash } from 'node:crypto';

/**
 * The Merkle tree of RFC 9162, section 2.1, with SHA-256. A leaf's hash begins with 0x00 and a node's with 0x01, so that
 * no leaf can be passed off as a node. Positions and sizes are plain numbers below 2^53. Proofs are lists of hashes from
 * the leaf upward; `prove.ts` makes them, this file checks them, and neither needs a database.
 */

/** 32 bytes. */
export type Hash = Buffer;

export const HASH_BYTES = 32;

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Hash = hash('sha256', '', 'buffer');

export function leafHash(leaf: Buffer | string): Hash {
  const bytes = typeof leaf === 'string' ? Buffer.from(leaf) : leaf;
  return hash('sha256', Buffer.concat([Buffer.of(0), bytes]), 'buffer');
}

const pair = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

export function nodeHash(left: Hash, right: Hash): Hash {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return hash('sha256', pair, 'buffer');
}

/** The largest power of two below `size`, which is at least 2: where RFC 9162 splits a tree. */
export function splitOf(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

const isOdd = (n: number) => n % 2 === 1;
const halved = (n: number) => Math.floor(n / 2);

/** Whether a leaf of this hash stands at `position` in the tree of `size` leaves with this root (RFC 9162, 2.1.3.2). */
export function isIncluded(
  leaf: Hash,
  position: number,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(position) || position < 0 || position >= size)
    return false;
  let [fn, sn, computed] = [position, size - 1, leaf];
  for (const other of proof) {
    if (sn === 0 || other.length !== HASH_BYTES) return false;
    if (isOdd(fn) || fn === sn) {
      computed = nodeHash(other, computed);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [halved(fn), halved(sn)];
    } else computed = nodeHash(computed, other);
    [fn, sn] = [halved(fn), halved(sn)];
  }
  return sn === 0 && computed.equals(root);
}

/** Whether the larger tree begins with all leaves of the smaller one, in the same order (RFC 9162, 2.1.4.2). */
export function isConsistent(
  older: { readonly size: number; readonly root: Hash },
  newer: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  const [first, second] = [older.size, newer.size];
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 0 || first > second)
    return false;
  if (first === second) return proof.length === 0 && older.root.equals(newer.root);
  if (first === 0) return proof.length === 0 && older.root.equals(EMPTY_ROOT);
  const isPower = splitOf(first * 2) === first;
  const path = isPower ? [older.root, ...proof] : [...proof];
  if (path.length === 0 || path.some((each) => each.length !== HASH_BYTES)) return false;
  let [fn, sn] = [first - 1, second - 1];
  while (isOdd(fn)) [fn, sn] = [halved(fn), halved(sn)];
  let [fr, sr] = [path[0] as Hash, path[0] as Hash];
  for (const other of path.slice(1)) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      [fr, sr] = [nodeHash(other, fr), nodeHash(other, sr)];
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [halved(fn), halved(sn)];
    } else sr = nodeHash(sr, other);
    [fn, sn] = [halved(fn), halved(sn)];
  }
  return sn === 0 && fr.equals(older.root) && sr.equals(newer.root);
}
