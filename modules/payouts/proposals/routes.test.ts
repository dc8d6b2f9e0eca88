import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeTestPerson, openTestSession } from '#kernel/access/testing/signed-in.ts';
import { showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { BINH, citizenOf, HOA, type ServedMonth, serveMonth } from '../testing/served.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let camLoId: string;
let rootId: string;
let keeper: { readonly staffId: string; readonly cookie: string };
let accountant: string;
let director: string;
let controller: string;
let teller: string;

before(async () => {
  month = await serveMonth(db);
  const { counter, province } = month;
  ({ camLoId, rootId } = province);
  keeper = await makeTestPerson(db.owner, [{ role: 'treasurer', officeId: camLoId }]);
  accountant = await counter.cookie('chief-accountant', rootId);
  director = await counter.cookie('provincial-director', rootId);
  controller = await counter.cookie('payout-controller', rootId);
  teller = await counter.cookie('teller', camLoId);
});
after(() => month.close());

const post = (cookie: string, url: string, body: object) =>
  month.counter.ask(cookie, 'POST', `/payouts${url}`, { officeId: camLoId, ...body });
const get = (cookie: string, url: string) => month.counter.ask(cookie, 'GET', `/payouts${url}`);
const held = async (officeId: string, kind: 'suspense' | 'vault' | 'desk') => {
  const hand = await showOfficeHand(db.read, officeId, kind);
  return (await sumHands(db.read, [hand.id])).get(hand.id) ?? 0n;
};
const voucherOf = async (cccd: string) =>
  db.read
    .selectFrom('voucher')
    .selectAll()
    .where('citizen_id', '=', await citizenOf(db, cccd))
    .executeTakeFirstOrThrow();

test('a small difference is ruled on by one, a large one by two, and neither of them counted it', async () => {
  await db.owner.pool.query(
    `insert into payout_setting (name, valid_from, value_vnd, legal_basis) values ('two-people-above', '2020-12-01', 1000000, 'thử')`,
  );
  const vault = await showOfficeHand(db.read, camLoId, 'vault');
  const book = await held(camLoId, 'vault');
  const close = (counted: bigint, day: string) =>
    post(keeper.cookie, '/closes/hand', {
      id: newId(),
      handId: vault.id,
      day,
      count: fewestNotes(counted).count,
      thingsCounted: 0,
    });
  const [small] = (await close(book - 400_000n, '2020-12-05')).json.caseIds;
  const [large] = (await close(book - 5_400_000n, '2020-12-06')).json.caseIds;
  const ruling = { ruling: 'written_off', note: 'Biên bản kiểm kê số 4' };
  assert.equal((await post(accountant, `/cases/${small}/ruling`, { id: newId(), ...ruling })).status, 200);
  const alone = await post(accountant, `/cases/${large}/ruling`, { id: newId(), ...ruling });
  assert.deepEqual([alone.code, alone.json.error.facts.limitVnd], ['two_people_needed', '1000000']);

  const what = { kind: 'case-ruling', caseId: large, ...ruling };
  const id = newId();
  assert.equal((await post(teller, '/proposals', { id, what })).code, 'not_allowed');
  const unfit = { ...what, ruling: 'kept' };
  assert.equal((await post(accountant, '/proposals', { id, what: unfit })).code, 'ruling_unfit');
  assert.equal((await post(accountant, '/proposals', { id, what })).status, 200);
  assert.equal(await held(camLoId, 'suspense'), 5_000_000n, 'nothing moves before it is granted');

  const [seen] = (await get(director, `/proposals?officeId=${rootId}`)).json.items;
  assert.deepEqual(
    [seen.id, seen.kind, seen.officeId, seen.amountVnd, seen.mine, seen.mayRule, seen.what],
    [id, 'case-ruling', camLoId, '5000000', false, true, what],
  );
  const [own] = (await get(accountant, `/proposals?officeId=${rootId}`)).json.items;
  assert.deepEqual([own.mine, own.mayRule], [true, false]);

  const grant = { granted: true, note: null };
  assert.equal((await post(accountant, `/proposals/${id}/ruling`, grant)).code, 'own_proposal');
  // Who counted it may be chief accountant somewhere: still not the second person of this difference.
  await db.owner.pool.query(
    `insert into role_grant (id, staff_id, role, office_id, valid_from) values ($1, $2, 'chief-accountant', $3, '2020-01-01')`,
    [newId(), keeper.staffId, rootId],
  );
  assert.equal((await post(keeper.cookie, `/proposals/${id}/ruling`, grant)).code, 'own_case');
  const [first, second] = await Promise.all([
    post(director, `/proposals/${id}/ruling`, grant),
    post(director, `/proposals/${id}/ruling`, grant),
  ]);
  assert.deepEqual([first?.status, second?.status], [200, 200]);
  assert.equal(await held(camLoId, 'suspense'), 0n);
  const witnesses = await db.read
    .selectFrom('handover_witness')
    .selectAll()
    .where('handover_id', '=', id)
    .execute();
  assert.equal(witnesses.length, 1);
  assert.equal(
    (await post(accountant, `/cases/${large}/ruling`, { id: newId(), ...ruling })).code,
    'case_ruled',
  );
  const denied = { granted: false, note: null };
  assert.equal((await post(director, `/proposals/${id}/ruling`, denied)).code, 'proposal_ruled');
});

test('a second approver of a cash order is told who approved it before, and when', async () => {
  const from = await showOfficeHand(db.read, camLoId, 'vault');
  const to = await showOfficeHand(db.read, month.farId, 'vault');
  const order = { id: newId(), month: '2020-12', fromHand: from.id, toHand: to.id, count: { '500000': 40 } };
  assert.equal((await post(keeper.cookie, '/orders', order)).json.needsApproval, true);
  const approve = (cookie: string) => post(cookie, `/orders/${order.id}/approval`, {});
  const first = await approve(accountant);
  assert.equal(first.json.already, false);
  const other = await month.counter.cookie('district-manager', camLoId);
  const second = await approve(other);
  assert.deepEqual(second.json, { ...first.json, already: true });
  assert.equal(second.json.approvedBy, 'Nguyễn Văn Thử');
  const [seen] = (await get(accountant, `/orders?officeId=${camLoId}&month=2020-12`)).json.items;
  assert.deepEqual([seen.approved, seen.approvedAt], [true, first.json.approvedAt]);
});

test('a move and a death sent again are answered with the first receipt; the id for another act is refused', async () => {
  const binh = await citizenOf(db, BINH);
  const death = { id: newId(), diedOn: '2020-11-05', document: 'Trích lục 9' };
  const url = `/people/${binh}/death`;
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(teller, url, death)));
  assert.deepEqual(
    answers.map(({ json }) => [json.recalled, json.awaiting]),
    Array.from({ length: 5 }, () => [1, 0]),
  );
  assert.equal(answers.filter(({ json }) => json.already).length, 4);
  const other = await post(teller, url, { ...death, document: 'Trích lục 10' });
  assert.equal(other.code, 'conflict');
  assert.match(other.json.error.message.vi, /Mã thao tác này đã dùng/);
  const move = { id: death.id, unitId: 1, hamlet: null, reason: 'x' };
  assert.equal((await post(teller, `/people/${binh}/move`, move)).code, 'conflict');
});

test('a death recorded by mistake is taken back by two, and its vouchers are due again or named for a new list', async () => {
  const binh = await citizenOf(db, BINH);
  assert.equal((await voucherOf(BINH)).status, 'returned');
  const what = {
    kind: 'death-correction',
    citizenId: binh,
    document: 'Xác nhận của UBND xã',
    reason: 'Trùng tên với người khác',
  };
  const id = newId();
  assert.equal((await post(accountant, '/proposals', { id, what })).code, 'not_allowed');
  const alive = { ...what, citizenId: await citizenOf(db, HOA) };
  assert.equal((await post(teller, '/proposals', { id, what: alive })).code, 'death_not_recorded');
  assert.equal((await post(teller, '/proposals', { id, what })).status, 200);
  const grant = { granted: true, note: null };
  assert.equal((await post(teller, `/proposals/${id}/ruling`, grant)).code, 'not_allowed');
  const done = await post(controller, `/proposals/${id}/ruling`, grant);
  assert.deepEqual(done.json.deathCorrected, {
    diedOn: '2020-11-05',
    replanned: 1,
    reissue: [],
    paidToHeirs: [],
  });
  assert.deepEqual((await post(controller, `/proposals/${id}/ruling`, grant)).json, done.json);
  const voucher = await voucherOf(BINH);
  const desk = await showOfficeHand(db.read, camLoId, 'desk');
  const thing = await db.read
    .selectFrom('thing')
    .select('holder')
    .where('id', '=', voucher.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual([voucher.status, thing.holder], ['due', desk.id]);
  const [rollup] = (
    await db.read
      .selectFrom('payout_rollup')
      .select(['returned_count', 'returned_vnd'])
      .where('office_id', '=', camLoId)
      .execute()
  ).filter((row) => row.returned_count !== 0);
  assert.equal(rollup, undefined, 'nothing is counted as returned any more');
  const page = await get(teller, `/people/${binh}?officeId=${camLoId}`);
  assert.deepEqual([page.json.diedOn, page.json.vouchers[0].whyNot], [null, null]);
  const kept = await db.read.selectFrom('citizen_death_correction').selectAll().execute();
  assert.deepEqual(
    kept.map((row) => [row.id, row.died_on, row.document, row.evidence]),
    [[id, '2020-11-05', 'Trích lục 9', what.document]],
  );
});

test('a return above the limit needs two, none of whom pays, and never takes more than was proposed', async () => {
  await db.owner.pool.query(
    `insert into payout_setting (name, valid_from, value_vnd, legal_basis) values ('unpaid-two-people-above', '2020-12-01', 2000000, 'thử')`,
  );
  const what = {
    kind: 'unpaid-return',
    programme: 'merit',
    month: '2020-12',
    officeIds: null,
    reason: 'không đến nhận',
  };
  const { kind: _, ...body } = what;
  const ask = (cookie: string, id = newId()) =>
    month.counter.ask(cookie, 'POST', '/payouts/unpaid', { id, ...body });
  assert.equal((await ask(controller)).code, 'two_people_needed');
  const paying = month.province.tellers[0] as (typeof month.province.tellers)[number];
  await db.owner.pool.query(
    `insert into role_grant (id, staff_id, role, office_id, valid_from) values ($1, $2, 'treasurer', $3, '2020-01-01')`,
    [newId(), paying.id, rootId],
  );
  assert.equal((await ask(await openTestSession(db.owner, paying.id))).code, 'payer_returns');

  const propose = (id: string) =>
    post(controller, '/proposals', { id, officeId: rootId, what: { ...what, officeIds: [camLoId] } });
  const grant = (id: string) =>
    post(accountant, `/proposals/${id}/ruling`, { officeId: rootId, granted: true, note: null });
  // One of the two vouchers is on its way when it is proposed, and back when it is granted.
  const away = await voucherOf(HOA);
  const desk = await showOfficeHand(db.read, camLoId, 'desk');
  const bag = await showOfficeHand(db.read, camLoId, 'transit');
  const hold = (hand: string) =>
    db.owner.pool.query('update thing set holder = $2 where id = $1', [away.id, hand]);
  await hold(bag.id);
  const first = newId();
  assert.equal((await propose(first)).status, 200);
  await hold(desk.id);
  assert.equal((await grant(first)).code, 'proposal_outgrown');
  const second = newId();
  assert.equal((await propose(second)).status, 200);
  await hold(bag.id);
  assert.equal((await grant(second)).status, 200);
  assert.deepEqual([(await voucherOf(HOA)).status, (await voucherOf(BINH)).status], ['due', 'returned']);
  const third = newId();
  assert.equal((await propose(third)).code, 'nothing_unpaid');
  // What others hold is named and stays.
  const asked = newId();
  const left = await ask(controller, asked);
  assert.deepEqual(
    [left.json.vouchers, left.json.skipped.map((each: { voucherId: string }) => each.voucherId)],
    [0, [away.id]],
  );
  await hold(desk.id);
  // Sent again after what was held has come back: it is the first return, and takes no more than that did.
  const again = await ask(controller, asked);
  assert.deepEqual(again.json, { ...left.json, already: true });
  assert.equal((await voucherOf(HOA)).status, 'due');
});

test('a voucher that a death recalled from a month settled since is named for a new list', async () => {
  const hoa = await citizenOf(db, HOA);
  const death = { id: newId(), diedOn: '2020-11-05', document: 'Trích lục 11' };
  assert.equal((await post(teller, `/people/${hoa}/death`, death)).json.recalled, 1);
  await db.owner.pool.query(
    `insert into settlement (id, programme, month, figures, returned_vnd, fee_vnd, made_by, made_at)
     values ($1, 'merit', '2020-12-01', '{}', 0, 0, $2, now())`,
    [newId(), month.province.treasurer.id],
  );
  const id = newId();
  const what = { kind: 'death-correction', citizenId: hoa, document: 'Giấy xác nhận', reason: 'nhầm người' };
  assert.equal((await post(teller, '/proposals', { id, what })).status, 200);
  const done = await post(controller, `/proposals/${id}/ruling`, { granted: true, note: null });
  const voucher = await voucherOf(HOA);
  assert.equal(voucher.status, 'returned');
  const named = {
    voucherId: voucher.id,
    programme: 'merit',
    month: '2020-12',
    benefitMonth: '2020-12',
    amountVnd: '1624000',
  };
  assert.deepEqual([done.json.deathCorrected.replanned, done.json.deathCorrected.reissue], [0, [named]]);
  const again = await post(controller, `/proposals/${id}/ruling`, { granted: true, note: null });
  assert.deepEqual(again.json, done.json);
});
