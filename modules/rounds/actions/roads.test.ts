import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { openRoads } from './roads.ts';

test('ways come from a road map when one answers, else from distances, told which', async () => {
  const places = [
    { lat: 16.8, lon: 107 },
    { lat: 16.9, lon: 107 },
  ];
  let asked = '';
  const map = createServer((request, response) => {
    asked = request.url ?? '';
    response.end(
      JSON.stringify({
        code: 'Ok',
        durations: [
          [0, 600],
          [null, 0],
        ],
        distances: [
          [0, 9000],
          [null, 0],
        ],
      }),
    );
  });
  await new Promise<void>((resolve) => void map.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(map.address() as AddressInfo).port}`;
  const ways = await openRoads(url)(places);
  assert.ok(typeof ways !== 'string');
  assert.deepEqual(ways.travelS, [0, 600, Infinity, 0]);
  assert.match(asked, /^\/table\/v1\/driving\/107\.000000,16\.800000;107/);
  await new Promise((resolve) => void map.close(resolve));
  assert.equal(await openRoads(url, 500)(places), 'unreachable');

  const silent = createServer(() => {});
  await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
  const deaf = openRoads(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`, 100);
  assert.equal(await deaf(places), 'unreachable');
  silent.closeAllConnections();
  await new Promise((resolve) => void silent.close(resolve));
});
