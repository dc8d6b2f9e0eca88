import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeTestPerson } from '#kernel/access/testing/signed-in.ts';
import { openHands, showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { HOA, type ServedMonth, serveMonth } from '../../testing/served.ts';

const db = await cloneDatabase();
const MORE = 300;
const EACH_VND = 1_624_000n;
let month: ServedMonth;
let officeId: string;
let teller: { readonly staffId: string; readonly cookie: string };
let desk: string;
let bag: string;

before(async () => {
  month = await serveMonth(db, MORE);
  officeId = month.province.camLoId;
  teller = await makeTestPerson(db.owner, [{ role: 'teller', officeId }]);
  desk = (await showOfficeHand(db.read, officeId, 'desk')).id;
  const [hand] = await db.write((tx) =>
    openHands(tx, month.clock.now(), [{ kind: 'bag', officeId, staffId: teller.staffId, name: 'Túi thử' }]),
  );
  bag = hand?.id as string;
});
after(() => month.close());

const groups = (hand: string) =>
  month.counter.ask(teller.cookie, 'GET', `/payouts/hands/${hand}/voucher-groups?officeId=${officeId}`);

const search = (hand: string, filter: object = {}, cookie = teller.cookie, at = officeId) =>
  month.counter.ask(cookie, 'POST', `/payouts/hands/${hand}/vouchers/search`, { officeId: at, ...filter });

async function all(hand: string, filter: object = {}): Promise<{ id: string }[]> {
  const { json } = await search(hand, { limit: 200, ...filter });
  return json.next === null
    ? json.items
    : [...json.items, ...(await all(hand, { ...filter, after: json.next }))];
}

test('what a desk holds is told by day and place and by list, and every voucher is found once', async () => {
  const { json } = await groups(desk);
  const people = MORE + 2;
  assert.deepEqual([json.vouchers, json.totalVnd], [people, (EACH_VND * BigInt(people)).toString()]);
  for (const each of [json.days, json.lists])
    assert.equal(
      each.reduce((sum: number, group: { vouchers: number }) => sum + group.vouchers, 0),
      people,
    );
  assert.equal(new Set((await all(desk)).map(({ id }) => id)).size, people);
  const [day] = json.days;
  assert.equal((await all(desk, { payOn: day.payOn, atOfficeId: day.officeId })).length, day.vouchers);
  assert.equal((await all(desk, { listId: json.lists[0].listId })).length, json.lists[0].vouchers);
  assert.equal((await all(desk, { payOn: '2020-12-31' })).length, 0);
});

test('a person is found by a number, a card or part of the name, and nobody by something too short', async () => {
  const names = async (q: string) =>
    (await search(desk, { q })).json.items.map(({ fullName }: { fullName: string }) => fullName);
  assert.deepEqual(await names(HOA), ['Nguyễn Thị Hòa']);
  assert.deepEqual(await names(`${HOA}||Nguyễn Thị Hòa|01011950|Nữ|Cam Hiếu|01012022`), ['Nguyễn Thị Hòa']);
  assert.deepEqual(await names('thi hoa'), ['Nguyễn Thị Hòa']);
  assert.deepEqual(await names('x'), []);
});

test('several hundred go in one handover and lie in the bag once it is accepted; what is paid or frozen is not offered', async () => {
  const things = (await all(desk)).map(({ id }) => id).slice(0, 250);
  const offerId = newId();
  const post = (url: string, body: object) =>
    month.counter.ask(teller.cookie, 'POST', `/payouts${url}`, { officeId, ...body });
  const offered = await post('/offers', { id: offerId, fromHand: desk, towardHand: bag, things });
  assert.equal(offered.status, 200, JSON.stringify(offered.json));
  assert.equal((await groups(desk)).json.vouchers, MORE + 2 - 250);
  assert.equal((await groups(bag)).json.vouchers, 0);
  const offer = `/payouts/offers/${offerId}/vouchers?officeId=${officeId}&limit=249`;
  const { json: seen } = await month.counter.ask(teller.cookie, 'GET', offer);
  assert.ok(things.includes(seen.items[0].id) && seen.next !== null);
  assert.deepEqual(Object.keys(seen.items[0]).toSorted(), [
    'amountVnd',
    'benefitMonth',
    'fullName',
    'id',
    'programme',
  ]);
  const last = await month.counter.ask(teller.cookie, 'GET', `${offer}&after=${seen.next}`);
  assert.deepEqual([last.json.items.length, last.json.next], [1, null]);
  const other = await month.counter.cookie('teller', officeId);
  assert.equal((await month.counter.ask(other, 'GET', offer)).code, 'not_allowed');
  assert.equal((await post(`/offers/${offerId}/acceptance`, { id: newId() })).status, 200);
  assert.deepEqual((await month.counter.ask(teller.cookie, 'GET', offer)).json.items, []);
  assert.equal((await all(bag)).length, 250);
  const [paid, bank, frozen] = await all(bag);
  await db.owner.pool.query(`update voucher set status = 'paid' where id = $1`, [paid?.id]);
  await db.owner.pool.query(`update voucher set channel = 'bank' where id = $1`, [bank?.id]);
  await db.owner.pool.query('update thing set held_by = holder where id = $1', [frozen?.id]);
  assert.equal((await all(bag)).length, 247);
});

test('a bag is looked into by whoever carries it, and a desk by its own office', async () => {
  const other = await month.counter.cookie('teller', officeId);
  assert.equal((await search(bag, {}, other)).code, 'not_allowed');
  const far = await month.counter.cookie('teller', month.farId);
  assert.equal((await search(desk, {}, far, month.farId)).code, 'not_allowed');
});
