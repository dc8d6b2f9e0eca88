import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openFrontier, peaksOf } from './frontier.ts';
import { EMPTY_ROOT, type Hash, isConsistent, isIncluded, leafHash, nodeHash, splitOf } from './merkle.ts';
import { consistencyProof, inclusionProof, rootOf, type Subtrees } from './prove.ts';

/** The eight leaves and the roots that certificate-transparency implementations test themselves with. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => leafHash(Buffer.from(hex, 'hex')));
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const INCLUSION_0_OF_8 = [
  '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
];
const CONSISTENCY_6_TO_8 = [
  '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
];

/** The definition of RFC 9162, 2.1.1, word for word: the model against which the rest is held. */
function modelRoot(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0] as Hash;
  const half = splitOf(leaves.length);
  return nodeHash(modelRoot(leaves.slice(0, half)), modelRoot(leaves.slice(half)));
}

const subtreesOf =
  (leaves: readonly Hash[]): Subtrees =>
  (level, index) => {
    const part = leaves.slice(index * 2 ** level, (index + 1) * 2 ** level);
    assert.equal(part.length, 2 ** level, 'only complete subtrees are asked for');
    return modelRoot(part);
  };

const numbered = (size: number) => Array.from({ length: size }, (_, i) => leafHash(`leaf ${i}`));
const hex = (hashes: readonly Hash[]) => hashes.map((each) => each.toString('hex'));

test('the known roots of the first eight leaves', async () => {
  const frontier = openFrontier();
  for (const [size, root] of ROOTS.entries()) {
    assert.equal(frontier.root().toString('hex'), root);
    assert.equal((await rootOf(0, size, subtreesOf(LEAVES))).toString('hex'), root);
    if (LEAVES[size]) frontier.add(LEAVES[size]);
  }
});

test('the known proofs', async () => {
  assert.deepEqual(hex(await inclusionProof(0, 8, subtreesOf(LEAVES))), INCLUSION_0_OF_8);
  assert.deepEqual(hex(await consistencyProof(6, 8, subtreesOf(LEAVES))), CONSISTENCY_6_TO_8);
});

test('every leaf of every small tree is proved, and nothing else is', async () => {
  for (let size = 1; size <= 40; size++) {
    const leaves = numbered(size);
    const root = modelRoot(leaves);
    for (let at = 0; at < size; at++) {
      const proof = await inclusionProof(at, size, subtreesOf(leaves));
      const leaf = leaves[at] as Hash;
      assert.ok(isIncluded(leaf, at, size, proof, root));
      assert.ok(!isIncluded(leafHash('another'), at, size, proof, root));
      // A position that is wrong may still walk the same way up only when there is a single leaf.
      for (let wrong = 0; wrong < size; wrong++)
        if (wrong !== at)
          assert.ok(!isIncluded(leaf, wrong, size, proof, root), `${at} as ${wrong} of ${size}`);
      assert.ok(!isIncluded(leaf, at, size, proof.slice(1), root) || size === 1);
      assert.ok(!isIncluded(leaf, at, size, [...proof, root], root));
    }
  }
});

test('a tree grows out of every earlier one, and a changed past does not', async () => {
  for (let newer = 0; newer <= 33; newer++) {
    const leaves = numbered(newer);
    for (let older = 0; older <= newer; older++) {
      const proof = await consistencyProof(older, newer, subtreesOf(leaves));
      const past = { size: older, root: modelRoot(leaves.slice(0, older)) };
      const now = { size: newer, root: modelRoot(leaves) };
      assert.ok(isConsistent(past, now, proof), `${older} to ${newer}`);
      if (older === 0) continue;
      const changed = { size: older, root: modelRoot([...leaves.slice(0, older - 1), leafHash('changed')]) };
      assert.ok(!isConsistent(changed, now, proof), `a changed ${older} to ${newer}`);
      if (proof.length > 0) assert.ok(!isConsistent(past, now, proof.slice(1)));
    }
  }
});

test('any flipped bit of a proof, a leaf or a root is seen', async () => {
  const flipped = (bytes: Hash, bit: number) => {
    const copy = Buffer.from(bytes);
    copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
    return copy;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 600 }),
      fc.nat(),
      fc.nat(),
      fc.nat(255),
      async (size, a, b, bit) => {
        const leaves = numbered(size);
        const [root, at] = [modelRoot(leaves), a % size];
        const leaf = leaves[at] as Hash;
        const proof = await inclusionProof(at, size, subtreesOf(leaves));
        const bent = proof.map((each, i) => (i === b % proof.length ? flipped(each, bit) : each));
        assert.ok(isIncluded(leaf, at, size, proof, root));
        assert.ok(!isIncluded(leaf, at, size, bent, root));
        assert.ok(!isIncluded(flipped(leaf, bit), at, size, proof, root));
        assert.ok(!isIncluded(leaf, at, size, proof, flipped(root, bit)));
      },
    ),
    { numRuns: 60 },
  );
});

test('a frontier opened again at any size goes on as if it had never stopped', () => {
  fc.assert(
    fc.property(fc.nat(1500), fc.nat(700), (before, more) => {
      const leaves = numbered(before + more);
      const whole = openFrontier();
      const stored = leaves.flatMap((leaf) => whole.add(leaf));
      const peaks = peaksOf(before).map(({ level, index }) =>
        modelRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
      );
      const again = openFrontier(before, peaks);
      const later = leaves.slice(before).flatMap((leaf) => again.add(leaf));
      assert.deepEqual(again.root(), whole.root());
      assert.equal(again.size, whole.size);
      assert.deepEqual(later, stored.slice(stored.length - later.length));
      assert.equal(stored.length, Math.floor((before + more) / 256));
    }),
    { numRuns: 25 },
  );
});
