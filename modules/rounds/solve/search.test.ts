import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crossed } from './cross.ts';
import { instanceOf } from './instance.ts';
import { randomFrom } from './random.ts';
import { searchOf } from './search.ts';
import { strewn } from './testing/problems.ts';

const instance = instanceOf(strewn(9, 60, 40));
const everyone = Array.from({ length: instance.n }, (_, i) => i + 1);

function searched(seed: number, stepsForMany: number) {
  const search = searchOf(instance, randomFrom(seed), stepsForMany);
  const began = search.cost();
  for (let i = 0; i < 200; i++) search.run(100, i / 200);
  return { began, cost: search.cost(), routes: search.routes() };
}

test('several coolings that are crossed: everyone is visited once, the cost is the best, and a seed fixes it', () => {
  const many = searched(1, 1);
  assert.deepEqual(
    many.routes.flat().sort((a, b) => a - b),
    everyone,
  );
  assert.ok(many.cost < many.began);
  assert.deepEqual(searched(1, 1), many);
  assert.notDeepEqual(searched(1, Infinity).routes, many.routes);
});

test('a crossing has each stop at most once, stops of both, and no more routes than the first', () => {
  const random = randomFrom(4);
  const [one, other] = [searched(2, Infinity).routes, searched(3, Infinity).routes];
  for (let i = 0; i < 50; i++) {
    const child = crossed(instance, random, one, other);
    const stops = child.flat();
    assert.equal(new Set(stops).size, stops.length);
    assert.ok(child.length <= one.filter((route) => route.length > 0).length);
    assert.ok(stops.length > instance.n / 2);
  }
});
