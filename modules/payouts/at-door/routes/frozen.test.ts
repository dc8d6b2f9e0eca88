import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { enrolPhone } from '#kernel/devices/testing/phone.ts';
import { freezeHand, thawHand } from '#kernel/handover/freeze.ts';
import { showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import {
  type Door,
  type DueVoucher,
  dueVouchers,
  fillBag,
  must,
  mustBalance,
  offerToBag,
  openDoor,
} from '../../testing/at-door.ts';
import { type ServedMonth, serveMonth } from '../../testing/served.ts';
import { untilWaiting } from '../../testing/waiting.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let door: Door;
let due: DueVoucher[];
let officeId: Id;
let treasurer: string;

before(async () => {
  month = await serveMonth(db, 10);
  officeId = month.province.camLoId;
  door = await openDoor(month);
  due = await dueVouchers(db);
  const ids = due.slice(0, 6).map(({ id }) => id);
  await fillBag(db, month, door, ids, { 500000: 20 });
  treasurer = await month.counter.cookie('treasurer', officeId);
});
after(() => month.close());

const by = () => month.province.accountant.id;
const freeze = () =>
  db.write((tx) =>
    freezeHand(tx, month.clock.now(), { handId: door.bagId, by: by(), reason: 'Rơi xuống suối' }),
  );
const thaw = () =>
  db.write((tx) => thawHand(tx, month.clock.now(), { handId: door.bagId, by: by(), reason: 'Tìm thấy' }));
const ask = (url: string, body: object) => month.counter.ask(treasurer, 'POST', url, { officeId, ...body });
const giveBack = (offerId: Id) =>
  ask(`/payouts/offers/${offerId}/return`, { id: newId(), how: 'refuse', reason: 'không khớp' });

/** The payer offers cash and a voucher back to the office. */
async function offeredBack(): Promise<{ cash: Id; vouchers: Id }> {
  const [cash, vouchers] = [newId(), newId()];
  const vault = (await showOfficeHand(db.read, officeId, 'vault')).id;
  const desk = (await showOfficeHand(db.read, officeId, 'desk')).id;
  const voucher = due.shift() as DueVoucher;
  const written = await door.phone.write('payouts.return-offer', {
    cash: { offerId: cash, towardHand: vault, count: { 500000: 1 } },
    vouchers: { offerId: vouchers, towardHand: desk, voucherIds: [voucher.id] },
  });
  const [answer] = must(await door.phone.send([written.signed])).answers;
  assert.deepEqual(answer.receipt.refused, []);
  return { cash, vouchers };
}

test('what a payer has offered back does not return into a bag that is frozen meanwhile: refused, with why', async () => {
  const { cash, vouchers } = await offeredBack();
  await freeze();
  for (const offerId of [cash, vouchers]) {
    const answer = await giveBack(offerId);
    assert.deepEqual([answer.status, answer.code], [409, 'hand_frozen']);
    assert.equal(answer.json.error.facts.reason, 'Rơi xuống suối');
  }
  await thaw();
  for (const offerId of [cash, vouchers]) must(await giveBack(offerId));
  await mustBalance(db);
});

test('an act that looked before the freeze and posts after it is refused, and what it has done before is answered', async () => {
  const { cash } = await offeredBack();
  const waiting = db.owner.pool.connect();
  const client = await waiting;
  let act: Promise<Awaited<ReturnType<typeof giveBack>>>;
  try {
    await client.query('begin');
    await client.query('select from hand_balance where hand_id = $1 for update', [door.bagId]);
    act = giveBack(cash);
    await untilWaiting(db);
    await client.query(
      `with f as (insert into hand_freeze (id, hand_id, reason, frozen_by, frozen_at) values ($1, $2, 'mất', $3, now()) returning hand_id)
       update hand_balance set held_vnd = balance_vnd where hand_id = (select hand_id from f)`,
      [newId(), door.bagId, by()],
    );
    await client.query('commit');
  } finally {
    client.release();
  }
  const answer = await act;
  assert.deepEqual([answer.status, answer.code], [409, 'hand_frozen']);
  await thaw();
  must(await giveBack(cash));
  await mustBalance(db);
});

test('what was done before the freeze and is asked for again is answered as it was', async () => {
  const vault = await showOfficeHand(db.read, officeId, 'vault');
  const body = { id: newId(), fromHand: vault.id, towardHand: door.bagId, count: { 500000: 1 } };
  must(await ask('/payouts/offers', body));
  await freeze();
  must(await ask('/payouts/offers', body));
  assert.equal((await ask('/payouts/offers', { ...body, id: newId() })).code, 'hand_frozen');
  await thaw();
  const { things } = await offerToBag(db, month, door.bagId, [(due.at(-1) as DueVoucher).id], { 500000: 1 });
  await freeze();
  const accepted = await month.counter.ask(treasurer, 'POST', `/payouts/offers/${things}/return`, {
    officeId,
    id: newId(),
    how: 'withdraw',
    reason: 'túi bị phong toả',
  });
  must(accepted);
  await thaw();
  await mustBalance(db);
});

test('whoever posts, nothing leaves or enters a frozen hand: the ledger’s own rows refuse it', async () => {
  await freeze();
  const vault = await showOfficeHand(db.read, officeId, 'vault');
  const [voucher] = due.slice(3) as [DueVoucher];
  const { rows } = await db.owner.pool.query<{ thing: string; holder: string }>(
    'select id as thing, holder from thing where holder <> $1 limit 1',
    [door.bagId],
  );
  const [outside] = rows;
  assert.ok(outside);
  const moves = [
    { money: [{ from: door.bagId, to: vault.id, amountVnd: 1_000n }] },
    { money: [{ from: vault.id, to: door.bagId, amountVnd: 1_000n }] },
    { things: [{ thing: voucher.id, from: door.bagId, to: vault.id }] },
    { things: [{ thing: outside.thing, from: outside.holder, to: door.bagId }] },
  ];
  for (const what of moves) {
    const envelope = { id: newId(), kind: 'test', doer: { kind: 'job' as const, name: 'test' }, officeId };
    const [answer] = await db.write((tx) =>
      post(tx, month.clock.now(), [{ ...envelope, occurredAt: month.clock.now(), input: {}, ...what }]),
    );
    assert.equal(
      answer?.answer,
      'held',
      JSON.stringify(what, (_name, part) => String(part)),
    );
  }
  for (const change of [
    `update hand_balance set balance_vnd = balance_vnd - 1 where hand_id = '${door.bagId}'`,
    `update thing set holder = '${vault.id}' where id = '${voucher.id}'`,
  ])
    await assert.rejects(db.owner.pool.query(change), { code: '23514' });
  await assert.rejects(sql`select hold_hand(${vault.id}, true)`.execute(db.kysely), /only a frozen hand/);
  await thaw();
  await mustBalance(db);
});

test('what a lost phone had accepted is applied to its frozen bag once two people rule so', async () => {
  const { cash } = await offerToBag(db, month, door.bagId, [(due.at(-2) as DueVoucher).id], { 500000: 2 });
  const body = { offerId: cash, count: { 500000: 2 }, missing: [] };
  const written = await door.phone.write('payouts.accept-offer', body);
  const held = (await sumHands(db.read, [door.bagId])).get(door.bagId) as bigint;
  const lost = { officeId, how: 'lost', reason: 'Rơi xuống suối' };
  must(await month.counter.ask(door.manager, 'POST', `/devices/${door.phone.deviceId}/revocation`, lost));
  const [answer] = must(await door.phone.send([written.signed])).answers;
  assert.deepEqual([answer.outcome, answer.code], ['quarantined', 'device_gone']);
  const accountant = await month.counter.cookie('chief-accountant', officeId);
  for (const who of [door.manager, accountant]) {
    const entry = { officeId, id: newId(), kind: 'apply', note: 'đã đối chiếu' };
    must(await month.counter.ask(who, 'POST', `/devices/exceptions/${answer.exceptionId}/entries`, entry));
  }
  assert.equal((await sumHands(db.read, [door.bagId])).get(door.bagId), held + 1_000_000n);
  const other = await ask('/payouts/offers', {
    id: newId(),
    fromHand: (await showOfficeHand(db.read, officeId, 'vault')).id,
    towardHand: door.bagId,
    count: { 500000: 1 },
  });
  assert.equal(other.code, 'hand_frozen', 'the freeze itself stands');
  await mustBalance(db);
});

test('a phone ended in two ways at once ends in one, and the other is told', async () => {
  const { phone } = await openDoorOf(month.province.tellers[0]?.id as Id);
  const end = (how: string) =>
    month.counter.ask(door.manager, 'POST', `/devices/${phone.deviceId}/revocation`, {
      officeId,
      how,
      reason: 'kiểm tra',
    });
  const answers = await Promise.all(['lost', 'revoked', 'lost', 'revoked'].map(end));
  assert.ok(answers.every(({ status, code }) => status === 200 || code === 'device_gone'));
  const states = new Set(answers.filter(({ status }) => status === 200).map(({ json }) => json.state));
  assert.equal(states.size, 1);
});

async function openDoorOf(staffId: Id) {
  const code = { id: newId(), officeId, staffId, name: 'Máy 2' };
  const made = must(await month.counter.ask(door.manager, 'POST', '/devices/enrolments', code));
  return { phone: await enrolPhone(month.counter.server, made.code, () => month.clock.now()) };
}
