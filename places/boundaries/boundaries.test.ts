import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { loadPlaces } from '../units/load.ts';
import { importBoundaries, listBoundaries } from './boundaries.ts';
import { readBoundaries } from './read-boundaries.ts';

const db = await cloneDatabase();
before(() => db.owner.write((tx) => loadPlaces(tx)));

const square = (lon: number, lat: number) => [
  [
    [lon, lat],
    [lon + 0.1, lat],
    [lon + 0.1, lat + 0.1],
    [lon, lat + 0.1],
    [lon, lat],
  ],
];
const file = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const commune = (properties: object, lon = 107, lat = 16.8) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: square(lon, lat) },
});
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('a border is taken by code and name, drawn for its commune, and the file again changes nothing', async () => {
  const unit = await db.read
    .selectFrom('unit')
    .select(['id', 'code', 'name'])
    .where('level', '=', 'commune')
    .where('valid_to', 'is', null)
    .where('name', 'like', 'Xã%')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const text = file(
    commune({ code: unit.code, fullName: unit.name }),
    commune({ code: '99999', name: 'Xa La' }),
  );
  const first = await db.write((tx) => importBoundaries(tx, { name: 'a.geojson', text }));
  assert.equal(first.outcome, 'done');
  assert.deepEqual(first.unknown, [{ n: 2, code: '99999', name: 'Xa La' }]);
  const again = await db.write((tx) => importBoundaries(tx, { name: 'b.geojson', text }));
  assert.equal(again.outcome, 'already');
  const drawn = await listBoundaries(db.read, '2026-01-01');
  assert.ok(drawn.areas.some(({ unitId }) => unitId === unit.id));
  assert.deepEqual(drawn.areas.find(({ unitId }) => unitId === unit.id)?.area[0]?.[0]?.[1], [107.1, 16.8]);
});

test('a commune of a past year stands on the border of the one it went into, and only of one', async () => {
  const { rows } = await db.pool.query<{ from_id: number; to_id: number; code: string; name: string }>(
    `select s.from_id, s.to_id, u.code, u.name from unit_succession s join unit u on u.id = s.to_id join unit f on f.id = s.from_id
     where u.level = 'commune' and u.valid_to is null and f.valid_to is not null and f.code <> u.code
       and (select count(*) from unit_succession x where x.from_id = s.from_id) = 1 limit 1`,
  );
  const [pair] = rows;
  assert.ok(pair);
  const text = file(commune({ code: pair.code, name: pair.name }, 107.3));
  await db.write((tx) => importBoundaries(tx, { name: 'c.geojson', text }));
  const on = (
    await db.read
      .selectFrom('unit')
      .select('valid_from')
      .where('id', '=', pair.from_id)
      .executeTakeFirstOrThrow()
  ).valid_from;
  const { areas, covered } = await listBoundaries(db.read, on);
  assert.ok(covered.some(({ unitId, by }) => unitId === pair.from_id && by === pair.to_id));
  assert.ok(areas.some(({ unitId }) => unitId === pair.to_id));
});

test('a topology is read like the features it holds', () => {
  const topology = {
    type: 'Topology',
    transform: { scale: [0.01, 0.01], translate: [107, 16] },
    arcs: [
      [
        [0, 0],
        [10, 0],
        [0, 10],
        [-10, 0],
        [0, -10],
      ],
    ],
    objects: {
      xa: {
        type: 'GeometryCollection',
        geometries: [{ type: 'Polygon', arcs: [[0]], properties: { ma_xa: 19432, ten_xa: 'Cam Hiếu' } }],
      },
    },
  };
  const [outline] = readBoundaries(JSON.stringify(topology));
  assert.equal(outline?.code, '19432');
  assert.equal(outline?.name, 'Cam Hiếu');
  assert.deepEqual(outline?.area[0]?.[0]?.[2], [107.1, 16.1]);
});

test('what is no boundary file is refused with what was found', async () => {
  assert.throws(() => readBoundaries('PK\u0003\u0004'), refusal('boundaries_unreadable'));
  assert.throws(() => readBoundaries('{"type":"Feature"}'), refusal('boundaries_unreadable'));
  assert.throws(
    () => readBoundaries(file({ type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] } })),
    refusal('boundaries_unreadable'),
  );
  assert.throws(
    () => readBoundaries(file(commune({}, 560_000, 1_850_000))),
    refusal('boundaries_not_degrees'),
  );
  const foreign = file(commune({ code: '00001', name: 'Phúc Xá' }));
  await assert.rejects(
    db.write((tx) => importBoundaries(tx, { name: 'x', text: foreign })),
    refusal('boundaries_unknown'),
  );
});
