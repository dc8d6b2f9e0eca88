import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { BINH, citizenOf, type ServedMonth, serveMonth } from '../testing/served.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let controller: string;
let manager: string;

before(async () => {
  month = await serveMonth(db);
  controller = await month.counter.cookie('payout-controller', month.province.rootId);
  manager = await month.counter.cookie('district-manager', month.province.camLoId);
});
after(() => month.close());

const ask = (url: string, cookie = manager) => month.counter.ask(cookie, 'GET', url);
const send = (url: string, body: object, cookie = manager) => month.counter.ask(cookie, 'POST', url, body);
const here = () => ({ officeId: month.province.camLoId, month: '2020-12' });
const where = () => `officeId=${month.province.camLoId}&month=2020-12`;

interface Cell {
  readonly officeId: string;
  readonly day: string;
  readonly channel: string;
  readonly people: number;
  readonly vnd: string;
}

const cells = async (): Promise<Cell[]> => (await ask(`/payouts/plan?${where()}`)).json.cells;

test('the plan tells each day of each office; a day moved there takes its people along, and only below the planner', async () => {
  const before = await cells();
  const [first] = before.filter(({ channel }) => channel === 'point');
  assert.ok(first);
  const move = { atOfficeId: first.officeId, fromDay: first.day, toDay: '2020-12-18' };
  const far = { ...move, atOfficeId: month.farId };
  assert.equal((await send('/payouts/plan/moves', { ...here(), moves: [far] })).code, 'not_allowed');
  const outside = { ...move, toDay: '2021-01-18' };
  assert.equal((await send('/payouts/plan/moves', { ...here(), moves: [outside] })).code, 'day_outside');
  assert.deepEqual(await cells(), before);

  const moved = await send('/payouts/plan/moves', { ...here(), moves: [move] });
  assert.ok(moved.json.vouchers >= 1, JSON.stringify(moved.json));
  const now = await cells();
  assert.ok(now.some(({ day, vnd }) => day === '2020-12-18' && vnd === first.vnd));
  assert.ok(!now.some(({ day, channel }) => day === first.day && channel === 'point'));
  const total = (all: Cell[]) => all.reduce((sum, { vnd }) => sum + BigInt(vnd), 0n);
  assert.equal(total(now), total(before));
  const late = await db.read
    .selectFrom('voucher')
    .select('id')
    .whereRef('pay_until', '<', 'pay_on')
    .execute();
  assert.equal(late.length, 0, 'nobody is late before their day has come');
  assert.equal((await send('/payouts/plan/moves', { ...here(), moves: [move] })).code, 'nothing_to_plan');
});

test('an exception by person says why, and is refused for another district', async () => {
  const binh = await citizenOf(db, BINH);
  const { json } = await ask(`/payouts/plan/people?${where()}&q=binh&age=80`);
  assert.equal(json.total, 1);
  assert.equal(json.items[0].citizenId, binh);
  const change = { voucherIds: [json.items[0].id], change: { channel: 'office' }, why: 'request' };
  const elsewhere = await month.counter.cookie('district-manager', month.farId);
  const theirs = { officeId: month.farId, month: '2020-12', ...change };
  assert.equal((await send('/payouts/plan/people', theirs, elsewhere)).code, 'nothing_to_plan');
  const nowhere = { ...here(), change: { toOfficeId: newId() } };
  const byName = { ...change, ...nowhere };
  assert.equal((await send('/payouts/plan/people', byName)).code, 'not_found');
  const inBulk = { ...nowhere, programme: 'pension', who: { voucherIds: change.voucherIds } };
  assert.equal((await send('/payouts/plan', inBulk)).code, 'not_found');
  assert.equal((await send('/payouts/plan/people', { ...here(), ...change })).json.vouchers, 1);
  const kept = await db.read
    .selectFrom('plan_change')
    .select('change')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  assert.equal((kept.change as { why?: string }).why, 'request');
});

test('what was printed is kept, and what has changed since is told line by line', async () => {
  const id = newId();
  const print = () => send('/payouts/plan/prints', { id, ...here() });
  assert.equal((await print()).json.version, 1);
  assert.equal((await print()).json.version, 1, 'the same printing again is the same');
  const since = () => ask(`/payouts/plan/prints/${id}/differences?officeId=${month.province.camLoId}`);
  assert.deepEqual((await since()).json, []);
  const [cell] = await cells();
  assert.ok(cell);
  const move = { atOfficeId: cell.officeId, fromDay: cell.day, toDay: '2020-12-17', channel: cell.channel };
  assert.equal((await send('/payouts/plan/moves', { ...here(), moves: [move] })).status, 200);
  const { json } = await since();
  assert.deepEqual(
    json.map((row: { day: string; beforePeople: number; nowPeople: number }) => [
      row.day,
      row.beforePeople,
      row.nowPeople,
    ]),
    [
      [cell.day, cell.people, 0],
      ['2020-12-17', 0, cell.people],
    ].sort(),
  );
  assert.equal((await send('/payouts/plan/prints', { id: newId(), ...here() })).json.version, 2);
});

test('a limit holds from its day on, and the newest one counts', async () => {
  const limit = (people: number | null) =>
    send('/payouts/plan/limits', {
      officeId: month.province.camLoId,
      officeIds: [month.province.camLoId],
      people,
      from: '2020-12-01',
    });
  const now = async () =>
    (await ask(`/payouts/plan?${where()}`)).json.offices.find(
      (each: { id: string }) => each.id === month.province.camLoId,
    ).dayLimit;
  assert.equal(await now(), null);
  assert.equal((await limit(120)).json.offices, 1);
  assert.equal(await now(), 120);
  month.clock.set('2020-12-06T10:00:00+07:00');
  await limit(null);
  assert.equal(await now(), null);
  const elsewhere = {
    officeId: month.province.camLoId,
    officeIds: [month.farId],
    people: 5,
    from: '2020-12-01',
  };
  assert.equal((await send('/payouts/plan/limits', elsewhere)).code, 'not_allowed');
  assert.equal((await send('/payouts/plan/limits', elsewhere, controller)).code, 'not_allowed');
});

test('the groups of a day add up to its cells', async () => {
  const [cell] = await cells();
  assert.ok(cell);
  const { json } = await ask(`/payouts/plan/groups?officeId=${cell.officeId}&month=2020-12&day=${cell.day}`);
  const day = (await cells()).filter((each) => each.officeId === cell.officeId && each.day === cell.day);
  const sum = (all: { vnd: string }[]) => all.reduce((vnd, each) => vnd + BigInt(each.vnd), 0n);
  assert.equal(sum(json), sum(day));
});
