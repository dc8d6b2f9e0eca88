import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { settableClock } from '#kernel/testing/clock.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { distributeVouchers } from '../../cash/actions/distribute.ts';
import { type Counter, importPeople, openCounter } from '../../testing/counter.ts';
import { smallProvince, type SmallProvince } from '../../testing/province.ts';
import { cashRoutes } from '../../cash/routes/cash.ts';
import { workRoutes } from './work.ts';

const db = await cloneDatabase();
const listed = new Date('2020-11-28T08:00:00+07:00');
const clock = settableClock('2020-12-06T09:00:00+07:00');
let province: SmallProvince;
let counter: Counter;

before(async () => {
  province = await smallProvince(db, listed);
  await importPeople(db, province, listed, ['Nguyễn Thị Hòa;1950;045150000001;Xã Cam Hiếu']);
  await db.write((tx) =>
    distributeVouchers(tx, listed, { doer: province.controller, month: '2020-12', programme: null }),
  );
  counter = await openCounter(db, [workRoutes({ db, clock }), cashRoutes({ db, clock })]);
});
after(() => counter.server.close());

const work = async (cookie: string, officeId: string) => {
  const answer = await counter.ask(cookie, 'GET', `/payouts/work?officeId=${officeId}`);
  assert.equal(answer.status, 200);
  return new Map(
    (
      answer.json as {
        kind: string;
        state: string;
        count: number;
        amountVnd: string;
        shortages: unknown[];
        underfunded: unknown[];
      }[]
    ).map((each) => [each.kind, each]),
  );
};

test('a teller finds the vouchers sent to the office, and nothing of other trades', async () => {
  const teller = await counter.cookie('teller', province.camLoId);
  const found = await work(teller, province.camLoId);
  assert.equal(found.get('offers-to-me')?.count, 1);
  assert.equal(found.get('offers-to-me')?.state, 'late');
  assert.deepEqual([...found.keys()], ['offers-to-me']);
});

test('the controller misses the lists of the other programmes, late by their day, and money short for the one that came', async () => {
  const found = await work(await counter.cookie('payout-controller', province.rootId), province.rootId);
  assert.equal(found.get('funding-short')?.state, 'mismatch');
  assert.equal(found.get('funding-short')?.amountVnd, '1624000');
  assert.deepEqual(found.get('funding-short')?.underfunded, [
    {
      programme: 'merit',
      nameVi: 'Trợ cấp ưu đãi người có công',
      nameEn: 'Allowances for people with merit',
      month: '2020-12',
      missingVnd: '1624000',
      since: '2020-11-28',
    },
  ]);
  assert.equal(found.get('lists-missing')?.state, 'late');
  assert.ok((found.get('lists-missing')?.count ?? 0) >= 3);
});

test('an order waits for the second person and never for who made it', async () => {
  const cookie = await counter.cookie('chief-accountant', province.rootId);
  const { rows } = await db.owner.pool.query(
    `select h.id, h.office_id from hand h join office o on o.id = h.office_id where h.kind = 'vault' and o.path = 'QT'`,
  );
  const other = await db.owner.pool.query(
    `select h.id from hand h join office o on o.id = h.office_id where h.kind = 'vault' and o.path <> 'QT' limit 1`,
  );
  const me = await db.owner.pool.query(
    `select staff_id from role_grant where role = 'chief-accountant' order by granted_at desc limit 1`,
  );
  const make = (by: string) =>
    db.owner.pool.query(
      `insert into cash_order (id, month, from_hand, to_hand, amount_vnd, notes, needs_approval, made_by, made_at)
       values ($1, '2020-12-01', $2, $3, 500000000, '{}', true, $4, $5)`,
      [newId(), rows[0].id, other.rows[0].id, by, clock.now()],
    );
  await make(me.rows[0].staff_id);
  assert.equal((await work(cookie, province.rootId)).get('orders-to-approve'), undefined);
  await make(province.treasurer.id);
  const waiting = (await work(cookie, province.rootId)).get('orders-to-approve');
  assert.deepEqual([waiting?.count, waiting?.amountVnd, waiting?.state], [1, '500000000', 'waits']);
});

test('the treasurer is told which office cannot pay what is planned, how much by when, until an order covers it', async () => {
  const cookie = await counter.cookie('treasurer', province.rootId);
  const vaults = await db.owner.pool.query<{ id: string; office_id: string }>(
    `select h.id, h.office_id from hand h where h.kind = 'vault' and h.closed_at is null`,
  );
  const vaultOf = (officeId: string) => vaults.rows.find((each) => each.office_id === officeId)?.id;
  const order = (amountVnd: string) =>
    db.owner.pool.query(
      `insert into cash_order (id, month, from_hand, to_hand, amount_vnd, notes, needs_approval, made_by, made_at)
       values ($1, '2020-12-01', $2, $3, $4, '{}', false, $5, $6)`,
      [
        newId(),
        vaultOf(province.rootId),
        vaultOf(province.camLoId),
        amountVnd,
        province.treasurer.id,
        clock.now(),
      ],
    );
  const { rows: planned } = await db.owner.pool.query<{ pay_on: string; name: string }>(
    `select v.pay_on::text, o.name from voucher v join office o on o.id = v.office_id`,
  );
  await db.owner.pool.query(`delete from cash_order`);
  const short = (await work(cookie, province.rootId)).get('cash-short');
  assert.deepEqual(
    [short?.count, short?.amountVnd, short?.state, short?.shortages],
    [1, '1624000', 'late', [{ office: planned[0]?.name, missingVnd: '1624000', by: planned[0]?.pay_on }]],
  );
  const needs = await counter.ask(
    cookie,
    'GET',
    `/payouts/cash-needs?officeId=${province.rootId}&month=2020-12&until=2020-12-09`,
  );
  const wanted = (needs.json as { wantedVnd: string }[]).filter(({ wantedVnd }) => wantedVnd !== '0');
  assert.deepEqual(
    wanted.map(({ wantedVnd }) => wantedVnd),
    ['1624000'],
  );
  await order('1000000');
  assert.equal((await work(cookie, province.rootId)).get('cash-short')?.amountVnd, '624000');
  await order('624000');
  assert.equal((await work(cookie, province.rootId)).get('cash-short'), undefined);
});

test('an office out of reach is not told', async () => {
  const teller = await counter.cookie('teller', province.camLoId);
  const answer = await counter.ask(teller, 'GET', `/payouts/work?officeId=${province.rootId}`);
  assert.equal(answer.status, 403);
});

test('money that has not come is told the treasurer of the province in later months too, and of no district', async () => {
  const treasurer = await counter.cookie('treasurer', province.rootId);
  const district = await counter.cookie('treasurer', province.camLoId);
  const before = clock.now();
  clock.set('2021-01-05T09:00:00+07:00');
  assert.equal((await work(treasurer, province.rootId)).get('funding-short')?.amountVnd, '1624000');
  assert.equal((await work(district, province.camLoId)).get('funding-short'), undefined);
  clock.set(before);
});
