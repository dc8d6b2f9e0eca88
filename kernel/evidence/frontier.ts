import assert from 'node:assert/strict';
import { EMPTY_ROOT, type Hash, nodeHash } from './merkle.ts';

/** Subtrees of 256, 65,536, ... leaves have their hash stored, so that a proof of any size reads a few short ranges. */
export const STORED_EVERY = 8;

export interface StoredNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Hash;
}

/** The complete subtrees that a tree of `size` leaves falls apart into, the largest first. */
export function peaksOf(size: number): { readonly level: number; readonly index: number }[] {
  const peaks: { level: number; index: number }[] = [];
  let from = 0;
  for (let rest = size; rest > 0;) {
    const level = Math.floor(Math.log2(rest));
    const leaves = 2 ** level;
    peaks.push({ level, index: from / leaves });
    from += leaves;
    rest -= leaves;
  }
  return peaks;
}

/** A tree that only grows, known by the hashes along its right edge: enough for its root and for the next leaf. */
export interface Frontier {
  readonly size: number;
  root(): Hash;
  /** Adds one leaf; answers the stored nodes that it completes, the lowest first. */
  add(leaf: Hash): StoredNode[];
  /** A second one that goes its own way. */
  copy(): Frontier;
}

/** The frontier of a tree whose peaks have these hashes, the largest first; of the empty tree when nothing is given. */
export function openFrontier(size = 0, peaks: readonly Hash[] = []): Frontier {
  const stack = peaksOf(size).map(({ level }, i) => ({ level, hash: peaks[i] as Hash }));
  assert.equal(stack.length, peaks.length, 'a frontier has one hash for each of its peaks');
  let count = size;
  return {
    get size() {
      return count;
    },
    root: () => {
      const hashes = stack.map(({ hash }) => hash);
      return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
    },
    add: (leaf) => {
      const stored: StoredNode[] = [];
      let top = { level: 0, hash: leaf };
      count++;
      while (stack.at(-1)?.level === top.level) {
        const left = stack.pop() as { level: number; hash: Hash };
        top = { level: top.level + 1, hash: nodeHash(left.hash, top.hash) };
        if (top.level % STORED_EVERY === 0)
          stored.push({ level: top.level, index: count / 2 ** top.level - 1, hash: top.hash });
      }
      stack.push(top);
      return stored;
    },
    copy: () =>
      openFrontier(
        count,
        stack.map(({ hash }) => hash),
      ),
  };
}
