import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sha256 } from '#kernel/devices/seal.ts';
import { openText } from '#kernel/devices/store.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import type { Refusal } from '#kernel/words/refusal.ts';
import { offer } from '../../cash/actions/offers.ts';
import { offerText } from '../rules.ts';
import { must, mustBalance, payBody } from '../../testing/at-door.ts';
import { openDoorMonth } from '../../testing/door-month.ts';
import { fillDrawer, payCommand, payNow } from '../../testing/paying.ts';

const db = await cloneDatabase();
const { month, door, next, balance, statusOf, send, recall, close } = await openDoorMonth(db, 30, {
  500000: 60,
});
after(close);

test('a payment at the door is posted, and sent ten times it is one payment with one receipt', async () => {
  const voucher = next();
  const had = await balance();
  const paid = await door.phone.write('payouts.pay', payBody([voucher]));
  const first = (await send(paid)).answers[0];
  assert.equal(first.outcome, 'posted');
  assert.match(first.receipt.receiptNo, /^CL-201206-/);
  const all = await Promise.all(Array.from({ length: 10 }, () => send(paid)));
  for (const { answers } of all) {
    assert.equal(answers[0].outcome, 'already');
    assert.equal(answers[0].first, 'posted');
    assert.deepEqual(answers[0].receipt, first.receipt);
  }
  assert.equal(await statusOf(voucher.id), 'paid');
  assert.equal(await balance(), had - voucher.amountVnd);
  const handover = await db.read
    .selectFrom('handover')
    .select(['device_id', 'actor_id'])
    .where('id', '=', paid.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual(handover, { device_id: door.phone.deviceId, actor_id: door.payer.id });
  await mustBalance(db);
});

test('the counter was first: the cash is recorded as a conflict, and money is conserved', async () => {
  const voucher = next();
  const had = await balance();
  // The bag holds it, so only a mistake of the office can have paid it elsewhere: it is taken back and paid at the counter.
  await fillDrawer(db, month, { 500000: 10 });
  await recall(voucher.id);
  const command = await payCommand(db, month, voucher.cccd);
  const receipt = await payNow(db, month, command);
  const paid = await door.phone.write('payouts.pay', payBody([voucher]));
  const [answer] = (await send(paid)).answers;
  assert.equal(answer.outcome, 'posted');
  assert.equal(answer.code, 'already_paid');
  assert.equal(answer.facts.receiptNo, receipt.receiptNo);
  assert.ok(answer.exceptionId);
  assert.equal(await balance(), had - voucher.amountVnd);
  const { exception, operation, record } = must(
    await month.counter.ask(
      door.manager,
      'GET',
      `/devices/exceptions/${answer.exceptionId}?officeId=${month.province.camLoId}`,
    ),
  );
  assert.equal(exception.state, 'conflict');
  assert.ok(exception.caseId);
  assert.equal(operation.text, paid.signed.text);
  await mustBalance(db);
  const accountant = await month.counter.cookie('chief-accountant', month.province.camLoId);
  const about = { kind: 'case-ruling', caseId: exception.caseId, ruling: 'charged', note: 'Chi hai lần' };
  const [id, officeId] = [newId(), month.province.camLoId];
  must(await month.counter.ask(accountant, 'POST', '/payouts/proposals', { id, officeId, what: about }));
  const granted = { officeId, granted: true, note: null };
  must(await month.counter.ask(door.manager, 'POST', `/payouts/proposals/${id}/ruling`, granted));
  const closed = must(
    await month.counter.ask(
      door.manager,
      'GET',
      `/devices/exceptions/${answer.exceptionId}?officeId=${officeId}`,
    ),
  );
  assert.ok(closed.exception.ruled);
  assert.ok(record.some((line: { kind: string }) => line.kind === 'pay'));
  await mustBalance(db);
});

test('phone and counter at the same moment: one pays, the other is told, and the cash of both is somewhere', async () => {
  const voucher = next();
  await recall(voucher.id);
  const command = await payCommand(db, month, voucher.cccd);
  const paid = await door.phone.write('payouts.pay', payBody([voucher]));
  const [sent, counter] = await Promise.all([
    send(paid),
    payNow(db, month, command).catch((error: unknown) => error),
  ]);
  assert.equal(sent.answers[0].outcome, 'posted');
  const { rows } = await db.owner.pool.query(`select count(*)::int as n from payment where voucher_id = $1`, [
    voucher.id,
  ]);
  // The phone was first: the voucher stands aside with its cash, and the counter may not pay it once more.
  const phoneFirst = sent.answers[0].code === 'held_elsewhere';
  if (!phoneFirst) assert.equal(sent.answers[0].code, 'already_paid');
  assert.equal(rows[0].n, phoneFirst ? 0 : 1);
  if (phoneFirst) assert.equal((counter as Refusal).code, 'held_elsewhere');
  await mustBalance(db);
});

test('one bad operation never blocks the next: unknown kinds, wrong bodies, unknown vouchers, then a good one', async () => {
  const voucher = next();
  const batch = [
    await door.phone.write('payouts.nothing', {}),
    await door.phone.write('payouts.pay', { voucherIds: 'x' }),
    await door.phone.write('payouts.pay', payBody([{ ...voucher, id: newId() }])),
    await door.phone.write('payouts.pay', payBody([voucher])),
  ];
  const { answers } = await send(...batch);
  assert.deepEqual(
    answers.map((answer: { outcome: string; code: string | null }) => [answer.outcome, answer.code]),
    [
      ['quarantined', 'unknown_kind'],
      ['quarantined', 'wrong_body'],
      ['posted', 'not_found'],
      ['posted', null],
    ],
  );
  await mustBalance(db);
});

/** Two vouchers of one person, one in the bag and one that the office has recalled. */
async function oneOfTwoRecalled() {
  const [good, recalled] = [next(), next()];
  await recall(recalled.id);
  await db.owner.pool.query('update voucher set citizen_id = $1, benefit_month = $3 where id = $2', [
    good.citizenId,
    recalled.id,
    '2020-11-01',
  ]);
  return { good, recalled, both: [good, { ...recalled, citizenId: good.citizenId }] };
}

/** Both are paid in one act. */
async function payOneOfTwo() {
  const { good, recalled, both } = await oneOfTwoRecalled();
  const [answer] = (await send(await door.phone.write('payouts.pay', payBody(both)))).answers;
  assert.equal(answer.code, 'held_elsewhere');
  assert.deepEqual(answer.facts.voucherIds, [recalled.id]);
  assert.equal(answer.receipt.amountVnd, good.amountVnd.toString());
  assert.deepEqual([await statusOf(good.id), await statusOf(recalled.id)], ['paid', 'due']);
  await mustBalance(db);
}

test('of two vouchers in one act the one that may be paid is paid, the other stands aside', payOneOfTwo);

test('of two acts of one delivery that name a voucher the first pays it, also when something of the first stands aside', async () => {
  const { good, recalled, both } = await oneOfTwoRecalled();
  const first = await door.phone.write('payouts.pay', payBody(both));
  const second = await door.phone.write('payouts.pay', payBody([good]));
  const { answers } = await send(first, second);
  assert.equal(answers[0].receipt.amountVnd, good.amountVnd.toString());
  assert.deepEqual(answers[0].facts.voucherIds, [recalled.id]);
  assert.equal(answers[1].code, 'already_paid');
  assert.deepEqual(answers[1].facts.voucherIds, [good.id]);
  await mustBalance(db);
});

test('undo gives cash and voucher back to the bag, once; it may be paid again', async () => {
  const voucher = next();
  const had = await balance();
  const paid = await door.phone.write('payouts.pay', payBody([voucher]));
  const undo = await door.phone.write('payouts.undo', { operationId: paid.id, reason: 'Nhầm người' });
  const twice = await door.phone.write('payouts.undo', { operationId: paid.id, reason: 'Nhầm lần nữa' });
  const again = await door.phone.write('payouts.pay', payBody([voucher]));
  const { answers } = await send(paid, undo, twice, again);
  assert.deepEqual(
    answers.map(({ outcome }: { outcome: string }) => outcome),
    ['posted', 'posted', 'quarantined', 'posted'].with(2, answers[2].outcome),
  );
  assert.notEqual(answers[2].outcome, 'posted');
  assert.equal(await balance(), had - voucher.amountVnd);
  await mustBalance(db);
});

test('a visit without payment is written with its next step; the voucher stays in the bag', async () => {
  const voucher = next();
  const visit = await door.phone.write('payouts.visit', {
    citizenId: voucher.citizenId,
    voucherIds: [voucher.id],
    reason: 'moved',
    next: 'report_move',
    againOn: '2020-12-09',
    note: 'Về ở với con gái',
    position: { lat: 16.8, lon: 107.1, accuracyM: 12 },
  });
  assert.equal((await send(visit)).answers[0].outcome, 'posted');
  const row = await db.read
    .selectFrom('voucher_attempt')
    .select(['reason', 'next_step', 'again_on'])
    .where('id', '=', visit.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual(row, { reason: 'moved', next_step: 'report_move', again_on: '2020-12-09' });
  const { rows } = await db.pool.query<{ content: string; named: string[] }>(
    'select content, named from device_operation where id = $1',
    [visit.id],
  );
  assert.match(rows[0]?.content ?? '', /^enc:/, 'where the phone stood is sealed');
  assert.equal(openText(visit.id, rows[0]?.content ?? ''), visit.signed.text);
  assert.ok(rows[0]?.named.includes(voucher.id) && rows[0].named.includes(voucher.citizenId));
});

test('an acceptance signed for another offer than the books hold is kept for people, the right one is posted', async () => {
  const had = await balance();
  const { province, clock } = month;
  const id = newId();
  await db.write(async (tx) => {
    const from = await showOfficeHand(tx, province.camLoId, 'vault');
    const given = { doer: province.treasurer, from, towardHand: door.bagId, count: { 500000: 2 } };
    await offer(tx, clock.now(), { id, ...given });
  });
  const signFor = async (amountVnd: string) => {
    const seen = await sha256(offerText({ id, amountVnd, voucherIds: [] }));
    const body = { offerId: id, count: { 500000: 2 }, missing: [], seen };
    return door.phone.write('payouts.accept-offer', body);
  };
  const [wrong, right] = [await signFor('2000000'), await signFor('1000000')];
  const { answers } = await send(wrong, right);
  assert.deepEqual([answers[0].outcome, answers[0].code], ['quarantined', 'offer_differs']);
  assert.equal(answers[1].outcome, 'posted');
  assert.equal(await balance(), had + 1_000_000n);
});

test('so it is when the books know less in the bag than left it: what was lacking is a surplus with its case', async () => {
  const vault = await showOfficeHand(db.read, month.province.camLoId, 'vault');
  const { count } = fewestNotes(await balance());
  const cash = { offerId: newId(), towardHand: vault.id, count };
  const [given] = (await send(await door.phone.write('payouts.return-offer', { cash, vouchers: null })))
    .answers;
  assert.deepEqual(given.receipt.refused, []);
  assert.equal(await balance(), 0n);
  await payOneOfTwo();
  assert.equal(await balance(), 0n);
});
