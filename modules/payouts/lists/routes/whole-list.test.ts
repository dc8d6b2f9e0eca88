import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeTestPerson } from '#kernel/access/testing/signed-in.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { findRollupDifferences } from '../../watch/store/reconcile.ts';
import { importPeople } from '../../testing/counter.ts';
import { BINH, cccdOf, citizenOf, HOA, type ServedMonth, serveMonth } from '../../testing/served.ts';

const EACH = 1_624_000;
const db = await cloneDatabase();
let month: ServedMonth;
let listId: string;
let camLoId: string;
let rootId: string;
let controller: string;
let accountant: string;
let teller: string;

before(async () => {
  month = await serveMonth(db, 4);
  ({ camLoId, rootId } = month.province);
  controller = await month.counter.cookie('payout-controller', rootId);
  accountant = await month.counter.cookie('chief-accountant', rootId);
  teller = await month.counter.cookie('teller', camLoId);
  listId = (await db.read.selectFrom('payout_list').select('id').executeTakeFirstOrThrow()).id;
  await limit(1_000_000_000);
});
after(() => month.close());

const limit = (vnd: number) =>
  db.owner.pool.query(
    `insert into payout_setting (name, valid_from, value_vnd, legal_basis) values ('unpaid-two-people-above', '2020-12-01', $1, 'thử')
     on conflict (name, valid_from) do update set value_vnd = excluded.value_vnd`,
    [vnd],
  );
const get = (url: string, cookie = controller) => month.counter.ask(cookie, 'GET', `/payouts${url}`);
const post = (url: string, body: object, cookie = controller) =>
  month.counter.ask(cookie, 'POST', `/payouts${url}`, body);
const outlook = async () => (await get(`/lists/${listId}/withdrawal`)).json;
const said = { document: 'Công văn 12/BHXH', reason: 'Cơ quan gửi nhầm danh sách' };
const vouchers = async () =>
  (
    await db.read
      .selectFrom('voucher as v')
      .innerJoin('thing as t', 't.id', 'v.id')
      .innerJoin('hand as h', 'h.id', 't.holder')
      .select(['v.status', 'h.kind', (eb) => eb.fn.countAll<bigint>().as('n')])
      .groupBy(['v.status', 'h.kind'])
      .orderBy('v.status')
      .orderBy('h.kind')
      .execute()
  ).map(({ status, kind, n }) => `${n} ${status} ${kind}`);
const rollup = async () =>
  (await db.read
    .selectFrom('payout_rollup')
    .select((eb) => [eb.fn.sum('due_count').as('n'), eb.fn.sum('due_vnd').as('vnd')])
    .executeTakeFirstOrThrow()) as unknown as { n: bigint; vnd: string };

test('a whole list goes in one act, is told before in figures, and comes back whole', async () => {
  const seen = await outlook();
  assert.deepEqual(
    [seen.goes, seen.paid.vouchers, seen.away, seen.settled],
    [{ vouchers: 6, totalVnd: String(6 * EACH) }, 0, [], false],
  );
  const body = { id: newId(), ...seen.goes, rest: false, ...said };
  assert.equal((await post(`/lists/${listId}/withdrawal`, { ...body, vouchers: 5 })).code, 'list_changed');
  assert.equal((await post(`/lists/${listId}/withdrawal`, body, accountant)).code, 'not_allowed');
  const [first, second] = await Promise.all([
    post(`/lists/${listId}/withdrawal`, body),
    post(`/lists/${listId}/withdrawal`, body),
  ]);
  assert.deepEqual(
    [first?.json.vouchers, second?.json.vouchers, [first?.json.already, second?.json.already].toSorted()],
    [6, 6, [false, true]],
  );
  assert.deepEqual(await vouchers(), ['6 withdrawn agency']);
  assert.deepEqual(await findRollupDifferences(db.read, '2020-12'), []);
  assert.equal(Number((await rollup()).n), 0);
  const own = (await get(`/lists/${listId}`)).json;
  assert.deepEqual(
    own.withdrawals.map((each: { listId: string; vouchers: number; restored: boolean }) => [
      each.listId,
      each.vouchers,
      each.restored,
    ]),
    [[body.id, 6, false]],
  );
  const made = (await get(`/lists/${body.id}`)).json;
  assert.deepEqual(
    [made.kind, made.people, made.totalVnd, made.of.listId],
    ['withdrawal', 6, String(6 * EACH), listId],
  );
  const file = await month.counter.server.app.inject({
    url: `/api/payouts/lists/${body.id}/file`,
    headers: { cookie: controller },
  });
  assert.equal(file.body.split('\r\n').length, 6 + 2, 'a head, a line a voucher, and the end of the last');
  assert.match(file.body, /045\*\*\*\*\*0001/, 'no number in full');
  assert.equal((await post(`/lists/${body.id}/withdrawal`, body)).code, 'conflict');
  assert.equal(
    (await post(`/lists/${body.id}/withdrawal`, { ...body, id: newId() })).code,
    'list_is_withdrawal',
  );
  assert.equal(
    (await post(`/lists/${listId}/withdrawal`, { ...body, id: newId() })).code,
    'nothing_to_withdraw',
  );

  assert.equal((await get(`/lists/${listId}/restoration`)).code, 'list_not_withdrawal');
  const back = (await get(`/lists/${body.id}/restoration`)).json;
  assert.equal(back.vouchers, 6);
  const again = { id: newId(), vouchers: 6, totalVnd: back.totalVnd, reason: 'Thu hồi nhầm' };
  assert.equal((await post(`/lists/${body.id}/restoration`, { ...again, vouchers: 5 })).code, 'list_changed');
  assert.equal((await post(`/lists/${body.id}/restoration`, again)).status, 200);
  assert.deepEqual(await vouchers(), ['6 due desk']);
  assert.deepEqual(await findRollupDifferences(db.read, '2020-12'), []);
  assert.equal(Number((await rollup()).n), 6);
  const reversals = await db.read
    .selectFrom('handover')
    .select(['kind', 'reverses'])
    .where('kind', '=', 'voucher-restore')
    .execute();
  assert.ok(reversals.length > 0 && reversals.every((each) => each.reverses !== null));
  const more = await post(`/lists/${body.id}/restoration`, { ...again, id: newId() });
  assert.equal(more.code, 'list_restored');
  assert.equal((await get(`/lists/${listId}`)).json.withdrawals[0].restored, true);
});

test('what is paid or on its way refuses the whole, and stays when the rest is withdrawn', async () => {
  const voucherOf = async (cccd: string) =>
    (
      await db.read
        .selectFrom('voucher')
        .select('id')
        .where('citizen_id', '=', await citizenOf(db, cccd))
        .where('withdrawn_by', 'is', null)
        .executeTakeFirstOrThrow()
    ).id;
  const transit = await showOfficeHand(db.read, camLoId, 'transit');
  const away = await voucherOf(HOA);
  await db.owner.pool.query('update thing set holder = $2 where id = $1', [away, transit.id]);
  const paid = await voucherOf(BINH);
  await db.owner.pool.query(`update voucher set status = 'paid' where id = $1`, [paid]);
  const seen = await outlook();
  assert.deepEqual(
    [seen.goes.vouchers, seen.paid.vouchers, seen.away.map((each: { vouchers: number }) => each.vouchers)],
    [4, 1, [1]],
  );
  const body = { id: newId(), ...seen.goes, rest: false, ...said };
  const whole = await post(`/lists/${listId}/withdrawal`, body);
  assert.deepEqual(
    [whole.code, whole.json.error.facts.paid, whole.json.error.facts.away],
    ['list_not_whole', 1, 1],
  );
  const done = await post(`/lists/${listId}/withdrawal`, { ...body, id: newId(), rest: true });
  assert.equal(done.json.vouchers, 4);
  const desk = await showOfficeHand(db.read, camLoId, 'desk');
  await db.owner.pool.query('update thing set holder = $2 where id = $1', [away, desk.id]);
  await db.owner.pool.query(`update voucher set status = 'due' where id = $1`, [paid]);
});

test('a withdrawn right is free for a new list; then its withdrawal is not taken back beside it', async () => {
  const withdrawals = (await get(`/lists/${listId}`)).json.withdrawals as {
    listId: string;
    restored: boolean;
  }[];
  const standing = withdrawals.find((each) => !each.restored);
  assert.ok(standing);
  await importPeople(db, month.province, month.clock.now(), [`Lê Văn An;1948;${cccdOf(1)};Xã Cam Hiếu`]);
  const { vouchers: n, totalVnd } = (await get(`/lists/${standing.listId}/restoration`)).json;
  const back = await post(`/lists/${standing.listId}/restoration`, {
    id: newId(),
    vouchers: n,
    totalVnd,
    reason: 'nhầm',
  });
  assert.deepEqual([back.code, back.json.error.facts.people.length], ['right_taken', 1]);
});

test('above the limit two people withdraw: who pays is none of them, and never more than was proposed', async () => {
  await limit(1_000_000);
  const { goes } = await outlook();
  const body = { id: newId(), ...goes, rest: true, ...said };
  assert.equal((await post(`/lists/${listId}/withdrawal`, body)).code, 'two_people_needed');
  const paying = await makeTestPerson(db.owner, [{ role: 'payout-controller', officeId: rootId }]);
  await db.owner.pool.query(
    `insert into hand (id, office_id, kind, name, staff_id, opened_at)
     select $1, $2, 'drawer', 'Ngăn kéo thử', $3, now()`,
    [newId(), camLoId, paying.staffId],
  );
  const teaching = await post(`/lists/${listId}/withdrawal`, { ...body, id: newId() }, paying.cookie);
  assert.equal(teaching.code, 'payer_returns');

  const what = { kind: 'list-withdrawal', listId, vouchers: goes.vouchers, rest: true, ...said };
  const id = newId();
  const propose = (officeId: string, cookie = controller) =>
    post('/proposals', { id, officeId, what }, cookie);
  assert.equal((await propose(camLoId)).code, 'not_allowed');
  assert.equal((await propose(rootId, teller)).code, 'not_allowed');
  assert.equal((await propose(rootId)).status, 200);
  const [waiting] = (await get(`/proposals?officeId=${rootId}`, accountant)).json.items;
  assert.deepEqual(
    [waiting.kind, waiting.amountVnd, waiting.mayRule],
    ['list-withdrawal', goes.totalVnd, true],
  );
  const rule = (granted: boolean) =>
    post(`/proposals/${id}/ruling`, { officeId: rootId, granted, note: null }, accountant);
  assert.equal((await rule(true)).status, 200);
  assert.equal((await outlook()).goes.vouchers, 0);
  const row = await db.read
    .selectFrom('list_withdrawal')
    .select(['list_id', 'witnessed_by'])
    .where('list_id', '=', id)
    .executeTakeFirstOrThrow();
  assert.ok(row.witnessed_by);
  const restoration = { kind: 'list-restoration', listId: id, vouchers: goes.vouchers, reason: 'nhầm' };
  const back = newId();
  assert.equal((await post('/proposals', { id: back, officeId: rootId, what: restoration })).status, 200);
  const granted = await post(
    `/proposals/${back}/ruling`,
    { officeId: rootId, granted: true, note: null },
    accountant,
  );
  assert.equal(granted.status, 200);
  assert.equal((await outlook()).goes.vouchers, goes.vouchers);
});

test('a settled month lets nothing go and nothing back', async () => {
  await limit(1_000_000_000);
  await db.owner.pool.query(
    `insert into settlement (id, programme, month, figures, returned_vnd, fee_vnd, made_by, made_at)
     values ($1, 'merit', '2020-12-01', '{}', 0, 0, $2, now())`,
    [newId(), month.province.treasurer.id],
  );
  const seen = await outlook();
  assert.equal(seen.settled, true);
  const refused = await post(`/lists/${listId}/withdrawal`, {
    id: newId(),
    ...seen.goes,
    rest: true,
    ...said,
  });
  assert.equal(refused.code, 'period_locked');
});
