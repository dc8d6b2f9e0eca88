import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { settableClock } from '#kernel/testing/clock.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { holidaysRoutes } from '#places/holidays/routes.ts';
import { officesRoutes } from '#places/offices/routes.ts';
import { letGoOfOffice, planVouchers } from '../plan/actions/plan.ts';
import type { Person } from '../posting.ts';
import { type Counter, importPeople, openCounter } from '../testing/counter.ts';
import { smallProvince, type SmallProvince } from '../testing/province.ts';
import { referenceRoutes } from './routes.ts';

const db = await cloneDatabase();
const clock = settableClock('2020-12-06T09:00:00+07:00');
let province: SmallProvince;
let counter: Counter;
let admin: string;

before(async () => {
  province = await smallProvince(db, new Date('2020-11-28T08:00:00+07:00'));
  await importPeople(db, province, clock.now(), ['Nguyễn Thị Hòa;1950;045150000001;Xã Cam Hiếu']);
  counter = await openCounter(db, [
    referenceRoutes({ db, clock }),
    holidaysRoutes({ db, clock }),
    officesRoutes({ db, clock, letGo: letGoOfOffice }),
  ]);
  admin = await counter.cookie('administrator', province.rootId);
});
after(() => counter.server.close());

const post = (url: string, body: object) => counter.ask(admin, 'POST', url, body);
const get = (url: string) => counter.ask(admin, 'GET', url);

async function ruleOf(programme: string) {
  const { json } = await get('/payouts/programme-rules');
  return json.find((each: { programme: string }) => each.programme === programme);
}

function changeOf(rule: Record<string, unknown>, more: object) {
  const keys =
    'programme opensOn pointFrom pointTo officeFrom officeTo bankFrom bankTo settleOn unpaidRule suspendAfterMonths homeAge feePerMillion feePerVoucherVnd';
  const kept = Object.fromEntries(keys.split(' ').map((key) => [key, rule[key]]));
  return { ...kept, id: newId(), validFrom: '2031-03-01', legalBasis: 'Công văn 15/BHXH', ...more };
}

test('a rule begins on a day and ends the one before it the day before; neither is overwritten', async () => {
  const old = await ruleOf('merit');
  const change = changeOf(old, { homeAge: 75 });
  assert.equal((await post('/payouts/programme-rules', change)).code, null);
  assert.equal((await post('/payouts/programme-rules', change)).code, null);
  const { json } = await get('/payouts/programme-rules');
  const rules = json.filter((each: { programme: string }) => each.programme === 'merit');
  assert.deepEqual([rules[0].homeAge, rules[0].validFrom, rules[0].validTo], [75, '2031-03-01', null]);
  assert.deepEqual([rules[1].homeAge, rules[1].validTo], [old.homeAge, '2031-02-28']);
});

test('a rule does not reach back over a list that was taken in, nor before the rule that stands, nor out of order', async () => {
  const pension = await ruleOf('pension');
  const code = async (more: object, rule = pension) =>
    (await post('/payouts/programme-rules', changeOf(rule, more))).code;
  assert.equal(await code({ validFrom: '1990-01-01' }), 'version_not_newer');
  assert.equal(await code({ settleOn: 1 }), 'days_out_of_order');
  const assistance = await ruleOf('assistance');
  await db.owner.pool.query(
    `insert into payout_list select gen_random_uuid(), 'assistance', '2032-01-01', kind, file_name, sha256('x'), file_bytes, people, vouchers, total_vnd, findings, handover_id, accepted_by, accepted_at
     from payout_list limit 1`,
  );
  assert.equal(await code({ validFrom: '2031-12-01' }, assistance), 'rule_in_use');
});

test('a limit and a rate change from a day on, never back', async () => {
  const limit = {
    name: 'two-people-above',
    valueVnd: '300000000',
    validFrom: '2021-01-01',
    legalBasis: 'QĐ 1',
  };
  assert.equal((await post('/payouts/settings', { ...limit, validFrom: '2020-12-01' })).code, 'day_past');
  assert.equal((await post('/payouts/settings', limit)).status, 200);
  assert.equal((await post('/payouts/settings', { ...limit, valueVnd: '1' })).code, 'version_not_newer');
  const { json } = await get('/payouts/rates');
  const [rate] = json;
  const next = {
    code: rate.code,
    grade: rate.grade,
    amountVnd: '1700000',
    coefficient: null,
    legalBasis: 'NĐ 75',
  };
  assert.equal(
    (await post('/payouts/rates', { ...next, validFrom: rate.validFrom })).code,
    'version_not_newer',
  );
  assert.equal(
    (await post('/payouts/rates', { ...next, amountVnd: null, validFrom: '2021-07-01' })).code,
    'rate_empty',
  );
  assert.equal((await post('/payouts/rates', { ...next, validFrom: '2031-07-01' })).status, 200);
});

test('a day off is added ahead; an office opens, serves what nobody serves, and closes when it holds nothing', async () => {
  const day = { day: '2031-02-10', kind: 'holiday', name: 'Nghỉ Tết', legalBasis: 'TB 1' };
  assert.equal((await post('/holidays', day)).status, 200);
  assert.equal((await post('/holidays', { ...day, name: 'Khác' })).code, 'holiday_known');
  assert.equal((await post('/holidays', { ...day, day: '2020-12-05' })).code, 'holiday_past');
  const office = {
    code: 'CL-99',
    name: 'Điểm thử',
    kind: 'point',
    parentCode: 'CL',
    communeCodes: [],
    lat: null,
    lon: null,
  };
  const opened = await post('/offices', office);
  assert.equal(opened.status, 200);
  assert.equal((await post('/offices', office)).code, 'office_known');
  assert.equal(
    (await post('/offices', { ...office, code: 'CL-98', communeCodes: ['00000'] })).code,
    'not_found',
  );
  assert.equal((await post(`/offices/${province.camLoId}/closing`, {})).code, 'office_has_below');
  // A voucher that is to be paid there stands at the province still: the office holds nothing, and is awaited.
  const planned = `update voucher set office_id = $1 where id = (select min(id::text)::uuid from voucher where status = 'due')`;
  await db.owner.pool.query(planned, [opened.json.id]);
  await db.owner.pool.query(
    `insert into payout_rollup (month, programme, office_id, unit_id) select month, programme, office_id, 0 from voucher where office_id = $1`,
    [opened.json.id],
  );
  const awaited = await post(`/offices/${opened.json.id}/closing`, {});
  assert.deepEqual(
    [awaited.code, awaited.json.error.facts],
    ['office_awaited', { vouchers: 1, office: 'Điểm thử' }],
  );
  await db.owner.pool.query('update voucher set office_id = $1 where office_id = $2', [
    province.camLoId,
    opened.json.id,
  ]);
  assert.equal((await post(`/offices/${opened.json.id}/closing`, {})).status, 200);
  const [doer] = province.tellers;
  const toOfficeId = opened.json.id as string;
  const command = { doer: doer as Person, officeId: province.camLoId, month: '2020-12', programme: 'merit' };
  await assert.rejects(
    db.write((tx) => planVouchers(tx, clock.now(), { ...command, who: {}, change: { toOfficeId } })),
    { code: 'office_closed' },
  );
  const { json: communes } = await get('/offices/communes');
  const commune = (name: string) => communes.find((each: { name: string }) => each.name === name);
  assert.deepEqual(commune('Xã Cam Hiếu'), { ...commune('Xã Cam Hiếu'), office: 'Bưu điện huyện Cam Lộ' });
  assert.deepEqual(commune('Xã Triệu Ái'), { ...commune('Xã Triệu Ái'), office: null });
  const { json } = await get('/offices/all');
  assert.equal(json.find((each: { code: string }) => each.code === 'CL-99').closedOn, '2020-12-06');
});

test('nobody but the administrator changes what the law decides', async () => {
  const chief = await counter.cookie('chief-accountant', province.rootId);
  const rule = await ruleOf('pension');
  assert.equal(
    (await counter.ask(chief, 'POST', '/payouts/programme-rules', changeOf(rule, {}))).status,
    403,
  );
  assert.equal((await counter.ask(chief, 'GET', '/payouts/programme-rules')).status, 200);
});
