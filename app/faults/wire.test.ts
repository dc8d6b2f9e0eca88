import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { type Database, openDatabase } from '#kernel/db/connect.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Fate, openTcpProxy, type TcpProxy } from '#kernel/testing/tcp-proxy.ts';
import type { Id } from '#kernel/words/id.ts';
import { moneyRoutes } from '#modules/payouts/cash/routes/money.ts';
import { type Branch, openBranch } from '#modules/payouts/testing/branch.ts';
import { type Counter, openCounter } from '#modules/payouts/testing/counter.ts';
import { Acts, CYCLES, type Told } from './testing/count.ts';

/** Wires between user, server and database that are cut, half-open or slow, while cash is handed over. */
const EACH = CYCLES || 6;
/** Well above what a busy machine needs for an answer, well below a test's patience. */
const STATEMENT_TIMEOUT_MS = 1;
const db = await cloneDatabase();
let branch: Branch;
let inner: TcpProxy;
let outer: TcpProxy;
let behind: Database;
let counter: Counter;
let address: string;

before(async () => {
  branch = await openBranch(db);
  const { hostname, port } = new URL(db.appUrl);
  inner = await openTcpProxy(hostname, Number(port));
  const url = Object.assign(new URL(db.appUrl), { host: `127.0.0.1:${inner.port}` }).href;
  behind = openDatabase({ url, appName: 'test behind a wire', max: 2 });
  counter = await openCounter({ ...db, ...behind }, [moneyRoutes({ db: behind, clock: branch.month.clock })]);
  const listening = new URL(await counter.server.listen(0, '127.0.0.1'));
  outer = await openTcpProxy('127.0.0.1', Number(listening.port));
  address = `http://127.0.0.1:${outer.port}`;
});
after(async () => {
  inner.rule = outer.rule = null;
  await outer.close();
  await counter.server.close();
  await behind.close();
  await inner.close();
  await branch.month.close();
});

/** Offers a note from the vault to the drawer, as the treasurer's browser does: it gives up when no answer comes. */
async function offer(id: Id, patienceMs = 15_000): Promise<Told> {
  const answer = await fetch(`${address}/api/payouts/offers`, {
    method: 'POST',
    headers: { cookie: branch.treasurer, 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({
      id,
      officeId: branch.officeId,
      fromHand: branch.vault,
      towardHand: branch.drawer,
      count: { '10000': 1 },
    }),
    signal: AbortSignal.timeout(patienceMs),
  });
  const body = (await answer.json()) as { error?: { code: string } };
  if (answer.status === 200) return 'acknowledged';
  assert.equal(body.error?.code, 'unknown_outcome', 'an outcome that is not known is called so');
  return 'unknown';
}

const says = (bytes: Buffer, word: string) => bytes.includes(`${word}\0`);

async function underFault(
  t: TestContext,
  name: string,
  wire: () => TcpProxy,
  when: (bytes: Buffer) => boolean,
  fate: Fate,
  patienceMs?: number,
): Promise<Told[]> {
  const acts = new Acts();
  const told: Told[] = [];
  for (let i = 0; i < EACH; i++) {
    let struck = false;
    wire().rule = (bytes) => {
      if (struck || !when(bytes)) return 'pass';
      struck = true;
      return fate;
    };
    told.push(await acts.ask((id) => offer(id, patienceMs)));
    wire().rule = null;
    assert.ok(struck, `${name}: the fault struck`);
  }
  await acts.settle(db.read, offer, t, name);
  return told;
}

const commit = (bytes: Buffer) => says(bytes, 'commit');
const request = (bytes: Buffer) => bytes.includes('POST /api/payouts/offers');

test('server and database, cut before COMMIT: unknown, and nothing stands', async (t) => {
  assert.deepEqual(
    new Set(await underFault(t, 'cut before COMMIT', () => inner, commit, 'cut')),
    new Set(['unknown']),
  );
});

test('server and database, cut after COMMIT: unknown, and it stands', async (t) => {
  const told = await underFault(t, 'cut after COMMIT', () => inner, commit, 'lose-answer');
  assert.deepEqual(new Set(told), new Set(['unknown']));
});

test('server and database, slow: the answer comes late and is true', async (t) => {
  for (const fate of ['delay', 'trickle'] as const)
    assert.deepEqual(
      new Set(await underFault(t, `database ${fate}`, () => inner, commit, fate)),
      new Set(['acknowledged']),
    );
});

test('a half-open wire to the database is given up, called unknown, and never used again', async () => {
  const { hostname } = new URL(db.appUrl);
  const url = Object.assign(new URL(db.appUrl), { host: `${hostname}:${inner.port}` }).href;
  const waiting = openDatabase({
    url,
    appName: 'test half-open',
    max: 1,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  try {
    await waiting.pool.query('set statement_timeout = 0');
    inner.rule = (bytes) => (bytes.includes('select 42') ? 'swallow-answer' : 'pass');
    await assert.rejects(waiting.pool.query('select 42 as n'), /Query read timeout/);
    inner.rule = null;
    const { rows } = await waiting.pool.query<{ n: number }>('select 43 as n');
    assert.deepEqual(rows, [{ n: 43 }], 'the answer to this question, not to the one before');
  } finally {
    inner.rule = null;
    await waiting.close();
  }
});

test('user and server: the request is lost, the answer is lost, or no end of the wire says anything', async (t) => {
  await underFault(t, 'request cut', () => outer, request, 'cut');
  await underFault(t, 'answer cut', () => outer, request, 'lose-answer');
  await underFault(t, 'half-open, request swallowed', () => outer, request, 'swallow', 300);
  const told = await underFault(
    t,
    'half-open, answer swallowed',
    () => outer,
    request,
    'swallow-answer',
    2_000,
  );
  assert.deepEqual(new Set(told), new Set(['unknown']));
});

test('user and server, slow: the answer comes late and is true', async (t) => {
  for (const fate of ['delay', 'trickle'] as const)
    assert.deepEqual(
      new Set(await underFault(t, `user ${fate}`, () => outer, request, fate)),
      new Set(['acknowledged']),
    );
});
