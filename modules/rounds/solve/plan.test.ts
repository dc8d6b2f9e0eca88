import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf } from './check.ts';
import { planInWorker } from './plan-in-worker.ts';
import { plan } from './plan.ts';
import type { Effort, Plan, Problem, Stop } from './problem.ts';
import { optimumOf, strewn } from './testing/problems.ts';

async function sound(problem: Problem, effort: Effort): Promise<Plan> {
  const made = await plan(problem, effort);
  assert.deepEqual(faultsOf(problem, made), []);
  return made;
}

/** How many visits are made by another than the payer v0 to v3 who knows stop s0 to s3, s4 to s7 and so on. */
const strangers = ({ rounds }: Plan) =>
  rounds.flatMap(({ vehicle, visits }) =>
    visits.filter(({ stop }) => `v${Number(stop.slice(1)) % 4}` !== vehicle),
  ).length;

/** The parts of an answer that must not depend on the machine. */
const fixed = ({ rounds, unassigned, cost }: Plan) => ({ rounds, unassigned, cost });

test('small problems are solved to the optimum, with capacity alone and under limits that do not bind', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const problem = strewn(seed, 9, 18);
    const optimum = optimumOf(problem);
    assert.equal((await sound(problem, { seed, iterations: 4000 })).cost, optimum, `seed ${seed}`);
    const vehicles = problem.vehicles.map((vehicle) => ({ ...vehicle, maxS: 50_000 }));
    const limited = { ...problem, vehicles };
    assert.equal((await sound(limited, { seed, iterations: 4000 })).cost, optimum, `limited, seed ${seed}`);
  }
});

test('ways that differ by direction are solved to the optimum', async () => {
  for (let seed = 1; seed <= 6; seed++) {
    const even = strewn(seed, 8, 20);
    const travelS = Array.from(even.travelS, (way, i) => way + ((i * 7919) % 97));
    const problem = { ...even, travelS };
    assert.equal((await sound(problem, { seed, iterations: 4000 })).cost, optimumOf(problem));
  }
});

test('the same seed and the same iterations give the same plan, another seed another way there', async () => {
  const problem = strewn(3, 120, 40);
  const one = await sound(problem, { seed: 5, iterations: 3000 });
  assert.deepEqual(fixed(await sound(problem, { seed: 5, iterations: 3000 })), fixed(one));
  assert.notDeepEqual(fixed(await sound(problem, { seed: 6, iterations: 3000 })), fixed(one));
  assert.deepEqual(fixed(await planInWorker(problem, { seed: 5, iterations: 3000 })), fixed(one));
});

test('the plan gets better with work, and each better one is told', async () => {
  const problem = strewn(4, 200, 50);
  const costs: number[] = [];
  const made = await sound(problem, { iterations: 60_000, onBetter: ({ cost }) => void costs.push(cost) });
  assert.ok(costs.length > 1);
  assert.deepEqual(
    costs,
    [...new Set(costs)].sort((a, b) => b - a),
  );
  assert.equal(costs.at(-1), made.cost);
  assert.ok(made.cost < (await sound(problem, { iterations: 200 })).cost);
});

test('a search is ended by its signal and answers with the best so far', async () => {
  const problem = strewn(5, 150, 50);
  for (const solve of [plan, planInWorker]) {
    const stop = new AbortController();
    const began = performance.now();
    const made = await solve(problem, { seconds: 300, signal: stop.signal, onBetter: () => stop.abort() });
    assert.ok(performance.now() - began < 30_000);
    assert.deepEqual(faultsOf(problem, made), []);
  }
  const made = await plan(problem, { seconds: 300, signal: AbortSignal.abort() });
  assert.equal(made.iterations, 0);
  assert.deepEqual(faultsOf(problem, made), []);
});

test('a search keeps to its seconds', async () => {
  const began = performance.now();
  await sound(strewn(6, 80, 50), { seconds: 0.3 });
  const took = performance.now() - began;
  assert.ok(took >= 300 && took < 5000, `${took} ms`);
});

test('no stops, one stop, and stops at one door', async () => {
  const [none, one] = [strewn(1, 0, 10), strewn(1, 1, 10)];
  const vehicles = strewn(1, 2, 10).vehicles;
  assert.deepEqual((await sound({ ...none, vehicles }, {})).rounds, []);
  assert.equal((await sound(none, {})).cost, 0);
  assert.equal((await sound(one, {})).rounds.length, 1);
  const stops: Stop[] = [1, 2, 3, 4].map((i) => ({ id: `n${i}`, place: 1, load: 5 }));
  const door = await sound({ ...one, stops, vehicles }, { iterations: 500 });
  assert.equal(door.rounds.length, 2);
});

test('what cannot be visited is named with the reason', async () => {
  const places = 4;
  const travelS: number[] = Array.from({ length: places * places }, (_, i) => (i % 5 === 0 ? 0 : 600));
  for (let i = 0; i < places; i++) travelS[3 * places + i] = travelS[i * places + 3] = Infinity;
  const vehicles = [
    { id: 'a', place: 0, capacity: 100, startS: 28_800, maxS: 7200 },
    { id: 'b', place: 0, capacity: 50, startS: 28_800, maxS: 7200 },
  ];
  const stops: Stop[] = [
    { id: 'fine', place: 1, load: 10 },
    { id: 'heavy', place: 1, load: 101 },
    { id: 'cut off', place: 3, load: 1 },
    { id: 'asleep', place: 2, load: 1, windows: [{ fromS: 0, toS: 28_000 }] },
    { id: 'late', place: 2, load: 1, windows: [{ fromS: 36_000, toS: 40_000 }] },
    { id: 'nobody', place: 2, load: 1, only: ['c'] },
    { id: 'heavy for b', place: 2, load: 60, only: ['b'] },
    { id: 'long', place: 2, load: 1, serviceS: 7000 },
  ];
  const made = await sound({ places, travelS, stops, vehicles }, { iterations: 500 });
  assert.deepEqual(Object.fromEntries(made.unassigned.map(({ stop, why }) => [stop, why])), {
    heavy: 'too-heavy',
    'cut off': 'closed-road',
    asleep: 'window',
    late: 'hours',
    nobody: 'no-vehicle',
    'heavy for b': 'too-heavy',
    long: 'hours',
  });
  const alone = await sound({ places, travelS, stops: stops.slice(0, 1), vehicles: [] }, {});
  assert.deepEqual(alone.unassigned, [{ stop: 'fine', why: 'no-vehicle' }]);
});

test('with too few bags the costliest to leave out are visited', async () => {
  const problem = strewn(7, 30, 20, 2);
  const stops = problem.stops.map((stop, i) => ({ ...stop, unassignedS: i < 5 ? 1_000_000 : 20_000 }));
  const made = await sound({ ...problem, stops }, { iterations: 5000 });
  assert.ok(made.unassigned.length > 0);
  assert.ok(made.unassigned.every(({ why }) => why === 'no-room'));
  const left = made.unassigned.map(({ stop }) => stop);
  for (const stop of stops.slice(0, 5)) assert.ok(!left.includes(stop.id), `${stop.id} is left out`);
});

test('a familiar payer is kept until the detour costs more', async () => {
  const problem = strewn(8, 40, 80, 4);
  const heavily = (otherwiseS: number): Problem => ({
    ...problem,
    stops: problem.stops.map((stop, i) => ({ ...stop, familiar: { vehicle: `v${i % 4}`, otherwiseS } })),
  });
  assert.equal(strangers(await sound(heavily(50_000), { iterations: 4000 })), 0);
  assert.ok(strangers(await sound(heavily(1), { iterations: 4000 })) > 10);
});

test('a problem that contradicts itself is not solved', async () => {
  const problem = strewn(1, 3, 10);
  const [stop] = problem.stops as [Stop];
  const wrong: Partial<Problem>[] = [
    { places: 9 },
    { stops: [stop, stop] },
    { stops: [{ ...stop, place: 7 }] },
    { stops: [{ ...stop, load: -1 }] },
    { stops: [{ ...stop, windows: [{ fromS: 9, toS: 3 }] }] },
    { travelS: Array.from(problem.travelS, () => NaN) },
  ];
  for (const part of wrong) await assert.rejects(plan({ ...problem, ...part }), RangeError);
  await assert.rejects(planInWorker({ ...problem, places: 9 }), /9 places need 81/);
});
