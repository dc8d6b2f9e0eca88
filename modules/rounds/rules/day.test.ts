import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan } from '../solve/plan.ts';
import { type Day, type DayStop, type Drawn, judge, type Outing, problemOf } from './day.ts';
import { closeWays, type Place, waysByDistance } from './travel.ts';

const GOING = {
  town: { factorPercent: 125, kmh: 25 },
  plain: { factorPercent: 140, kmh: 30 },
  mountain: { factorPercent: 190, kmh: 18 },
};
const MINUTE = 60;

const place = (lat: number, lon: number, unitId: number | null, hamlet: string | null = null): Place => ({
  lat,
  lon,
  terrain: 'plain',
  unitId,
  hamlet,
});
/** The office in the middle, two homes east in commune 1, two west in commune 2. */
const PLACES = [
  place(16.8, 107.1, null),
  place(16.8, 107.13, 1, 'Thôn 1'),
  place(16.8, 107.14, 1, 'Thôn 2'),
  place(16.8, 107.07, 2, 'Thôn 1'),
  place(16.8, 107.06, 2, 'Thôn 2'),
];

function dayOf(more: Partial<Day> = {}, stops: readonly Partial<DayStop>[] = []): Day {
  const ways = waysByDistance(PLACES, GOING);
  return {
    stops: ['a', 'b', 'c', 'd'].map((citizenId, i) => ({
      citizenId,
      place: i + 1,
      amountVnd: 4_000_000n,
      window: null,
      familiarId: null,
      heldBy: null,
      ...stops[i],
    })),
    payers: [
      { id: 'p', bagVnd: 100_000_000n },
      { id: 'q', bagVnd: 100_000_000n },
    ],
    limits: { twoPeopleAboveVnd: 50_000_000n, minutesAVisit: 8, familiarMinutes: 10 },
    places: PLACES.length,
    ...ways,
    ...more,
  };
}

const outing = (payerId: string, more: Partial<Outing> = {}): Outing => ({
  payerId,
  partnerId: null,
  startMinute: 450,
  minutesAway: 480,
  ...more,
});
const drawn = (payerId: string, stops: string[], more: Partial<Outing> = {}): Drawn => ({
  ...outing(payerId, more),
  stops,
});
const limitsOf = (day: Day, ...rounds: Drawn[]) =>
  judge(day, rounds).flatMap(({ breaches }) => breaches.map(({ limit }) => limit));

test('a round is judged by its ways, its money and its hours', () => {
  const [round] = judge(dayOf(), [drawn('p', ['a', 'b'])]);
  assert.ok(round);
  assert.equal(round.amountVnd, 8_000_000n);
  assert.equal(round.capacityVnd, 50_000_000n, 'alone');
  // 0.04 degrees east and back at 16.8 degrees north, lengthened by 1.4.
  assert.ok(Math.abs(round.distanceM - 2 * 4258 * 1.4) < 30, String(round.distanceM));
  const hours = (round.timetable.endS - round.timetable.startS) / 3600;
  assert.ok(Math.abs(hours - (round.distanceM / 30_000 + (2 * 8) / 60)) < 0.01, String(hours));
  assert.deepEqual(round.breaches, []);
});

test('each limit that is broken is named with how much', () => {
  const rich = dayOf({}, [{ amountVnd: 60_000_000n }, { amountVnd: 50_000_000n }]);
  assert.deepEqual(judge(rich, [drawn('p', ['a', 'b'])])[0]?.breaches, [
    { limit: 'bag', overVnd: 10_000_000n, limitVnd: 100_000_000n },
    { limit: 'two-people', overVnd: 60_000_000n, limitVnd: 50_000_000n },
  ]);
  assert.deepEqual(limitsOf(rich, drawn('p', ['a'], { partnerId: 'q' })), []);
  assert.deepEqual(limitsOf(dayOf(), drawn('p', ['a', 'b', 'c', 'd'], { minutesAway: 20 })), ['hours']);
  const late = dayOf({}, [{ window: { fromMinute: 400, toMinute: 451 } }]);
  assert.deepEqual(limitsOf(late, drawn('p', ['a'])), ['window']);
  assert.deepEqual(limitsOf(dayOf({}, [{ heldBy: 'q' }]), drawn('p', ['a'])), ['held']);
  assert.deepEqual(limitsOf(dayOf(), drawn('p', ['a'], { partnerId: 'q' }), drawn('q', ['b'])), [
    'twice',
    'twice',
  ]);
});

test('nobody rides to a closed hamlet, and a closed road is gone around', async () => {
  const open = waysByDistance(PLACES, GOING);
  const shut = closeWays(PLACES, open, [{ unitId: 1, hamlet: 'Thôn 2', towardUnitId: null }]);
  const flooded = dayOf(shut);
  assert.deepEqual(limitsOf(flooded, drawn('p', ['a', 'b'])), ['closed']);
  const planned = await plan(problemOf(flooded, [outing('p')]), { iterations: 2000 });
  assert.deepEqual(planned.unassigned, [{ stop: 'b', why: 'closed-road' }]);

  const straight = open.travelS[1 * PLACES.length + 3] as number;
  const around = closeWays(PLACES, open, [{ unitId: 1, hamlet: null, towardUnitId: 2 }]);
  const detour = around.travelS[1 * PLACES.length + 3] as number;
  assert.ok(detour >= straight && detour < Infinity, 'through the office');
  assert.deepEqual(limitsOf(dayOf(around), drawn('p', ['a', 'c'])), []);
});

test('what the search plans breaks no limit, and keeps a familiar payer where that is cheap', async () => {
  const day = dayOf({}, [{ familiarId: 'q' }, { familiarId: 'q' }, { familiarId: 'p' }, { familiarId: 'p' }]);
  const outings = [outing('p'), outing('q')];
  const { rounds, unassigned } = await plan(problemOf(day, outings), { iterations: 5000 });
  assert.deepEqual(unassigned, []);
  const by = new Map(rounds.map(({ vehicle, visits }) => [vehicle, visits.map(({ stop }) => stop).sort()]));
  assert.deepEqual(by.get('q'), ['a', 'b']);
  assert.deepEqual(by.get('p'), ['c', 'd']);
  const tight = dayOf({ limits: { twoPeopleAboveVnd: 9_000_000n, minutesAVisit: 8, familiarMinutes: 10 } });
  const split = await plan(problemOf(tight, outings), { iterations: 5000 });
  const rounded = split.rounds.map(({ vehicle, visits }) =>
    drawn(
      vehicle,
      visits.map(({ stop }) => stop),
    ),
  );
  assert.equal(rounded.length, 2);
  assert.deepEqual(limitsOf(tight, ...rounded), []);
});

test('a stop that is dragged changes both rounds, and only them', () => {
  const day = dayOf();
  const before = judge(day, [drawn('p', ['a', 'b']), drawn('q', ['c', 'd'])]);
  const after = judge(day, [drawn('p', ['a']), drawn('q', ['c', 'd', 'b'])]);
  assert.ok((after[0]?.distanceM ?? 0) < (before[0]?.distanceM ?? 0));
  assert.ok((after[1]?.distanceM ?? 0) > (before[1]?.distanceM ?? 0));
  assert.equal((after[0]?.amountVnd ?? 0n) + (after[1]?.amountVnd ?? 0n), 16_000_000n);
  assert.equal(before[0]?.timetable.visits[0]?.leaveS, after[0]?.timetable.visits[0]?.leaveS);
  assert.equal((before[0]?.timetable.startS ?? 0) / MINUTE, 450);
});
