import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { type DueVoucher, must, mustBalance, openDoor, payBody } from '../../testing/at-door.ts';
import { openConflicts } from '../../testing/conflicts.ts';
import { openDoorMonth } from '../../testing/door-month.ts';
import { fillDrawer, payCommand, payNow } from '../../testing/paying.ts';

const db = await cloneDatabase();
const at = await openDoorMonth(db, 20, { 500000: 60 });
const { month, door, officeId, next, statusOf, holderOf, recall } = at;
const { payAgainstBooks, showException, rule, takeBack, openClaims, paymentsOf } = await openConflicts(
  db,
  at,
);
const other = await openDoor(month, 0);
await fillDrawer(db, month, { 500000: 40 });
after(at.close);

const payAtCounter = async ({ cccd }: DueVoucher) => payNow(db, month, await payCommand(db, month, cccd));

/** Two phones have paid a voucher that the office had recalled from the first one's bag. */
async function bothPay(voucher: DueVoucher) {
  await recall(voucher.id);
  return [await payAgainstBooks(voucher), await payAgainstBooks(voucher, other.phone)] as const;
}

const rulings = async ({ exceptionId }: { exceptionId: string }) =>
  (await showException(exceptionId)).exception.ruled;

for (const [first, second] of [
  [0, 1],
  [1, 0],
] as const)
  test(`of two phones the ${first === 0 ? 'first' : 'second'} is recognised: the other stays open, and is claimed by itself`, async () => {
    const voucher = next();
    const both = await bothPay(voucher);
    const [claims, one, two] = [await openClaims(), both[first], both[second]];
    must(await rule(one.caseId, 'recognised'));
    assert.equal(await statusOf(voucher.id), 'paid');
    const [payment] = await paymentsOf(voucher.id);
    const refused = await rule(two.caseId, 'recognised');
    assert.equal(refused.code, 'recognised_before');
    assert.equal(refused.json.error.facts.receiptNo, payment?.receiptNo);
    assert.ok(await rulings(one), 'the first ruling stands');
    assert.equal(await rulings(two), null);
    must(await rule(two.caseId, 'claimed'));
    assert.deepEqual(
      (await paymentsOf(voucher.id)).map(({ taken }) => taken),
      [false],
      'one payment, never taken back',
    );
    const claim = (await openClaims()).filter(({ id }) => !claims.some((before) => before.id === id));
    assert.deepEqual(
      claim.map(({ amountVnd, hand }) => [amountVnd, hand]),
      [[voucher.amountVnd, 'bag']],
    );
    await mustBalance(db);
  });

test('neither was the payment: the voucher waits aside until both are ruled on, and is then due, once', async () => {
  const voucher = next();
  const [one, two] = await bothPay(voucher);
  must(await rule(two.caseId, 'charged'));
  assert.equal(await holderOf(voucher.id), 'suspense');
  await assert.rejects(payAtCounter(voucher), /contested/);
  must(await rule(one.caseId, 'written_off'));
  assert.equal(await holderOf(voucher.id), 'desk');
  await payAtCounter(voucher);
  await mustBalance(db);
});

test('the counter and two phones: each ruling finds its own cash, in either order', async () => {
  for (const recognisedFirst of [true, false]) {
    const voucher = next();
    await recall(voucher.id);
    await payAtCounter(voucher);
    const one = await payAgainstBooks(voucher);
    const two = await payAgainstBooks(voucher, other.phone);
    const before = (await openClaims()).length;
    if (!recognisedFirst) must(await rule(two.caseId, 'claimed'));
    must(await rule(one.caseId, 'recognised'));
    if (recognisedFirst) {
      assert.equal((await rule(two.caseId, 'recognised')).code, 'recognised_before');
      must(await rule(two.caseId, 'claimed'));
    }
    assert.deepEqual(
      (await paymentsOf(voucher.id)).map(({ taken }) => taken),
      [true, false],
    );
    const claims = (await openClaims()).slice(before);
    assert.deepEqual(claims.map(({ hand }) => hand).toSorted(), ['bag', 'drawer']);
    await mustBalance(db);
  }
});

test('a recognition taken back by two leaves both open, and the voucher aside until both are ruled on anew', async () => {
  const voucher = next();
  const [one, two] = await bothPay(voucher);
  must(await rule(one.caseId, 'recognised'));
  const [payment] = await paymentsOf(voucher.id);
  await takeBack(payment?.handoverId as string);
  assert.equal(await holderOf(voucher.id), 'suspense');
  await assert.rejects(payAtCounter(voucher), /contested/);
  assert.equal(await rulings(one), null);
  must(await rule(two.caseId, 'recognised'));
  const { exception } = await showException(one.exceptionId);
  must(await rule(exception.caseId, 'claimed'));
  assert.equal(await statusOf(voucher.id), 'paid');
  await mustBalance(db);
});

test('a counter’s payment taken back while a phone’s is open waits aside with it', async () => {
  const voucher = next();
  await recall(voucher.id);
  const { handoverId } = await payAtCounter(voucher);
  const { caseId } = await payAgainstBooks(voucher);
  await takeBack(handoverId);
  assert.equal(await holderOf(voucher.id), 'suspense');
  must(await rule(caseId, 'recognised'));
  assert.equal(await statusOf(voucher.id), 'paid');
  await mustBalance(db);
});

test('two rulings at once on two conflicts of one voucher: one recognition, and a voucher freed once', async () => {
  for (const [ruling, expected] of [
    ['recognised', [null, 'recognised_before']],
    ['charged', [null, null]],
  ] as const) {
    const voucher = next();
    const both = await bothPay(voucher);
    const answers = await Promise.all(both.map(({ caseId }) => rule(caseId, ruling)));
    assert.deepEqual(answers.map(({ code }) => code).toSorted(), expected.toSorted());
    assert.equal(await holderOf(voucher.id), ruling === 'charged' ? 'desk' : 'agency');
    await mustBalance(db);
  }
});

test('a ruling while another phone’s payment comes in: whoever is later sees the other', async () => {
  for (let i = 0; i < 4; i++) {
    const voucher = next();
    await recall(voucher.id);
    const { caseId } = await payAgainstBooks(voucher);
    const { signed } = await other.phone.write('payouts.pay', payBody([voucher]));
    const [ruled, sent] = await Promise.all([rule(caseId, 'charged'), other.phone.send([signed])]);
    must(ruled);
    const [answer] = must(sent).answers;
    const { exception } = await showException(answer.exceptionId);
    assert.equal(await holderOf(voucher.id), 'suspense', 'it waits for the second one');
    must(await rule(exception.caseId, 'charged'));
    assert.equal(await holderOf(voucher.id), 'desk');
  }
  await mustBalance(db);
});

test('the office sees the other payments of the same voucher beside each', async () => {
  const voucher = next();
  const both = await bothPay(voucher);
  for (const [mine, its] of [both, both.toReversed()] as const) {
    const url = `/payouts/door-operations/${mine?.exceptionId}?officeId=${officeId}`;
    const { others } = must(await month.counter.ask(door.manager, 'GET', url));
    assert.deepEqual(
      others.map((each: { exceptionId: string; ruled: boolean }) => [each.exceptionId, each.ruled]),
      [[its?.exceptionId, false]],
    );
  }
});

test('the database itself lets nothing go that an open conflict names, but in the course of a ruling', async () => {
  const voucher = next();
  const [one, two] = await bothPay(voucher);
  const [suspense, desk] = [
    await showOfficeHand(db.read, officeId, 'suspense'),
    await showOfficeHand(db.read, officeId, 'desk'),
  ];
  const now = month.clock.now();
  const free = {
    id: newId(),
    kind: 'case-ruling',
    doer: { kind: 'job' as const, name: 'test' },
    officeId,
    occurredAt: now,
    input: {},
    things: [{ thing: voucher.id, from: suspense.id, to: desk.id }],
  };
  const moved = () => db.write((tx) => post(tx, now, [free]));
  const ruled = (caseId: string, handoverId: string) =>
    sql`insert into custody_case_entry (id, case_id, kind, note, written_by, written_at, handover_id)
      values (${newId()}, ${caseId}, 'ruled', 'thử', ${month.province.accountant.id}, now(), ${handoverId})`;
  await assert.rejects(moved(), { constraint: 'thing_held' });
  await assert.rejects(sql`select let_go(${one.caseId}, true)`.execute(db.kysely), /only a ruling under way/);
  await assert.rejects(
    db.write(async (tx) => {
      await ruled(one.caseId, free.id).execute(tx);
      await sql`select let_go(${one.caseId}, true)`.execute(tx);
    }),
    { constraint: 'custody_case_entry_handover_id_fkey' },
    'a ruling that does nothing is none',
  );
  await assert.rejects(
    db.write(async (tx) => {
      await ruled(one.caseId, free.id).execute(tx);
      await sql`select let_go(${one.caseId}, false)`.execute(tx);
      await post(tx, now, [free]);
    }),
    { constraint: 'thing_held' },
    'the second conflict holds it still',
  );
  must(await rule(two.caseId, 'charged'));
  must(await rule(one.caseId, 'charged'));
  assert.equal(await holderOf(voucher.id), 'desk');
});
