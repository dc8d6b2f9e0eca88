import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { HOA } from '#modules/payouts/testing/door.ts';
import { roundOf } from '../door.ts';
import { DAY, OUTING, serveVisits } from '../testing/visits.ts';

const db = await cloneDatabase();
const at = serveVisits(db);

test('a day tells who is due at home, who may go, and that places and ways are estimates', async () => {
  const day = await at.readDay();
  assert.equal(day.stops.length, 2);
  assert.deepEqual(
    day.stops.map((stop: { exact: boolean }) => stop.exact),
    [false, false],
  );
  assert.equal(day.payers.length, 2);
  assert.deepEqual([day.ways.by, day.ways.why], ['distance', 'not-configured']);
  assert.equal(day.ways.travelS.length, day.ways.places ** 2);
  assert.ok(day.limits.unsure.includes('bag-vnd'));
  assert.deepEqual(await at.readDay(), day, 'the same estimate each time');
});

test('people of one house stand on one spot, people of one hamlet do not', async () => {
  const spots = async (address: string) => {
    await db.owner.pool.query('update citizen set address = $1', [address]);
    const { stops } = await at.readDay();
    return new Set(stops.map(({ place }: { place: number }) => place)).size;
  };
  assert.equal(await spots('Thôn 1, Xã Cam Hiếu, Huyện Cam Lộ'), 2);
  assert.equal(await spots('Số 12, Thôn 1, Xã Cam Hiếu'), 1);
  await db.owner.pool.query('update citizen set address = null');
});

test('a payer reads and does not plan; another office sees nothing', async () => {
  assert.equal((await at.get(at.payer, `/rounds/day?officeId=${at.officeId}&day=${DAY}`)).status, 200);
  const refused = await at.post(at.payer, '/rounds/plans', {
    id: newId(),
    day: DAY,
    after: 0,
    reason: null,
    rounds: [{ payerId: at.payerId, ...OUTING, stops: [] }],
  });
  assert.equal(refused.code, 'not_allowed');
  const far = await at.counter.cookie('treasurer', at.month.farId);
  assert.equal((await at.get(far, `/rounds/day?officeId=${at.officeId}&day=${DAY}`)).code, 'not_allowed');
});

test('a search runs, is followed to its end, and belongs to its office', async () => {
  const id = newId();
  const begun = await at.post(at.keeper, '/rounds/searches', {
    id,
    day: DAY,
    seconds: 5,
    outings: [{ payerId: at.payerId, ...OUTING }],
  });
  assert.equal(begun.status, 200, JSON.stringify(begun.json));
  const far = await at.counter.cookie('treasurer', at.month.farId);
  const foreign = await at.get(far, `/rounds/searches/${id}?officeId=${at.month.farId}`);
  assert.equal(foreign.code, 'search_gone');
  let found;
  do {
    await pause(20);
    found = (await at.get(at.keeper, `/rounds/searches/${id}?officeId=${at.officeId}`)).json;
  } while (found.state === 'looking');
  assert.equal(found.state, 'done');
  assert.equal(found.plan.rounds[0].stops.length, 2);
  assert.equal((await at.post(at.keeper, `/rounds/searches/${id}/stop`, {})).status, 200);
});

test('a closed hamlet empties the way to it until it is open again', async () => {
  const { stops } = await at.readDay();
  const [{ unitId, hamlet }] = stops;
  const id = newId();
  const closure = {
    id,
    unitId,
    hamlet,
    towardUnitId: null,
    fromDay: DAY,
    untilDay: null,
    reason: 'Nước ngập',
  };
  assert.equal((await at.post(at.payer, '/rounds/closures', closure)).code, 'not_allowed');
  assert.equal((await at.post(at.keeper, '/rounds/closures', closure)).status, 200);
  const flooded = await at.readDay();
  assert.ok(flooded.stops.every((stop: { closed: boolean }) => stop.closed));
  assert.ok(flooded.ways.travelS.includes(-1));
  assert.equal((await at.accept()).code, 'limits_broken');
  const elsewhere = `/rounds/closures/${id}/lift`;
  const far = await at.counter.cookie('treasurer', at.month.farId);
  const foreign = await at.counter.ask(far, 'POST', elsewhere, { officeId: at.month.farId, reason: 'x' });
  assert.equal(foreign.code, 'not_found');
  assert.equal((await at.post(at.keeper, elsewhere, { reason: 'Nước rút' })).status, 200);
  assert.equal((await at.readDay()).closures.length, 0);
  const road = { ...closure, id: newId(), towardUnitId: unitId, hamlet: null };
  assert.equal((await at.post(at.keeper, '/rounds/closures', road)).code, 'closure_unfit');
});

test('time at home and a measured place are kept, the newest counts', async () => {
  const { stops } = await at.readDay();
  const { citizenId } = stops[0];
  const position = { lat: 16.81, lon: 107.01 };
  const write = (window: object | null) =>
    at.post(at.keeper, `/rounds/people/${citizenId}/visit`, { id: newId(), window, position });
  assert.equal((await write({ fromMinute: 600, toMinute: 500 })).code, 'window_unfit');
  assert.equal((await write({ fromMinute: 0, toMinute: 60 })).status, 200);
  const known = (await at.readDay()).stops[0];
  assert.deepEqual([known.exact, known.lat, known.lon], [true, 16.81, 107.01]);
  assert.equal((await at.accept()).code, 'limits_broken', 'nobody sets out before one in the morning');
  assert.equal((await write(null)).status, 200);
  const { pool } = db;
  const { rows } = await pool.query('select lat, lon, place from home_visit_fact where citizen_id = $1', [
    citizenId,
  ]);
  assert.equal(rows.length, 2);
  for (const row of rows)
    assert.deepEqual([row.lat, row.lon, row.place.startsWith('enc:')], [null, null, true]);
  for (const [columns, values] of [
    ['place', "'16.81 107.01'"],
    ['lat, lon', '16.81, 107.01'],
  ])
    await assert.rejects(
      pool.query(
        `insert into home_visit_fact (id, citizen_id, office_id, written_by, written_at, ${columns})
         select gen_random_uuid(), citizen_id, office_id, written_by, written_at, ${values} from home_visit_fact limit 1`,
      ),
      /home_visit_fact_place_sealed|permission denied/,
    );
  const stranger = await at.counter.ask(
    await at.counter.cookie('treasurer', at.month.farId),
    'POST',
    `/rounds/people/${citizenId}/visit`,
    { id: newId(), officeId: at.month.farId, window: null, position },
  );
  assert.equal(stranger.code, 'not_visited_here');
});

test('an accepted day is a version; the next one needs a reason and the newest before it', async () => {
  const id = newId();
  const first = await at.accept({ id });
  assert.deepEqual(first.json, { version: 1, already: false });
  assert.equal((await at.accept({ id })).json.already, true);
  assert.equal((await at.accept()).code, 'plan_moved_on');
  assert.equal((await at.accept({ after: 1 })).code, 'reason_missing');
  assert.equal((await at.accept({ day: '2020-12-05', after: 0 })).code, 'day_past');
  const { stops } = await at.readDay();
  const [one, two] = stops.map((stop: { citizenId: string }) => stop.citizenId);
  const twice = [{ payerId: at.payerId, ...OUTING, stops: [one, one] }];
  assert.equal((await at.accept({ after: 1, reason: 'x', rounds: twice })).code, 'stops_changed');
  const alone = [{ payerId: at.payerId, ...OUTING, stops: [two] }];
  const second = await at.accept({ after: 1, reason: 'Một người xin đổi ngày', rounds: alone });
  assert.equal(second.json.version, 2);
  const plans = (await at.get(at.payer, `/rounds/plans?officeId=${at.officeId}&day=${DAY}`)).json;
  assert.deepEqual(
    plans.versions.map((each: { version: number; stops: number; left: number }) => [
      each.version,
      each.stops,
      each.left,
    ]),
    [
      [2, 1, 1],
      [1, 2, 0],
    ],
  );
  assert.equal(plans.left[0].citizenId, one);
  const order = await roundOf(db.read, { staffId: at.payerId, day: DAY });
  assert.deepEqual(order?.citizenIds, [two]);
  assert.equal(await roundOf(db.read, { staffId: at.payerId, day: '2020-12-07' }), null);
  const [office] = (await at.get(at.keeper, `/rounds/offices?officeId=${at.officeId}&day=${DAY}`)).json;
  assert.deepEqual([office.stops, office.version, office.rounds, office.plannedStops], [2, 2, 1, 1]);
});

test('two planners who accept at once: one stands, the other is told', async () => {
  const answers = await Promise.all(
    [1, 2].map(() => at.accept({ after: 2, reason: 'Cùng lúc', id: newId() })),
  );
  assert.deepEqual(answers.map(({ code, status }) => code ?? status).sort(), [200, 'plan_moved_on']);
});

test('a figure is set from a day on by the province, within sense, once a day', async () => {
  const province = await at.counter.cookie('payout-controller', at.month.province.rootId);
  const set = (value: string, validFrom = '2020-12-07') =>
    at.counter.ask(province, 'POST', '/rounds/settings', {
      name: 'minutes-a-visit',
      validFrom,
      value,
      legalBasis: 'Quyết định 12',
    });
  assert.equal((await set('500')).code, 'setting_unfit');
  assert.equal((await set('12')).status, 200);
  assert.equal((await set('13')).code, 'setting_dated');
  assert.equal((await at.readDay()).limits.minutesAVisit, 8, 'the day before');
  const next = (await at.get(at.keeper, `/rounds/day?officeId=${at.officeId}&day=2020-12-07`)).json;
  assert.equal(next.limits.minutesAVisit, 12);
  assert.ok(!next.limits.unsure.includes('minutes-a-visit'));
});

test('who is dead or stopped is not ridden to', async () => {
  const { id } = await db.owner.read
    .selectFrom('citizen')
    .select('id')
    .where('cccd', '=', HOA)
    .executeTakeFirstOrThrow();
  await db.owner.pool.query(
    `insert into citizen_death (citizen_id, died_on, document, recorded_by, recorded_at) values ($1, '2020-12-01', 'x', $1, now())`,
    [id],
  );
  const { stops } = await at.readDay();
  assert.ok(!stops.some((stop: { citizenId: string }) => stop.citizenId === id));
  assert.equal(stops.length, 1);
});
