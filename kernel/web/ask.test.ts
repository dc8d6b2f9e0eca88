import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import { Type } from 'typebox';
import { contract } from '../contract/contract.ts';
import { addressOf, openAsk } from './ask.ts';
import type { Failure } from './failure.ts';

const promise = contract({
  'GET /things': {
    may: 'anyone',
    scope: 'none',
    summary: { vi: '', en: '' },
    reply: Type.Any(),
    refusals: [],
  },
});

let server: Server;
let answer: { status: number; body: string } = { status: 200, body: '{}' };
const realFetch = globalThis.fetch;
const reached: boolean[] = [];
const lost: string[] = [];
const ask = openAsk<typeof promise>({
  onReach: (now) => reached.push(now),
  onSessionLost: (failure) => lost.push(failure.code),
});

before(async () => {
  server = createServer((_request, response) => {
    response.writeHead(answer.status, { 'x-reference': 'ABC' });
    response.end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  // A browser knows its own origin; here it is put in front.
  globalThis.fetch = (path, init) => realFetch(`http://127.0.0.1:${port}${String(path)}`, init);
});
after(() => {
  globalThis.fetch = realFetch;
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  reached.length = 0;
  lost.length = 0;
});

const failed = (code: string, reference: string | null) => (error: Failure) =>
  error.code === code && error.reference === reference;

test('an address carries its parameters and what of the query is there', () => {
  const sent = { params: { id: 'a/b' }, query: { month: '2020-12', after: undefined } };
  assert.equal(addressOf('/things/:id', sent), '/api/things/a%2Fb?month=2020-12');
});

test('a refusal comes with its code and reference, and a lost session goes through the one door', async () => {
  answer = {
    status: 409,
    body: '{"error":{"code":"taken","facts":{"who":"x"},"message":null,"reference":"R1"}}',
  };
  await assert.rejects(ask('GET /things'), failed('taken', 'R1'));
  assert.deepEqual([reached, lost], [[true], []]);
  answer = {
    status: 401,
    body: '{"error":{"code":"not_signed_in","facts":{},"message":null,"reference":"R2"}}',
  };
  await assert.rejects(ask('GET /things'), failed('not_signed_in', 'R2'));
  assert.deepEqual(lost, ['not_signed_in']);
});

test("a proxy's page is not taken for an answer", async () => {
  answer = { status: 502, body: '<html>Bad gateway</html>' };
  await assert.rejects(ask('GET /things'), failed('not_understood', 'ABC'));
  answer = { status: 200, body: '<html>Log in to the guest network</html>' };
  await assert.rejects(ask('GET /things'), failed('not_understood', 'ABC'));
});

test('silence is told as such', async () => {
  const { fetch } = globalThis;
  globalThis.fetch = () => Promise.reject(new TypeError('network'));
  await assert.rejects(ask('GET /things'), failed('unreachable', null));
  globalThis.fetch = fetch;
  assert.deepEqual(reached, [false]);
});
