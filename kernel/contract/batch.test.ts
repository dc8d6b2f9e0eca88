import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batch } from './batch.ts';

test('calls of one moment go together, each gets its own answer', async () => {
  const groups: number[][] = [];
  const double = batch<number, number>(
    async (inputs) => {
      groups.push([...inputs]);
      return inputs.map((n) => (n === 3 ? new Error('three') : n * 2));
    },
    { maxDelayMs: 0, maxSize: 100 },
  );
  const answers = await Promise.allSettled([1, 2, 3, 4].map(double));
  assert.deepEqual(groups, [[1, 2, 3, 4]]);
  assert.deepEqual(
    answers.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.message)),
    [2, 4, 'three', 8],
  );
});

test('groups are bounded, and callers gather while as many as allowed are under way', async () => {
  const sizes: number[] = [];
  const release = Promise.withResolvers<void>();
  const same = batch<number, number>(
    async (inputs) => {
      sizes.push(inputs.length);
      await release.promise;
      return inputs;
    },
    { maxDelayMs: 0, maxSize: 3, maxConcurrent: 1 },
  );
  const all = Promise.all([1, 2, 3, 4, 5, 6, 7].map(same));
  await new Promise(setImmediate);
  assert.deepEqual(sizes, [3]);
  release.resolve();
  assert.deepEqual(await all, [1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(sizes, [3, 3, 1]);
});

test('a group that fails, or answers too few, fails its callers and no later ones', async () => {
  let turn = 0;
  const answer = batch<number, number>(
    async (inputs) => {
      turn++;
      if (turn === 1) throw new Error('broken');
      return turn === 2 ? [] : inputs;
    },
    { maxDelayMs: 0, maxSize: 10 },
  );
  await assert.rejects(answer(1), /broken/);
  await assert.rejects(answer(1), /0 answers to 1 calls/);
  assert.equal(await answer(1), 1);
});
