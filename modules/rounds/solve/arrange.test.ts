import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenLimits, planOf } from './arrange.ts';
import { faultsOf } from './check.ts';
import type { Problem } from './problem.ts';

const problem: Problem = {
  places: 3,
  travelS: [0, 100, 300, 100, 0, 100, 300, Infinity, 0],
  stops: [
    { id: 'a', place: 1, load: 4, serviceS: 60, familiar: { vehicle: 'w', otherwiseS: 25 } },
    { id: 'b', place: 2, load: 5, windows: [{ fromS: 1000, toS: 1200 }] },
    { id: 'c', place: 2, load: 2, only: ['w'], windows: [{ fromS: 0, toS: 200 }] },
  ],
  vehicles: [
    { id: 'v', place: 0, capacity: 9, maxS: 1400 },
    { id: 'w', place: 0, capacity: 2, maxS: 900 },
  ],
};

const rounds = (...assignments: [string, string[]][]) =>
  planOf(
    problem,
    assignments.map(([vehicle, stops]) => ({ vehicle, stops })),
  );

const broken = (vehicle: string, stops: string[]) =>
  rounds([vehicle, stops]).rounds.flatMap((round) => brokenLimits(problem, round));

test('a round arranged by hand gets its hours, and the plan its cost', () => {
  const plan = rounds(['v', ['a', 'b']], ['w', []]);
  const [round] = plan.rounds;
  assert.deepEqual(
    round?.visits.map(({ arriveS, beginS, leaveS }) => [arriveS, beginS, leaveS]),
    [
      [100, 100, 160],
      [260, 1000, 1000],
    ],
  );
  // 500 of travel, 25 for the unfamiliar payer, ten times the longest way and 1,000 for c.
  assert.equal(plan.cost, 4525);
  assert.deepEqual(plan.unassigned, [{ stop: 'c', why: 'window' }]);
  assert.deepEqual(faultsOf(problem, { ...plan, iterations: 0, foundS: 0 }), []);
  assert.deepEqual(brokenLimits(problem, round), []);
});

test('each limit that a round breaks is told', () => {
  assert.deepEqual(broken('v', ['b', 'a']), [{ stop: null, why: 'closed-road' }]);
  assert.deepEqual(broken('w', ['a']), [{ stop: null, why: 'too-heavy' }]);
  assert.deepEqual(broken('v', ['c']), [
    { stop: 'c', why: 'no-vehicle' },
    { stop: 'c', why: 'window' },
  ]);
  assert.deepEqual(broken('w', ['b']), [
    { stop: null, why: 'too-heavy' },
    { stop: null, why: 'hours' },
  ]);
  assert.throws(() => broken('w', ['nobody']), /does not know nobody/);
});
