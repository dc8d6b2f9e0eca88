import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openTcpProxy, type TcpProxy } from '#kernel/testing/tcp-proxy.ts';
import { Acts } from './testing/count.ts';
import { HouseUnderFire } from './testing/house-under-fire.ts';

/** Those at the other end who never read, or hardly ever write: memory stays bounded, others are served, the wire is ended. */
const PATIENCE = { requestMs: 1_500, unreadMs: 1_500 };
const STATEMENT_MS = 1_000;
const ENDED_WITHIN_MS = 20_000;
const MEGABYTE = 1 << 20;

let house: HouseUnderFire;
let inner: TcpProxy;

before(async () => {
  house = await HouseUnderFire.open();
  inner = await openTcpProxy('127.0.0.1', house.databasePort);
  await house.serve(inner.port, { patience: PATIENCE, statementTimeoutMs: STATEMENT_MS });
});
after(async () => {
  await house.close();
  await inner.close();
});

async function openSocket(): Promise<Socket> {
  const socket = connect(house.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** Hands over cash while `work` goes on, and holds what the server takes of memory against what it took before. */
async function othersServed<T>(work: Promise<T>): Promise<{ result: T; grownBytes: number; acts: Acts }> {
  const acts = new Acts();
  const before = await house.memory();
  let grownBytes = 0;
  const ended = new AbortController();
  const others = (async () => {
    do {
      const began = performance.now();
      assert.equal(await acts.ask((id) => house.offer(id)), 'acknowledged');
      assert.ok(performance.now() - began < 5_000, 'others do not wait');
      grownBytes = Math.max(grownBytes, (await house.memory()) - before);
      await pause(50);
    } while (!ended.signal.aborted);
  })();
  const [result] = await Promise.all([work.finally(() => ended.abort()), others]);
  return { result, grownBytes, acts };
}

/** Whether the server ends the socket by itself, whatever it is sent. */
async function endedByServer(socket: Socket): Promise<boolean> {
  const closed = new Promise<boolean>((resolve) => socket.once('close', () => resolve(true)));
  return Promise.race([closed, pause(ENDED_WITHIN_MS, false)]);
}

test('clients that ask and never read the answers are left, and cost little', async (t) => {
  const CLIENTS = 20;
  const ASKED_EACH = 50;
  const request = 'GET /api/openapi.json HTTP/1.1\r\nhost: a\r\n\r\n';
  const one = async () => {
    const socket = await openSocket();
    socket.pause();
    socket.write(request.repeat(ASKED_EACH));
    // A socket that is not read hears nothing of its end: what is written to it tells.
    const asking = setInterval(() => socket.write(request), 200);
    const ended = await endedByServer(socket);
    clearInterval(asking);
    socket.destroy();
    return ended;
  };
  const { result, grownBytes, acts } = await othersServed(
    Promise.all(Array.from({ length: CLIENTS }, () => one())),
  );
  assert.deepEqual(new Set(result), new Set([true]));
  assert.ok(grownBytes < 200 * MEGABYTE, `${grownBytes} bytes`);
  await acts.settle(house.db.read, (id) => house.offerUntilKnown(id), t, 'answers never read');
  t.diagnostic(
    `${CLIENTS} clients, ${CLIENTS * ASKED_EACH} answers asked for, ${Math.round(grownBytes / MEGABYTE)} MB`,
  );
});

test('a body that comes a byte now and then is not waited for, and leaves no file behind', async (t) => {
  const { teller, officeId } = house.branch;
  const headed = (path: string, type: string) =>
    `POST /api/payouts/${path} HTTP/1.1\r\nhost: a\r\ncookie: ${teller}\r\ncontent-type: ${type}\r\ncontent-length: 100000\r\n\r\n`;
  const form = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
  const one = async (first: string) => {
    const socket = await openSocket();
    socket.write(first);
    socket.resume();
    const dripping = setInterval(() => socket.write('a'), 100);
    const ended = await endedByServer(socket);
    clearInterval(dripping);
    return ended;
  };
  const { result, grownBytes, acts } = await othersServed(
    Promise.all([
      ...Array.from({ length: 20 }, () => one(headed('offers', 'application/json'))),
      ...Array.from({ length: 20 }, () =>
        one(`${headed(`signatures?officeId=${officeId}`, 'multipart/form-data; boundary=x')}${form}`),
      ),
      ...Array.from({ length: 20 }, () => one('GET / HTTP/1.1\r\nx-slow: ')),
    ]),
  );
  assert.deepEqual(new Set(result), new Set([true]));
  assert.ok(grownBytes < 100 * MEGABYTE, `${grownBytes} bytes`);
  while ((await readdir(join(house.dataDir, 'uploads'))).length > 0) await pause(20);
  await acts.settle(house.db.read, (id) => house.offerUntilKnown(id), t, 'slow bodies');
});

test('a PostgreSQL that never reads: everybody hears that the outcome is unknown, and asks again when it does', async (t) => {
  const acts = new Acts();
  inner.rule = () => 'unread';
  const before = await house.memory();
  const told = await Promise.all(Array.from({ length: 16 }, () => acts.ask((id) => house.offer(id))));
  assert.deepEqual(new Set(told), new Set(['unknown']));
  const grownBytes = (await house.memory()) - before;
  assert.ok(grownBytes < 200 * MEGABYTE, `${grownBytes} bytes`);
  inner.rule = null;
  await acts.settle(house.db.read, (id) => house.offerUntilKnown(id), t, 'PostgreSQL never reads');
});
