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
    { maxSize: 100, maxConcurrent: 4 },
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
    { maxSize: 3, maxConcurrent: 1 },
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
    { maxSize: 10, maxConcurrent: 4 },
  );
  await assert.rejects(answer(1), /broken/);
  await assert.rejects(answer(1), /0 answers to 1 calls/);
  assert.equal(await answer(1), 1);
});

test('the next group is under way before the callers of the one before go on', async () => {
  const told: string[] = [];
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const same = batch<string, string>(
    async (inputs) => {
      told.push(`asked ${inputs}`);
      await (inputs.includes('a') ? first : second).promise;
      return inputs;
    },
    { maxSize: 10, maxConcurrent: 1 },
  );
  const a = same('a').then(() => {
    told.push('answered a');
    second.resolve();
  });
  await new Promise(setImmediate);
  const b = same('b');
  first.resolve();
  await Promise.all([a, b]);
  assert.deepEqual(told, ['asked a', 'asked b', 'answered a']);
});

test('even groups: as many go behind as are under way, and never more than half of those at it', async () => {
  const sizes: number[] = [];
  const doing: PromiseWithResolvers<void>[] = [];
  const same = batch<number, number>(
    async (inputs) => {
      sizes.push(inputs.length);
      const done = Promise.withResolvers<void>();
      doing.push(done);
      await done.promise;
      return inputs;
    },
    { maxSize: 100, maxConcurrent: 2, even: true },
  );
  const comeAndGo = async (callers: number) => {
    const all = Promise.all(Array.from({ length: callers }, (_, i) => same(i)));
    await new Promise(setImmediate);
    return all;
  };
  const end = async (group: number) => {
    doing[group]?.resolve();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
  };
  const callers = [comeAndGo(10)];
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  assert.deepEqual(sizes, [5, 5]);
  callers.push(comeAndGo(4));
  await end(0);
  assert.deepEqual(sizes, [5, 5], 'four are too few to go behind five');
  callers.push(comeAndGo(1));
  await end(0);
  assert.deepEqual(sizes, [5, 5, 5]);
  callers.push(comeAndGo(2));
  await end(1);
  assert.deepEqual(sizes, [5, 5, 5]);
  await end(2);
  assert.deepEqual(sizes, [5, 5, 5, 2], 'nothing is under way: whoever waits goes');
  await end(3);
  await Promise.all(callers);
});
