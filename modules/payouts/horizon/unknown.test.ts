import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Database, openDatabase } from '#kernel/db/connect.ts';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';
import { stopPaperWorker } from '#kernel/paper/worker.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { openTcpProxy, type TcpProxy } from '#kernel/testing/tcp-proxy.ts';
import { newId } from '#kernel/words/id.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { moneyRoutes } from '../cash/routes/money.ts';
import { payRoutes } from '../pay/routes/pay.ts';
import { type Branch, openBranch } from '../testing/branch.ts';
import { type Asked, type Counter, openCounter } from '../testing/counter.ts';
import { fillDrawer, payCommand } from '../testing/paying.ts';
import { HOA } from '../testing/served.ts';

/** Answers that never arrive, between the server and its database, and what the user is told then. */
const db = await cloneDatabase();
let branch: Branch;
let wire: TcpProxy;
let cut: Database;
let counter: Counter;

before(async () => {
  branch = await openBranch(db);
  const { hostname, port } = new URL(db.appUrl);
  wire = await openTcpProxy(hostname, Number(port));
  const url = Object.assign(new URL(db.appUrl), { host: `127.0.0.1:${wire.port}` }).href;
  cut = openDatabase({ url, appName: 'test behind a wire', max: 2 });
  const parts = { db: cut, clock: branch.month.clock };
  counter = await openCounter({ ...db, ...cut }, [
    moneyRoutes(parts),
    payRoutes({ ...parts, filesFolder: '' }),
  ]);
  await fillDrawer(db, branch.month, { '500000': 20 });
});
after(async () => {
  wire.rule = null;
  await counter.server.close();
  await cut.close();
  await wire.close();
  await branch.month.close();
  await stopPaperWorker();
});

const has = (bytes: Buffer, word: string) => bytes.includes(`${word}\0`);
const send = (url: string, body: object): Promise<Asked> =>
  counter.ask(branch.treasurer, 'POST', `/payouts${url}`, { officeId: branch.officeId, ...body });

test('6. The answer to a COMMIT is lost, and the retry answers the first receipt: paid once', async () => {
  const command = await payCommand(db, branch.month, HOA);
  const { id, voucherIds, collector, signed, occurredAt } = command;
  const payment = {
    id,
    voucherIds,
    collector,
    signed,
    occurredAt: occurredAt.toISOString(),
    officeId: branch.officeId,
  };
  const paying = () => counter.ask(branch.teller, 'POST', '/payouts/payments', payment);
  const drawer = await branch.held(branch.drawer);
  let lost = 0;
  wire.rule = (bytes) => {
    // A plain payment is one statement, and commits when it ends.
    if (lost > 0 || !has(bytes, 'pay plain')) return 'pass';
    lost++;
    return 'lose-answer';
  };
  const first = await paying();
  assert.deepEqual(
    [lost, first.status, first.code],
    [1, 503, 'unknown_outcome'],
    'the user is told that it is not known',
  );
  wire.rule = null;
  const answers = [await paying(), await paying()];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  );
  assert.deepEqual(answers[0]?.json, answers[1]?.json);
  assert.equal(answers[0]?.json.handoverId, id);
  const { rows } = await db.pool.query<{ n: number; vnd: bigint }>(
    'select count(*)::int as n, sum(amount_vnd)::bigint as vnd from payment where voucher_id = any($1)',
    [voucherIds],
  );
  const vnd = rows[0]?.vnd as bigint;
  assert.equal(rows[0]?.n, 1);
  assert.equal(await branch.held(branch.drawer), drawer - vnd);
  // The paper says what the database holds, however often it is printed.
  for (const paper of ['a5', '80mm']) {
    const printed = await branch.month.counter.server.app.inject({
      url: `/api/payouts/payments/${id}/receipt?officeId=${branch.officeId}&paper=${paper}`,
      headers: { cookie: branch.teller },
    });
    const text = textOfPdf(printed.rawPayload).pages.join(' ');
    assert.ok(text.includes(formatVnd(vnd)) && text.includes(answers[0]?.json.receiptNo), text);
  }
});

test('7. No automatic reversal: broken at every step of an act and tried twice more, it is posted once or not at all', async () => {
  const transit = await branch.hand('transit');
  const told = new Map<string, number>();
  let steps = 0;
  for (let broken = true; broken; steps++) {
    const resting = await branch.held(transit);
    const body = {
      id: newId(),
      fromHand: branch.vault,
      towardHand: branch.drawer,
      count: { '100000': 1 },
    };
    let step = 0;
    let writing: number | null = null;
    broken = false;
    wire.rule = (bytes, link) => {
      if (has(bytes, 'begin')) writing = link;
      if (link !== writing) return 'pass';
      const fate = step === steps ? 'lose-answer' : 'pass';
      if (fate !== 'pass') broken = true;
      step++;
      return fate;
    };
    const first = await send('/offers', body);
    const word = first.status === 200 ? 'posted' : String(first.code);
    told.set(word, (told.get(word) ?? 0) + 1);
    if (broken) assert.deepEqual([first.status, first.code], [503, 'unknown_outcome'], `step ${steps}`);
    const afterFirst = await branch.held(transit);
    assert.ok([resting, resting + 100_000n].includes(afterFirst), 'all of it or nothing');
    wire.rule = null;
    for (const again of [1, 2])
      assert.equal((await send('/offers', body)).status, 200, `step ${steps}, retry ${again}`);
    assert.equal(await branch.held(transit), resting + 100_000n);
    const { rows } = await db.pool.query<{ n: number; undone: number }>(
      `select count(*) filter (where id = $1)::int as n, count(*) filter (where reverses = $1 or answers = $1)::int as undone from handover`,
      [body.id],
    );
    assert.deepEqual(rows, [{ n: 1, undone: 0 }], 'once, and nobody takes it back by itself');
  }
  assert.ok(steps > 4, `${steps} steps`);
  assert.deepEqual([...told.keys()].sort(), ['posted', 'unknown_outcome']);
});
