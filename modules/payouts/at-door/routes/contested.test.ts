import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { dayAt } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { sealAccount } from '#people/looks/accounts.ts';
import { countHomeStops, readHomeStops } from '../../plan/store/home-stops.ts';
import { recordBankAnswer, sendToBank } from '../../bank/actions.ts';
import {
  type Door,
  type DueVoucher,
  fillBag,
  must,
  mustBalance,
  offerToBag,
  openDoor,
} from '../../testing/at-door.ts';
import { openConflicts } from '../../testing/conflicts.ts';
import { openDoorMonth } from '../../testing/door-month.ts';
import { fillDrawer, payCommand, payNow } from '../../testing/paying.ts';

const db = await cloneDatabase();
const at = await openDoorMonth(db, 44, { 500000: 160 });
const { month, door, officeId, next, statusOf, holderOf, recall } = at;
const { payAgainstBooks, rule, mark, paymentsOf, takeBack } = await openConflicts(db, at);
const other = await openDoor(month, 0);
const drawer = await fillDrawer(db, month, { 500000: 60 });
const treasurer = await month.counter.cookie('treasurer', officeId);
const rootAccountant = await month.counter.cookie('chief-accountant', month.province.rootId);
const desk = await showOfficeHand(db.read, officeId, 'desk');
const suspense = await showOfficeHand(db.read, officeId, 'suspense');
after(at.close);

const now = () => month.clock.now();
const ask = (url: string, body: object, cookie = treasurer) =>
  month.counter.ask(cookie, 'POST', `/payouts${url}`, { officeId, ...body });
const payAtCounter = async ({ cccd }: DueVoucher) => payNow(db, month, await payCommand(db, month, cccd));

/** In the bag of the second phone, while the first one pays it all the same. */
async function paidBesideItsBag(): Promise<{ voucher: DueVoucher; caseId: Id }> {
  const voucher = next();
  await recall(voucher.id);
  await fillBag(db, month, other, [voucher.id], { 500000: 4 });
  const { caseId } = await payAgainstBooks(voucher);
  assert.deepEqual(await mark(voucher), { holder: other.bagId, held_by: null, contested: true });
  return { voucher, caseId };
}

async function returned({ phone }: Door, voucher: DueVoucher): Promise<Id> {
  const offerId = newId();
  const vouchers = { offerId, towardHand: desk.id, voucherIds: [voucher.id] };
  const { signed } = await phone.write('payouts.return-offer', { cash: null, vouchers });
  const [answer] = must(await phone.send([signed])).answers;
  assert.deepEqual(answer.receipt.refused, []);
  return offerId;
}

const acceptAtOffice = (offerId: Id) => ask(`/offers/${offerId}/acceptance`, { id: newId(), missing: [] });

/** Aside, held, and payable by nobody, until the conflict is ruled on; then due once. */
async function mustWait({ voucher, caseId }: { voucher: DueVoucher; caseId: Id }): Promise<void> {
  assert.deepEqual(await mark(voucher), { holder: suspense.id, held_by: suspense.id, contested: true });
  await assert.rejects(payAtCounter(voucher), /contested/);
  must(await rule(caseId, 'charged'));
  assert.deepEqual(await mark(voucher), { holder: desk.id, held_by: null, contested: false });
  await payAtCounter(voucher);
  await mustBalance(db);
}

test('brought back by the bag that held it: aside as soon as the office accepts it', async () => {
  const it = await paidBesideItsBag();
  must(await acceptAtOffice(await returned(other, it.voucher)));
  await mustWait(it);
});

test('brought back and refused by the office: in the bag again, and still paid by nobody', async () => {
  const { voucher, caseId } = await paidBesideItsBag();
  const offerId = await returned(other, voucher);
  must(await ask(`/offers/${offerId}/return`, { id: newId(), how: 'refuse', reason: 'thiếu phiếu' }));
  assert.deepEqual(await mark(voucher), { holder: other.bagId, held_by: null, contested: true });
  must(await rule(caseId, 'charged'));
  assert.deepEqual(await mark(voucher), { holder: other.bagId, held_by: null, contested: false });
});

test('on its way from the bag when the conflict came: aside when it arrives', async () => {
  const voucher = next();
  await recall(voucher.id);
  await fillBag(db, month, other, [voucher.id], { 500000: 4 });
  const offerId = await returned(other, voucher);
  const { caseId } = await payAgainstBooks(voucher);
  must(await acceptAtOffice(offerId));
  await mustWait({ voucher, caseId });
});

test('on its way to a bag when the conflict came, and taken back by the office: aside', async () => {
  const voucher = next();
  await recall(voucher.id);
  const { things } = await offerToBag(db, month, other.bagId, [voucher.id], { 500000: 1 });
  const { caseId } = await payAgainstBooks(voucher);
  must(await ask(`/offers/${things}/return`, { id: newId(), how: 'withdraw', reason: 'không đi nữa' }));
  await mustWait({ voucher, caseId });
});

test('the other bag pays it at a door: recorded as a conflict of its own, and one of the two can be the payment', async () => {
  const { voucher, caseId } = await paidBesideItsBag();
  const second = await payAgainstBooks(voucher, other.phone);
  assert.deepEqual(await mark(voucher), { holder: suspense.id, held_by: suspense.id, contested: true });
  assert.equal(await statusOf(voucher.id), 'due');
  must(await rule(second.caseId, 'recognised'));
  assert.equal(await statusOf(voucher.id), 'paid');
  assert.equal((await rule(caseId, 'recognised')).code, 'recognised_before');
  must(await rule(caseId, 'claimed'));
  assert.equal((await paymentsOf(voucher.id)).length, 1);
  await mustBalance(db);
});

test('on the desk of another office: aside there, and free there after the ruling', async () => {
  const voucher = next();
  const far = await showOfficeHand(db.read, month.farId, 'desk');
  const farSuspense = await showOfficeHand(db.read, month.farId, 'suspense');
  await carry(voucher, door.bagId, far.id);
  const { caseId } = await payAgainstBooks(voucher);
  assert.deepEqual(await mark(voucher), { holder: farSuspense.id, held_by: farSuspense.id, contested: true });
  must(await rule(caseId, 'charged'));
  assert.deepEqual(await mark(voucher), { holder: far.id, held_by: null, contested: false });
});

test('recalled for a death that was none, and paid at a door meanwhile: aside when the death is taken back', async () => {
  const voucher = next();
  await recall(voucher.id);
  const dead = { id: newId(), diedOn: '2020-11-05', document: 'Trích lục 9' };
  const teller = await month.counter.cookie('teller', officeId);
  must(await ask(`/people/${voucher.citizenId}/death`, dead, teller));
  assert.equal(await holderOf(voucher.id), 'agency');
  const { caseId } = await payAgainstBooks(voucher);
  const id = newId();
  const alive = {
    kind: 'death-correction',
    citizenId: voucher.citizenId,
    document: 'Giấy 1',
    reason: 'nhầm',
  };
  must(await ask('/proposals', { id, what: alive }, teller));
  must(await ask(`/proposals/${id}/ruling`, { granted: true, note: null }, rootAccountant));
  await mustWait({ voucher, caseId });
});

test('with the bank: what it credited is paid, what it rejected stands aside', async () => {
  const [credited, rejected] = [next(), next()];
  const root = await showOfficeHand(db.read, month.province.rootId, 'desk');
  const doer = month.province.controller;
  const [batchId, ids] = [newId(), [credited.id, rejected.id]];
  for (const voucher of [credited, rejected]) await carry(voucher, door.bagId, root.id);
  await db.owner.pool.query(`update voucher set channel = 'bank' where id = any ($1)`, [ids]);
  for (const { citizenId } of [credited, rejected])
    await db.owner.pool.query('update citizen set bank_account = $2 where id = $1', [
      citizenId,
      sealAccount(citizenId, '0123456789'),
    ]);
  await db.write((tx) => sendToBank(tx, now(), { id: batchId, doer, programme: 'merit', month: '2020-12' }));
  const cases = [await payAgainstBooks(credited), await payAgainstBooks(rejected)];
  const answer = { batchId, doer, fileSha256: '0'.repeat(64), paid: [credited.id] };
  assert.deepEqual(await db.write((tx) => recordBankAnswer(tx, now(), answer)), {
    paid: 1,
    rejected: 1,
    skipped: [],
  });
  assert.equal(await statusOf(credited.id), 'paid');
  assert.equal(await holderOf(rejected.id), 'suspense');
  for (const { caseId } of cases) must(await rule(caseId, 'charged'));
  assert.deepEqual(await mark(rejected), { holder: root.id, held_by: null, contested: false });
  await mustBalance(db);
});

test('a payment recognised beside another open conflict and taken back is contested again', async () => {
  const voucher = next();
  await recall(voucher.id);
  const one = await payAgainstBooks(voucher);
  const two = await payAgainstBooks(voucher);
  must(await rule(one.caseId, 'recognised'));
  const [payment] = await paymentsOf(voucher.id);
  await takeBack(payment?.handoverId as Id);
  assert.deepEqual(await mark(voucher), { holder: suspense.id, held_by: suspense.id, contested: true });
  must(await rule(two.caseId, 'charged'));
  assert.deepEqual(await mark(voucher), { holder: suspense.id, held_by: suspense.id, contested: true });
});

test('nobody rides to somebody with money while a conflict about their voucher is open', async () => {
  const voucher = next();
  await recall(voucher.id);
  const day = dayAt(now());
  await db.owner.pool.query(`update voucher set channel = 'home', pay_on = $2 where id = $1`, [
    voucher.id,
    day,
  ]);
  const path = (
    await db.read.selectFrom('office').select('path').where('id', '=', officeId).executeTakeFirstOrThrow()
  ).path;
  const stops = async () => [
    (await readHomeStops(db.read, { officeId, from: day, to: day })).length,
    (await countHomeStops(db.read, { path, from: day, to: day })).reduce((sum, each) => sum + each.stops, 0),
  ];
  const before = await stops();
  const { caseId } = await payAgainstBooks(voucher);
  assert.deepEqual(
    await stops(),
    before.map((n) => n - 1),
  );
  must(await rule(caseId, 'charged'));
  assert.deepEqual(await stops(), before);
});

test('the database itself records no payment of what an open difference names', async () => {
  const { voucher } = await paidBesideItsBag();
  const { citizenId, id } = voucher;
  const [funder] = await db.read.selectFrom('funder').select('agency_hand').execute();
  const handoverId = newId();
  const paying = db.write(async (tx) => {
    await carry(voucher, other.bagId, funder?.agency_hand as Id, handoverId, tx);
    await sql`select record_payments(now(), array[${handoverId}]::uuid[], array[${officeId}]::uuid[], array[${drawer}]::uuid[],
      array[current_date], array['CL-1'], array['paper'], array['self'], array['Lê Văn An'], array[null], array[null]::uuid[],
      array[null]::uuid[], array[1], array[${id}]::uuid[], array[${citizenId}]::uuid[])`.execute(tx);
  });
  await assert.rejects(paying, /an open difference names what was to be paid/);
});

test('issued anew out of a lost phone’s bag: aside', async () => {
  const { voucher, caseId } = await paidBesideItsBag();
  const lost = { officeId, how: 'lost', reason: 'Rơi xuống suối' };
  must(await month.counter.ask(door.manager, 'POST', `/devices/${other.phone.deviceId}/revocation`, lost));
  const id = newId();
  const what = { kind: 'bag-reissue', bagId: other.bagId, reason: 'mất máy' };
  must(await ask('/proposals', { id, what }, treasurer));
  must(await ask(`/proposals/${id}/ruling`, { granted: true, note: null }, door.manager));
  await mustWait({ voucher, caseId });
});

test('withdrawn with its list, paid at a door, and the list restored: aside', async () => {
  const voucher = next();
  await recall(voucher.id);
  await db.owner.pool.query(
    `insert into payout_setting (name, valid_from, value_vnd, legal_basis) values ('unpaid-two-people-above', '2020-12-01', 1000000000, 'thử')
     on conflict (name, valid_from) do update set value_vnd = excluded.value_vnd`,
  );
  const controller = await month.counter.cookie('payout-controller', month.province.rootId);
  const { id: listId } = await db.read.selectFrom('payout_list').select('id').executeTakeFirstOrThrow();
  const inLists = (method: 'GET' | 'POST', url: string, body?: object) =>
    month.counter.ask(controller, method, `/payouts/lists/${url}`, body);
  const { goes } = must(await inLists('GET', `${listId}/withdrawal`));
  const withdrawal = newId();
  const said = { document: 'Công văn 12', reason: 'Gửi nhầm' };
  must(await inLists('POST', `${listId}/withdrawal`, { id: withdrawal, ...goes, rest: true, ...said }));
  assert.equal(await statusOf(voucher.id), 'withdrawn');
  const { caseId } = await payAgainstBooks(voucher);
  must(
    await inLists('POST', `${withdrawal}/restoration`, { id: newId(), ...goes, reason: 'Danh sách đúng' }),
  );
  await mustWait({ voucher, caseId });
});

async function carry({ id }: DueVoucher, from: Id, to: Id, handoverId = newId(), tx?: Tx): Promise<void> {
  const envelope = {
    id: handoverId,
    kind: 'test',
    doer: { kind: 'job' as const, name: 'test' },
    officeId,
    occurredAt: now(),
    input: { id, to },
    things: [{ thing: id, from, to }],
  };
  const [answer] = await (tx ? post(tx, now(), [envelope]) : db.write((own) => post(own, now(), [envelope])));
  assert.equal(answer?.answer, 'posted');
}
