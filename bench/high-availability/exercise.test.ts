import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findPrograms } from './programs.ts';
import { mayUseEtcd3 } from './settings.ts';
import { openStallingWire } from './stalling-wire.ts';
import { longestGapS, type Payment } from './tellers.ts';

const EXERCISE = fileURLToPath(new URL('./exercise.ts', import.meta.url));

test('where packages are missing the exercise says which, and is no failure', () => {
  const said = findPrograms({ PG_BIN: '/nowhere' }, []);
  assert.match(String(said), /not exercised here: etcd, haproxy, patroni, postgres missing/);
  const env = { PATH: process.env['PATH'], PG_BIN: '/nowhere' };
  const { status, stdout } = spawnSync(process.execPath, [EXERCISE], { env, encoding: 'utf8' });
  assert.equal(status, 0);
  assert.match(
    stdout,
    /^High availability is not exercised here: .*postgres missing\. On Debian: apt install/,
  );
});

test('a Patroni that may overwrite its successor does not get the protocol in which it does', () => {
  assert.deepEqual(['patroni 3.0.2', 'patroni 2.1.4', 'patroni 3.0.3', 'patroni 4.1.0'].map(mayUseEtcd3), [
    false,
    false,
    true,
    true,
  ]);
});

test('a dark wire passes nothing and tells nobody; in the light again, what was sent arrives', async () => {
  const echo = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const wire = await openStallingWire((echo.address() as AddressInfo).port);
  const before = connect(wire.port, '127.0.0.1');
  before.write('one');
  assert.equal(String((await once(before, 'data'))[0]), 'one');
  wire.darken();
  before.write('two');
  const during = connect(wire.port, '127.0.0.1');
  during.write('three');
  await once(during, 'connect');
  let heard = '';
  for (const socket of [before, during]) socket.on('data', (bytes) => (heard += String(bytes)));
  // Long enough for a wire in the light to answer many times.
  for (let i = 0; i < 50; i++) await new Promise(setImmediate);
  assert.equal(heard, '');
  wire.light();
  while (heard.length < 'twothree'.length) await new Promise(setImmediate);
  assert.deepEqual([heard.includes('two'), heard.includes('three')], [true, true]);
  for (const socket of [before, during]) socket.destroy();
  await wire.close();
  echo.close();
});

test('a gap counts from the start of an event and to its end', () => {
  const paid = [1000, 4000, 9000].map((acknowledgedAt) => ({ acknowledgedAt }) as Payment);
  assert.equal(longestGapS(paid, 2000, 5000), 2);
  assert.equal(longestGapS(paid, 4500, 20_000), 11);
});
