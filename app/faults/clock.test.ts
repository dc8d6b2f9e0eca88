import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findBreaches } from '#kernel/handover/breaches.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { addDays, type Day, dayAt } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { dayOfReceipt } from '#modules/payouts/pay/rules/receipt.ts';
import {
  type Door,
  dueVouchers,
  fillBag,
  must,
  openDoor,
  payBody,
} from '#modules/payouts/testing/at-door.ts';
import { type Branch, openBranch } from '#modules/payouts/testing/branch.ts';
import { fillDrawer } from '#modules/payouts/testing/paying.ts';
import { Acts } from './testing/count.ts';

/**
 * The machine's clock jumps while people pay at the counter, and while a phone is on its round. The server's clock gives the
 * business day inside the commit, and nothing else: what stands is not moved by a later jump.
 */
const HOUR = 3_600_000;
const AHEAD = { hour: HOUR, day: 24 * HOUR, year: 365 * 24 * HOUR };
const db = await cloneDatabase();
let branch: Branch;
let door: Door;
let real: Date;
let due: Id[];

before(async () => {
  branch = await openBranch(db, 30);
  real = branch.month.clock.now();
  door = await openDoor(branch.month);
  due = (await dueVouchers(db)).map(({ id }) => id);
  await fillDrawer(db, branch.month, fewestNotes(30n * 1_624_000n).count);
});
after(() => branch.month.close());

const jump = (ms: number) => branch.month.clock.set(new Date(real.valueOf() + ms));

/** What a teller's browser sends; its own clock goes right. */
const paymentOf = (voucherId: Id) => ({
  id: newId(),
  voucherIds: [voucherId],
  collector: { kind: 'self' },
  signed: 'paper',
  occurredAt: real.toISOString(),
});
const pay = (payment: object) => branch.ask(branch.teller, 'POST', '/payments', payment);
const nextDue = () => due.shift() as Id;

async function bookOf(id: Id): Promise<{ day: Day; receiptNo: string }> {
  const { rows } = await db.pool.query(
    `select h.business_day as day, p.receipt_no as "receiptNo" from handover h join payment p on p.handover_id = h.id
     where h.id = $1`,
    [id],
  );
  assert.equal(rows.length, 1, `${id} is there once`);
  return rows[0];
}

test('acts stand once whatever year it is, and money is conserved', async (t) => {
  const acts = new Acts();
  const offer = async (id: string) => {
    const { vault, drawer, treasurer } = branch;
    const body = { id, fromHand: vault, towardHand: drawer, count: { '10000': 1 } };
    return (await branch.ask(treasurer, 'POST', '/offers', body)).status === 200 ? 'acknowledged' : 'refused';
  };
  for (const years of [0, -1, 1, 0, -1]) {
    jump(years * AHEAD.year);
    await acts.ask(offer);
  }
  jump(0);
  assert.ok(acts.made.every(({ told }) => told === 'acknowledged'));
  for (const { id } of acts.made) assert.equal(await offer(id), 'acknowledged');
  await acts.settle(db.read, offer, t, 'the clock jumps a year');
});

for (const [name, ms] of Object.entries(AHEAD))
  test(`a payment while the clock is ${name === 'hour' ? 'an' : 'a'} ${name} ahead stands on that day, and its receipt stays when the clock is right`, async () => {
    const payment = paymentOf(nextDue());
    jump(ms);
    const first = must(await pay(payment));
    jump(0);
    const again = must(await pay(payment));
    assert.deepEqual([first.already, again.already, again.receiptNo], [false, true, first.receiptNo]);
    const day = dayAt(new Date(real.valueOf() + ms));
    assert.deepEqual(await bookOf(payment.id), { day, receiptNo: first.receiptNo });
    assert.equal(dayOfReceipt(first.receiptNo), day);
  });

test('a payment while the clock is behind its period is refused as too early, and stands when the clock is right', async () => {
  const payment = paymentOf(nextDue());
  for (const ms of [-10 * AHEAD.day, -AHEAD.year]) {
    jump(ms);
    const { status, json } = await pay(payment);
    assert.deepEqual([status, json.error.code], [409, 'too_early']);
  }
  jump(0);
  assert.equal(must(await pay(payment)).already, false);
  assert.equal((await bookOf(payment.id)).day, dayAt(real));
});

test('a drawer that was closed while the clock was a day ahead takes nothing more until that day is over', async () => {
  const { drawer, teller, officeId } = branch;
  const tomorrow = addDays(dayAt(real), 1);
  const count = fewestNotes(await branch.held(drawer)).count;
  jump(AHEAD.day);
  const close = { id: newId(), officeId, handId: drawer, day: tomorrow, count, thingsCounted: 0 };
  must(await branch.ask(teller, 'POST', '/closes/hand', close));
  jump(0);
  const payment = paymentOf(nextDue());
  const { status, json } = await pay(payment);
  assert.deepEqual([status, json.error.code, json.error.facts], [409, 'drawer_closed', { day: tomorrow }]);
  jump(2 * AHEAD.day);
  const { receiptNo } = must(await pay(payment));
  jump(0);
  assert.deepEqual(await bookOf(payment.id), { day: addDays(tomorrow, 1), receiptNo });
});

test('a session ends when the clock passes its end, and is the same session when the clock comes back', async () => {
  const { teller } = branch;
  const read = async () => (await branch.ask(teller, 'POST', '/payments', {})).status;
  const shift = (by: string) => db.owner.pool.query(`update session set expires_at = expires_at ${by}`);
  assert.equal(await read(), 400);
  await shift(`- interval '1 year'`);
  assert.equal(await read(), 401);
  await shift(`+ interval '1 year'`);
  assert.equal(await read(), 400);
});

test('a phone on its round: its own clock and the server’s jump, and each payment stands once, on the day of the server', async () => {
  const { phone } = door;
  const { clock } = branch.month;
  const vouchers = (await dueVouchers(db)).filter(({ id }) => due.includes(id)).slice(0, 8);
  const started = real.valueOf();
  let phoneAhead = 0;
  phone.now = () => new Date(real.valueOf() + phoneAhead);
  // What no jump of a clock moves: how long the application runs.
  let elapsed = 0;
  phone.clock.monotonicMs = () => elapsed;
  await fillBag(
    db,
    branch.month,
    door,
    vouchers.map(({ id }) => id),
    fewestNotes(8n * 1_624_000n).count,
  );
  const jumps = [HOUR, AHEAD.day, AHEAD.year, -HOUR, -AHEAD.day, -AHEAD.year];
  const written = [];
  for (const [i, ms] of jumps.entries()) {
    elapsed += 60_000;
    phoneAhead = ms;
    written.push(await phone.write('payouts.pay', payBody([vouchers[i] as (typeof vouchers)[number]])));
  }
  phoneAhead = 0;
  elapsed += 60_000;
  clock.set(new Date(started + elapsed));
  const { answers } = must(await phone.send(written.map(({ signed }) => signed)));
  assert.deepEqual(new Set(answers.map((each: { outcome: string }) => each.outcome)), new Set(['posted']));
  const { rows } = await db.pool.query(
    `select occurred_at as at, business_day as day from handover where id = any($1) order by occurred_at`,
    [written.map(({ id }) => id)],
  );
  rows.forEach(({ at, day }, i) => {
    assert.equal(Math.round((started + elapsed - at.valueOf()) / 60_000), jumps.length - i);
    assert.equal(day, dayAt(clock.now()));
  });
  for (const ms of [AHEAD.day, AHEAD.year, -AHEAD.day]) {
    jump(ms);
    const again = must(await phone.send(written.map(({ signed }) => signed)));
    assert.deepEqual(
      new Set(again.answers.map((each: { outcome: string }) => each.outcome)),
      new Set(['already']),
      'sent again under another clock it is the same payment',
    );
  }
  const late = await phone.write('payouts.pay', payBody([vouchers[6] as (typeof vouchers)[number]]));
  jump(AHEAD.year);
  const [answer] = must(await phone.send([late.signed])).answers;
  assert.equal(answer.outcome, 'posted');
  jump(0);
  assert.equal((await bookOf(late.id)).day, dayAt(new Date(started + AHEAD.year)));
});

test('after all of it money is conserved and every thing has one holder', async () => {
  assert.deepEqual(await findBreaches(db.read), []);
});
