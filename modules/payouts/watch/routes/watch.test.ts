import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findPersonalHand, showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { settableClock } from '#kernel/testing/clock.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { openOffices } from '#places/offices/offices.ts';
import { acceptVouchers, distributeVouchers } from '../../cash/actions/distribute.ts';
import { moveBankCash, recordFunding } from '../../cash/actions/money.ts';
import type { Person } from '../../posting.ts';
import { acceptOffer, offer } from '../../cash/actions/offers.ts';
import { watchPlan } from '../actions/overdue.ts';
import { readOverview } from '../actions/overview.ts';
import { pay } from '../../pay/actions/pay.ts';
import { type Counter, importPeople, openCounter } from '../../testing/counter.ts';
import { smallProvince, type SmallProvince } from '../../testing/province.ts';
import { watchRoutes } from './watch.ts';

const db = await cloneDatabase();
const clock = settableClock('2020-12-06T09:00:00+07:00');
const listed = new Date('2020-11-28T08:00:00+07:00');
const payday = new Date('2020-12-06T09:00:00+07:00');
const EACH = 1_624_000n;
const PEOPLE = 8;
let province: SmallProvince;
let counter: Counter;
let director: string;
let farId: string;

before(async () => {
  province = await smallProvince(db, listed);
  const { treasurer, controller, camLoId, tellers } = province;
  const [far] = await db.owner.write((tx) =>
    openOffices(tx, listed, '2019-01-01', [
      {
        code: 'HH',
        name: 'Bưu điện huyện Hướng Hóa',
        kind: 'district',
        parentCode: 'QT',
        communeCodes: [],
        lat: null,
        lon: null,
      },
    ]),
  );
  farId = (far as { id: string }).id;
  const people = Array.from({ length: PEOPLE }, (_, i) => `Nguyễn Thị Thử;1950;04515000010${i};Xã Cam Hiếu`);
  await importPeople(db, province, listed, people);
  const sent = await db.write((tx) =>
    distributeVouchers(tx, listed, { doer: controller, month: '2020-12', programme: null }),
  );
  const offerIds = sent.offers.map((each) => each.id);
  const teller = tellers[0] as Person;
  await db.write((tx) => acceptVouchers(tx, listed, { doer: teller, officeId: camLoId, offerIds }));
  const amountVnd = EACH * BigInt(PEOPLE);
  const { count } = fewestNotes(amountVnd);
  await db.write(async (tx) => {
    await recordFunding(tx, listed, {
      id: newId(),
      doer: treasurer,
      programme: 'merit',
      month: '2020-12',
      amountVnd,
      document: 'UNC 01',
    });
    await moveBankCash(tx, payday, {
      id: newId(),
      doer: treasurer,
      officeId: camLoId,
      direction: 'draw',
      count,
      document: 'Séc 01',
      witnessId: null,
    });
    const vault = await showOfficeHand(tx, camLoId, 'vault');
    const [one, two] = await Promise.all(tellers.map((each) => findPersonalHand(tx, each.id, 'drawer')));
    const half = fewestNotes(EACH * 4n).count;
    const offerId = newId();
    await offer(tx, payday, {
      id: offerId,
      doer: treasurer,
      from: vault,
      towardHand: one?.id as string,
      count: half,
    });
    // A note of 100,000 is missing: it stands in suspense, with a case.
    const counted = fewestNotes(EACH * 4n - 100_000n).count;
    await acceptOffer(tx, payday, { id: newId(), doer: teller, offerId, count: counted });
    // The other half is still on its way.
    await offer(tx, payday, {
      id: newId(),
      doer: treasurer,
      from: vault,
      towardHand: two?.id as string,
      count: half,
    });
  });
  const due = await db.read.selectFrom('voucher').select('id').orderBy('id').limit(2).execute();
  const commands = due.map((row) => ({
    id: newId(),
    doer: teller,
    officeId: camLoId,
    voucherIds: [row.id],
    collector: { kind: 'self' as const },
    signed: 'paper' as const,
    occurredAt: payday,
  }));
  await db.write((tx) => pay(tx, payday, commands));
  counter = await openCounter(db, [watchRoutes({ db, clock })]);
  director = await counter.cookie('provincial-director', province.rootId);
});
after(() => counter.server.close());

const get = (url: string, cookie = director) => counter.ask(cookie, 'GET', url);
const overview = (officeId: string) => get(`/payouts/overview?month=2020-12&officeId=${officeId}`);

test('the province and the office see the same month, and it adds up', async () => {
  const [whole, own] = await Promise.all([overview(province.rootId), overview(province.camLoId)]);
  assert.equal(whole.status, 200, JSON.stringify(whole.json));
  const figures = {
    dueCount: PEOPLE,
    dueVnd: String(EACH * BigInt(PEOPLE)),
    paidCount: 2,
    paidVnd: String(EACH * 2n),
    bankCount: 0,
    bankVnd: '0',
    returnedCount: 0,
    returnedVnd: '0',
  };
  assert.deepEqual(whole.json.total, figures);
  assert.deepEqual(own.json.total, figures);
  const branch = whole.json.offices.find((each: { code: string }) => each.code === 'CL');
  assert.deepEqual(branch, { ...branch, ...figures, late: false, overdueCount: 0 });
  assert.equal(whole.json.communes.length, 1);
  assert.equal(whole.json.communes[0].name, 'Xã Cam Hiếu');
  const merit = whole.json.programmes.find((each: { code: string }) => each.code === 'merit');
  assert.equal(merit.fundedVnd, String(EACH * BigInt(PEOPLE)));
  assert.deepEqual(whole.json.hours, [
    { day: '2020-12-06', hour: 9, paidCount: 2, paidVnd: String(EACH * 2n) },
  ]);
  assert.deepEqual(own.json.above, [{ id: province.rootId, name: 'Bưu điện tỉnh Quảng Trị' }]);
  assert.equal((await overview(farId)).json.total.dueCount, 0);
});

test('an office is late when its days have passed with vouchers due, by the clock', async () => {
  const camLo = async (at: string) => {
    clock.set(at);
    await watchPlan(db, clock.now());
    const { offices, lateAsOf } = (await overview(province.rootId)).json;
    assert.equal(Date.parse(lateAsOf), Date.parse(at));
    clock.set('2020-12-06T09:00:00+07:00');
    const { late, overdueCount, overdueVnd, overdueSince } = offices.find(
      (each: { code: string }) => each.code === 'CL',
    );
    return { late, overdueCount, overdueVnd, overdueSince };
  };
  const onTime = { late: false, overdueCount: 0, overdueVnd: '0', overdueSince: null };
  const since = '2020-12-05';
  // All six are planned for the 5th, and two of eight were paid: on the day itself nobody is late.
  assert.deepEqual(await camLo('2020-12-05T18:00:00+07:00'), onTime);
  const six = { overdueCount: 6, overdueVnd: String(EACH * 6n), overdueSince: since };
  assert.deepEqual(await camLo('2020-12-06T09:00:00+07:00'), { late: true, ...six });
  // A share of the day's people may come later, until the last day of the office.
  await db.owner.pool.query('update programme_rule set late_above_percent = 75');
  assert.deepEqual(await camLo('2020-12-06T09:00:00+07:00'), { late: false, ...six });
  assert.deepEqual(await camLo('2020-12-19T09:00:00+07:00'), { late: false, ...six });
  assert.deepEqual(await camLo('2020-12-20T09:00:00+07:00'), { late: true, ...six });
  // An account voucher is the province's, and overdue only after the bank's last day.
  await db.owner.pool.query(
    `update voucher set channel = 'bank', pay_until = '2020-12-08' where status = 'due'`,
  );
  assert.deepEqual(await camLo('2020-12-08T09:00:00+07:00'), onTime);
  clock.set('2020-12-09T09:00:00+07:00');
  await watchPlan(db, clock.now());
  const province9 = await db.read.selectFrom('payout_overdue').selectAll().where('late', '=', true).execute();
  assert.deepEqual(
    province9.map((row) => [row.office_id, row.overdue_count]),
    [[province.rootId, 6]],
  );
  await db.owner.pool.query(
    `update voucher set channel = 'point', pay_until = '2020-12-12' where status = 'due'`,
  );
  await db.owner.pool.query('update programme_rule set late_above_percent = 20');
  clock.set('2020-12-06T09:00:00+07:00');
  await watchPlan(db, clock.now());
});

test('cash in every kind of hand is what the moves say', async () => {
  const { cash, openCases, openOffers } = (await overview(province.camLoId)).json;
  const hands = await db.read
    .selectFrom('hand')
    .select(['id', 'kind'])
    .where('office_id', '=', province.camLoId)
    .execute();
  const sums = await sumHands(
    db.read,
    hands.map((hand) => hand.id),
  );
  for (const kind of ['vault', 'drawer', 'transit', 'suspense']) {
    const sum = hands
      .filter((hand) => hand.kind === kind)
      .reduce((total, hand) => total + (sums.get(hand.id) ?? 0n), 0n);
    assert.equal(cash[`${kind}Vnd`], sum.toString(), kind);
  }
  assert.equal(cash.transitVnd, String(EACH * 4n));
  assert.equal(cash.suspenseVnd, '100000');
  assert.deepEqual(openCases, { count: 1, amountVnd: '100000' });
  assert.equal(openOffers, 1);
  assert.equal((await overview(farId)).json.cash.transitVnd, '0');
});

test('the overview reads neither payments nor vouchers', async () => {
  await db.owner.pool.query('revoke select on payment, voucher, payout_list from tungnha_app');
  const { total } = await readOverview(db.read, { month: '2020-12', path: 'QT', today: '2020-12-06' });
  await db.owner.pool.query('grant select on payment, voucher, payout_list to tungnha_app');
  assert.equal(total.paidCount, 2);
});

test('hands, handovers and cases are read page by page to the last, within the subtree', async () => {
  const all = async (url: string, limit: number) => {
    const items: { id: string }[] = [];
    for (let after: string | null = ''; after !== null;) {
      const answer = await get(`${url}&limit=${limit}${after ? `&after=${after}` : ''}`);
      assert.equal(answer.status, 200, JSON.stringify(answer.json));
      items.push(...answer.json.items);
      after = answer.json.next;
    }
    return items;
  };
  const { rootId, camLoId } = province;
  for (const list of ['hands', 'handovers'] as const) {
    for (const officeId of [rootId, camLoId]) {
      const url = `/payouts/${list}?officeId=${officeId}`;
      const [slow, fast] = [await all(url, 1), await all(url, 100)];
      assert.ok(fast.length > 3, `${list} ${fast.length}`);
      assert.deepEqual(slow, fast, list);
      assert.equal(new Set(fast.map((each) => each.id)).size, fast.length);
    }
  }
  const drawer = await findPersonalHand(db.read, province.tellers[0]?.id as string, 'drawer');
  const url = `/payouts/handovers?officeId=${rootId}&handId=${drawer?.id}`;
  const moved = await all(url, 1);
  assert.deepEqual(moved, await all(url, 100));
  assert.equal(moved.length, 3);
  assert.equal((await all(`${url}&kind=pay`, 100)).length, 2);
  const paid = (days: string) => all(`/payouts/handovers?officeId=${camLoId}&kind=pay&${days}`, 1);
  assert.equal((await paid('from=2020-12-06&to=2020-12-06')).length, 2);
  assert.equal((await paid('from=2020-12-01&to=2020-12-31')).length, 2);
  assert.deepEqual(await paid('from=2020-11-01&to=2020-12-05'), []);
  assert.deepEqual(await paid('from=2020-12-07'), []);
  assert.deepEqual(await all(`/payouts/handovers?officeId=${farId}`, 100), []);
  assert.equal((await all(`/payouts/cases?officeId=${rootId}`, 1)).length, 1);
  assert.deepEqual(await all(`/payouts/cases?officeId=${rootId}&state=ruled`, 1), []);
  assert.deepEqual(await all(`/payouts/cases?officeId=${farId}`, 1), []);
});

test('another office and a role that is not admitted are refused', async () => {
  const manager = await counter.cookie('district-manager', farId);
  assert.equal(
    (await get(`/payouts/overview?month=2020-12&officeId=${province.camLoId}`, manager)).code,
    'not_allowed',
  );
  const teller = await counter.cookie('teller', province.camLoId);
  assert.equal((await get(`/payouts/hands?officeId=${province.camLoId}`, teller)).code, 'not_allowed');
  const months = await get('/payouts/months', teller);
  assert.deepEqual(months.json, [
    {
      month: '2020-12',
      begun: true,
      dueVnd: String(EACH * BigInt(PEOPLE)),
      paidVnd: String(EACH * 2n),
      dueCount: PEOPLE,
      paidCount: 2,
    },
  ]);
  assert.deepEqual((await get('/payouts/months', manager)).json, []);
});
