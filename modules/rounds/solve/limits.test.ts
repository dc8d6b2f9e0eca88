import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { faultsOf } from './check.ts';
import { plan } from './plan.ts';
import type { Problem } from './problem.ts';

const DAY_S = 36_000;

/** One to three windows, each with a gap before it. */
const windows = fc
  .array(fc.tuple(fc.integer({ min: 1, max: DAY_S / 3 }), fc.integer({ min: 1, max: 8000 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all) => {
    let clockS = 0;
    return all.map(([gap, long]) => {
      const fromS = clockS + gap;
      clockS = fromS + long;
      return { fromS, toS: clockS };
    });
  });

/** Problems under every limit at once: ways that differ by direction and break the triangle rule, roads that are closed. */
const problem: fc.Arbitrary<Problem> = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 5 }))
  .chain(([places, stops, vehicles]) =>
    fc.record({
      places: fc.constant(places),
      travelS: fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(3000) }, fc.constant(Infinity)), {
        minLength: places * places,
        maxLength: places * places,
      }),
      stops: fc
        .array(
          fc.record(
            {
              place: fc.nat(places - 1),
              load: fc.nat(40),
              serviceS: fc.nat(1200),
              windows,
              familiar: fc.record({ vehicle: fc.constantFrom('v0', 'v1', 'gone'), otherwiseS: fc.nat(2000) }),
              only: fc.subarray(['v0', 'v1', 'v2', 'gone']),
              unassignedS: fc.nat(50_000),
            },
            { requiredKeys: ['place', 'load'] },
          ),
          { minLength: stops, maxLength: stops },
        )
        .map((all) => all.map((stop, i) => ({ id: `s${i}`, ...stop }))),
      vehicles: fc
        .array(
          fc.record(
            {
              place: fc.nat(places - 1),
              capacity: fc.nat(120),
              startS: fc.nat(20_000),
              maxS: fc.nat(20_000),
            },
            { requiredKeys: ['place', 'capacity'] },
          ),
          { minLength: vehicles, maxLength: vehicles },
        )
        .map((all) => all.map((vehicle, i) => ({ id: `v${i}`, ...vehicle }))),
    }),
  );

test('no hard limit is ever broken, no stop is lost, and the cost is what was promised', async () => {
  await fc.assert(
    fc.asyncProperty(problem, fc.nat(), async (given, seed) => {
      assert.deepEqual(faultsOf(given, await plan(given, { seed, iterations: 300 })), []);
    }),
    { numRuns: 300 },
  );
});

test('the check finds each kind of fault', async () => {
  const given: Problem = {
    places: 2,
    travelS: [0, 100, 100, 0],
    stops: [{ id: 's', place: 1, load: 5, serviceS: 60, windows: [{ fromS: 0, toS: 200 }] }],
    vehicles: [{ id: 'v', place: 0, capacity: 5, maxS: 260 }],
  };
  const made = await plan(given, { iterations: 10 });
  assert.deepEqual(faultsOf(given, made), []);
  const [stop] = given.stops as [Problem['stops'][number]];
  const [vehicle] = given.vehicles as [Problem['vehicles'][number]];
  const finds = (change: Partial<Problem>, what: RegExp) =>
    assert.match(faultsOf({ ...given, ...change }, made).join('\n'), what);
  finds({ vehicles: [{ ...vehicle, capacity: 4 }] }, /carries 5 of 4/);
  finds({ vehicles: [{ ...vehicle, maxS: 259 }] }, /too late/);
  finds({ stops: [{ ...stop, windows: [{ fromS: 0, toS: 99 }] }] }, /outside its windows/);
  finds({ stops: [{ ...stop, only: [] }] }, /may not visit/);
  finds({ stops: [stop, { ...stop, id: 't' }] }, /stop t is lost/);
  finds({ travelS: [0, Infinity, 100, 0] }, /closed road/);
  finds({ travelS: [0, 100, 101, 0] }, /travels 201, not 200/);
  const stranger = { vehicle: 'w', otherwiseS: 7 };
  const both = [vehicle, { ...vehicle, id: 'w' }];
  finds({ stops: [{ ...stop, familiar: stranger }], vehicles: both }, /^costs 207, not 200$/);
  finds({ stops: [] }, /stop s is invented/);
});
