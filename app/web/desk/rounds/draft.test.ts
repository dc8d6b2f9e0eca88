import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyFound, type Draft, moveStop, setOutings, stepStop } from './draft.ts';

const outing = { partnerId: null, startMinute: 450, minutesAway: 540 };
const draft: Draft = [
  { ...outing, payerId: 'p', stops: ['a', 'b', 'c'] },
  { ...outing, payerId: 'q', stops: ['d'] },
];
const stopsOf = (of: Draft) => of.map(({ stops }) => stops.join(''));

test('a stop is put before another one, in its own round or another', () => {
  assert.deepEqual(stopsOf(moveStop(draft, 'a', 'p', 2)), ['bac', 'd']);
  assert.deepEqual(stopsOf(moveStop(draft, 'a', 'p', 3)), ['bca', 'd']);
  assert.deepEqual(stopsOf(moveStop(draft, 'c', 'p', 0)), ['cab', 'd']);
  assert.deepEqual(stopsOf(moveStop(draft, 'b', 'q', 0)), ['ac', 'bd']);
  assert.deepEqual(stopsOf(moveStop(draft, 'b', 'q')), ['ac', 'db']);
  assert.deepEqual(stopsOf(moveStop(draft, 'b', null)), ['ac', 'd']);
  assert.deepEqual(stopsOf(moveStop(draft, 'x', 'q', 1)), ['abc', 'dx']);
});

test('the keyboard moves a stop by one place or one round, and out at the ends', () => {
  assert.deepEqual(stopsOf(stepStop(draft, 'b', 'up')), ['bac', 'd']);
  assert.deepEqual(stopsOf(stepStop(draft, 'a', 'up')), ['abc', 'd']);
  assert.deepEqual(stopsOf(stepStop(draft, 'a', 'down')), ['bac', 'd']);
  assert.deepEqual(stopsOf(stepStop(draft, 'b', 'down')), ['acb', 'd']);
  assert.deepEqual(stopsOf(stepStop(draft, 'a', 'next')), ['bc', 'ad']);
  assert.deepEqual(stopsOf(stepStop(draft, 'd', 'next')), ['abc', '']);
  assert.deepEqual(stopsOf(stepStop(draft, 'x', 'next')), ['abcx', 'd']);
  assert.deepEqual(stopsOf(stepStop(draft, 'x', 'before')), ['abc', 'dx']);
});

test('who stays at home leaves their visits; what is found is laid into the hours that were chosen', () => {
  const late = { ...outing, payerId: 'q', startMinute: 600 };
  const alone = setOutings(draft, [late]);
  assert.deepEqual(alone, [{ ...late, stops: ['d'] }]);
  const found = applyFound(alone, [{ payerId: 'q', stops: ['b', 'a'] }]);
  assert.deepEqual(found, [{ ...late, stops: ['b', 'a'] }]);
});
