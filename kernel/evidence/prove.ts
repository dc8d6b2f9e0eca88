import { EMPTY_ROOT, type Hash, nodeHash, splitOf } from './merkle.ts';

/** The hash of a complete subtree: 2^level leaves that begin at `index` times 2^level. */
export type Subtrees = (level: number, index: number) => Promise<Hash> | Hash;

/** The root of leaves `from` up to, not including, `to`; `from` is where RFC 9162 lets a subtree begin. */
export async function rootOf(from: number, to: number, subtrees: Subtrees): Promise<Hash> {
  const size = to - from;
  if (size === 0) return EMPTY_ROOT;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return subtrees(level, from / size);
  const half = splitOf(size);
  return nodeHash(await subtrees(Math.log2(half), from / half), await rootOf(from + half, to, subtrees));
}

/** What proves that a leaf stands at `position` in the tree of `size` leaves: PATH of RFC 9162, 2.1.3.1. */
export async function inclusionProof(position: number, size: number, subtrees: Subtrees): Promise<Hash[]> {
  if (!(position >= 0 && position < size)) throw new RangeError(`no leaf ${position} in a tree of ${size}`);
  const proof: Hash[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    const inLeft = position < middle;
    proof.push(await (inLeft ? rootOf(middle, to, subtrees) : rootOf(from, middle, subtrees)));
    if (inLeft) to = middle;
    else from = middle;
  }
  return proof.toReversed();
}

/** What proves that the tree of `newer` leaves begins with the tree of `older`: PROOF of RFC 9162, 2.1.4.1. */
export async function consistencyProof(older: number, newer: number, subtrees: Subtrees): Promise<Hash[]> {
  if (!(older >= 0 && older <= newer))
    throw new RangeError(`a tree of ${older} is not before one of ${newer}`);
  if (older === 0 || older === newer) return [];
  const proof: Hash[] = [];
  let [from, to] = [0, newer];
  // The smaller tree stands at the left of what remains; where they part, what only the larger one holds is told.
  while (older < to) {
    const middle = from + splitOf(to - from);
    const inLeft = older <= middle;
    proof.push(await (inLeft ? rootOf(middle, to, subtrees) : rootOf(from, middle, subtrees)));
    if (inLeft) to = middle;
    else from = middle;
  }
  // The root of the smaller tree is known already when it is itself a subtree.
  if (from > 0) proof.push(await rootOf(from, to, subtrees));
  return proof.toReversed();
}
