import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTurns } from './turns.ts';

test('two run at once, three wait in their order, and the next is refused', async () => {
  const inTurn = openTurns({ atOnce: 2, waiting: 3 });
  const began: number[] = [];
  const ends: (() => void)[] = [];
  const start = (n: number) =>
    inTurn(() => {
      began.push(n);
      return new Promise<number>((resolve) => ends.push(() => resolve(n)));
    });
  const all = [1, 2, 3, 4, 5].map(start);
  await assert.rejects(start(6), { code: 'too_many_requests' });
  assert.deepEqual(began, [1, 2]);
  ends[1]?.();
  assert.equal(await all[1], 2);
  assert.deepEqual(began, [1, 2, 3]);
  for (let n = 0; n < ends.length; n++) {
    ends[n]?.();
    await all[n];
  }
  assert.deepEqual(await Promise.all(all), [1, 2, 3, 4, 5]);
  const late = start(7);
  ends.at(-1)?.();
  assert.equal(await late, 7, 'there is room again');
});

test('a work that fails gives its turn on', async () => {
  const inTurn = openTurns({ atOnce: 1, waiting: 1 });
  const failed = inTurn(() => Promise.reject(new Error('no')));
  const next = inTurn(() => Promise.resolve('yes'));
  await assert.rejects(failed, /no/);
  assert.equal(await next, 'yes');
});
