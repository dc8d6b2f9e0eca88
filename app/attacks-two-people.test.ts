import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestSession } from '#kernel/access/testing/signed-in.ts';
import { enrolPhone } from '#kernel/devices/testing/phone.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { payBody, dueVouchers } from '#modules/payouts/testing/at-door.ts';
import { openHouse } from './testing/house.ts';
import { furnish, type World } from './testing/world.ts';

/** What one person tries where two are needed: by another session, another role, a deputy, twice, or too late. */
const house = await openHouse(await cloneDatabase(), 10);
const { db, month, send } = house;
const { camLoId: officeId, rootId } = month.province;
let world: World;
/** The maker's second session, a third person with every role, and one whose roles reach too little. */
let again: string;
let third: string;
let deputy: string;

before(async () => {
  world = await furnish(house);
  again = await openTestSession(db.owner, world.doer.staffId);
  third = (await house.person(rootId)).cookie;
  deputy = (await house.person(officeId, 'teller', 'point-keeper', 'auditor')).cookie;
});
after(async () => {
  await house.close();
  assert.deepEqual(house.defects, []);
});

const post = (cookie: string, path: string, body: object) => send('POST', path, { cookie, body });

/** By the doer, as something that must not fail. */
async function made(path: string, body: object): Promise<string> {
  const id = newId();
  const { status, answer } = await post(world.doer.cookie, path, { id, ...body });
  assert.equal(status, 200, answer.body);
  return id;
}

const scalar = async (query: string, ...values: unknown[]) =>
  Number((await db.owner.pool.query<{ n: string }>(query, values)).rows[0]?.n);

const ATTACKED = [
  'POST /payouts/proposals',
  'POST /payouts/proposals/:proposalId/ruling',
  'POST /payouts/orders/:orderId/approval',
  'POST /payouts/cases/:caseId/ruling',
  'POST /payouts/cases/:caseId/ruling/reversal',
  'POST /payouts/settlement/lock',
  'POST /devices/exceptions/:exceptionId/entries',
];

test('every route that takes a second person is attacked here', () => {
  const second = /^own_(?!rights)|^already_said$|^two_people_needed$/;
  const routes = house.routes.filter(([, { refusals, stepUp }]) =>
    refusals.some((code) => second.test(code) && (stepUp || code !== 'two_people_needed')),
  );
  const oneTooFew = ['POST /payouts/lists/:listId/withdrawal', 'POST /payouts/lists/:listId/restoration'];
  assert.deepEqual(
    routes
      .map(([key]) => key as string)
      .filter((key) => !oneTooFew.includes(key))
      .toSorted(),
    ATTACKED.toSorted(),
  );
});

test('a proposal is granted by another person, in a role for it, once, and not after it was denied', async () => {
  const draw = { kind: 'bank-cash', direction: 'draw', count: { 500000: 500 }, document: 'Séc 1' };
  const propose = () => made('/payouts/proposals', { officeId, what: draw });
  const rule = (cookie: string, id: string, granted = true, at = officeId) =>
    post(cookie, `/payouts/proposals/${id}/ruling`, { officeId: at, granted, note: null });
  const moved = (id: string) => scalar('select count(*) as n from handover where id = $1', id);

  const id = await propose();
  for (const cookie of [world.doer.cookie, again])
    assert.equal((await rule(cookie, id)).code, 'own_proposal');
  assert.equal((await rule(deputy, id)).code, 'not_allowed');
  // The same proposal, said to be of another office.
  for (const at of [rootId, month.farId]) assert.equal((await rule(third, id, true, at)).code, 'not_found');
  assert.equal(await moved(id), 0);
  const both = await Promise.all([rule(world.other.cookie, id), rule(third, id)]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
  assert.equal(await moved(id), 1);
  const [late] = both.filter(({ status }) => status === 409);
  assert.equal(late?.code, 'proposal_ruled');

  const denied = await propose();
  assert.equal((await rule(world.other.cookie, denied, false)).status, 200);
  for (const cookie of [third, world.other.cookie])
    assert.equal((await rule(cookie, denied)).code, 'proposal_ruled');
  assert.equal(await moved(denied), 0);
});

test('a cash order is approved by another person, of its own office, once', async () => {
  const [vault, far] = [
    await showOfficeHand(db.read, officeId, 'vault'),
    await showOfficeHand(db.read, month.farId, 'vault'),
  ];
  const order = { officeId, month: '2020-12', fromHand: vault.id, toHand: far.id, count: { 500000: 600 } };
  const id = await made('/payouts/orders', order);
  const approve = (cookie: string, at = officeId) =>
    post(cookie, `/payouts/orders/${id}/approval`, { officeId: at });
  for (const cookie of [world.doer.cookie, again]) assert.equal((await approve(cookie)).code, 'own_order');
  assert.equal((await approve(deputy)).code, 'not_allowed');
  const farManager = await house.person(month.farId, 'district-manager', 'chief-accountant');
  assert.ok((await approve(farManager.cookie)).status >= 400);
  assert.ok((await approve(farManager.cookie, month.farId)).status >= 400);
  const sent = await post(world.doer.cookie, `/payouts/orders/${id}/sending`, {
    id: newId(),
    officeId,
    count: order.count,
  });
  assert.equal(sent.code, 'approval_missing');
  const both = await Promise.all([approve(world.other.cookie), approve(third)]);
  assert.deepEqual(both.map(({ json }) => json.already).toSorted(), [false, true]);
  assert.equal(await scalar('select count(*) as n from cash_order_approval where order_id = $1', id), 1);
});

test('a difference is ruled on by nobody who counted it, also not by proposing', async () => {
  const { rows } = await db.owner.pool.query<{ id: string }>(
    `select id from hand where kind = 'drawer' and staff_id = $1`,
    [world.doer.staffId],
  );
  const close = { officeId, handId: rows[0]?.id, day: '2020-12-06', count: { 1000: 1 }, thingsCounted: 0 };
  const closed = await post(world.doer.cookie, '/payouts/closes/hand', { id: newId(), ...close });
  assert.equal(closed.status, 200, closed.answer.body);
  const [caseId] = closed.json.caseIds as string[];
  const ruling = { ruling: 'charged', note: 'Tự kết luận' };
  for (const cookie of [world.doer.cookie, again]) {
    const body = { id: newId(), officeId, ...ruling };
    assert.equal((await post(cookie, `/payouts/cases/${caseId}/ruling`, body)).code, 'own_case');
    const what = { kind: 'case-ruling', caseId, ...ruling };
    assert.equal(
      (await post(cookie, '/payouts/proposals', { id: newId(), officeId, what })).code,
      'own_case',
    );
  }
  const body = { id: newId(), officeId, ...ruling };
  assert.equal((await post(deputy, `/payouts/cases/${caseId}/ruling`, body)).code, 'not_allowed');

  assert.equal((await post(third, `/payouts/cases/${caseId}/ruling`, body)).status, 200);
  const back = `/payouts/cases/${caseId}/ruling/reversal`;
  const reason = 'Đếm lại';
  for (const cookie of [world.doer.cookie, again]) {
    assert.equal((await post(cookie, back, { id: newId(), officeId, reason })).code, 'own_case');
    const what = { kind: 'ruling-reversal', caseId, reason };
    assert.equal(
      (await post(cookie, '/payouts/proposals', { id: newId(), officeId, what })).code,
      'own_case',
    );
  }
  assert.equal((await post(deputy, back, { id: newId(), officeId, reason })).code, 'not_allowed');
});

test('what a phone did is ruled on by two others than its person, each once', async () => {
  const payer = await house.person(officeId, 'teller', 'district-manager', 'chief-accountant');
  const code = { id: newId(), officeId, staffId: payer.staffId, name: 'Máy' };
  const enrolled = await post(world.doer.cookie, '/devices/enrolments', code);
  const phone = await enrolPhone(house.server, enrolled.json.code, () => month.clock.now());
  const [voucher] = await dueVouchers(db);
  assert.ok(voucher);
  const { signed } = await phone.write('payouts.pay', payBody([voucher]));
  const lost = { officeId, how: 'revoked', reason: 'Nghi mất' };
  assert.equal((await post(world.doer.cookie, `/devices/${phone.deviceId}/revocation`, lost)).status, 200);
  const [answer] = (await phone.send([signed])).json.answers;
  assert.equal(answer.outcome, 'quarantined');
  const entries = `/devices/exceptions/${answer.exceptionId}/entries`;
  const say = (cookie: string, kind = 'dismiss') =>
    post(cookie, entries, { id: newId(), officeId, kind, note: 'Đã hỏi' });
  assert.equal((await say(payer.cookie)).code, 'own_exception');
  assert.equal((await say(await openTestSession(db.owner, payer.staffId))).code, 'own_exception');
  assert.equal((await say(deputy)).code, 'not_allowed');
  assert.deepEqual(
    [(await say(world.doer.cookie)).json.ruled, (await say(again)).code],
    [false, 'already_said'],
  );
  assert.equal((await say(again, 'apply')).code, 'already_said', 'one person does not say both');
  assert.equal((await say(world.other.cookie)).json.ruled, true);
  assert.equal((await say(third, 'apply')).code, 'exception_ruled');
});

test('a period is locked by another person than who settled it', async () => {
  await db.owner.pool.query(
    `insert into settlement (id, programme, month, figures, returned_vnd, fee_vnd, made_by, made_at)
     values ($1, 'pension', '2020-12-01', '{}', 0, 0, $2, now())`,
    [newId(), world.doer.staffId],
  );
  const lock = (cookie: string) =>
    post(cookie, '/payouts/settlement/lock', { programme: 'pension', month: '2020-12' });
  for (const cookie of [world.doer.cookie, again])
    assert.equal((await lock(cookie)).code, 'two_people_needed');
  const accountantBelow = await house.person(officeId, 'chief-accountant');
  for (const cookie of [deputy, accountantBelow.cookie])
    assert.equal((await lock(cookie)).code, 'not_allowed');
  assert.equal(await scalar('select count(*) as n from settlement_lock'), 0);
  assert.equal((await lock(world.other.cookie)).status, 200);
});
