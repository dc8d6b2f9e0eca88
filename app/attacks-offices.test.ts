import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openTestSession, type TestPerson } from '#kernel/access/testing/signed-in.ts';
import { methodOf, pathOf, type Route, type RouteKey } from '#kernel/contract/contract.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Known, likely } from '#kernel/testing/fuzz.ts';
import { newId } from '#kernel/words/id.ts';
import { openHouse } from './testing/house.ts';
import { readKnown } from './testing/known.ts';
import { furnish, listFile, pictureFile, type World } from './testing/world.ts';

/** What somebody with every role at one office gets of another office, whose ids they know. */
const house = await openHouse(await cloneDatabase(), 10);
const { db, month, send } = house;
const { farId } = month;
const { camLoId, rootId } = month.province;
let world: World;
let stranger: TestPerson;
let known: Known;
/** Ids of people, vouchers, money and phones that are not the stranger's. */
let foreign: string[];
let answered = 0;

before(async () => {
  world = await furnish(house);
  stranger = await house.person(farId);
  known = await readKnown(db, [world.doer.staffId, world.other.staffId, stranger.staffId], []);
  const { rows } = await db.owner.pool.query<{ id: string }>(
    `select id from citizen union select id from voucher union select handover_id from payment union select id from authority
     union select id from device union select id from custody_case union select id from payout_list union select id from round
     union select h.id from hand h where office_id <> $1`,
    [farId],
  );
  foreign = rows.map(({ id }) => id);
});
after(async () => {
  await house.close();
  assert.deepEqual(house.defects, []);
});

/** Where another office's things are named on purpose. */
const SHARED: Readonly<Record<string, string>> = {
  'POST /payouts/people/search': 'whoever comes to any counter is found, with masked numbers',
  'GET /payouts/takers': 'whom cash may be handed to',
  'GET /payouts/transit': 'cash on its way is seen at both its ends',
  'GET /payouts/orders': 'an order is seen at both its ends',
  'POST /payouts/orders': 'cash of the own vault is ordered toward others',
};

const judged = house.routes.filter(
  ([key, { may, reply }]) => may !== 'anyone' && reply !== 'events' && !/^\w+ \/(auth|staff|entry)/.test(key),
);
for (const [key, route] of judged.filter(([each]) => !(each in SHARED)))
  test(`${key} gives and takes nothing of another office`, async () => {
    for (const { asked, taken, status, text } of await askAs(stranger, farId, key, route)) {
      if (status >= 400) continue;
      const shown = foreign.filter((id) => text.includes(id));
      assert.deepEqual(shown, [], `shown for ${asked}`);
      if (methodOf(key) !== 'GET') assert.deepEqual(taken, [], `${text} for ${asked}`);
    }
    const own = await askAs(world.doer, camLoId, key, route);
    if (own.some(({ status, taken }) => status < 400 && taken.length > 0)) answered++;
  });

test('those whose things they are got answers to the same questions', () => {
  assert.ok(answered > 30, `${answered} routes`);
});

async function askAs({ staffId }: TestPerson, officeId: string, key: RouteKey, route: Route) {
  const { params, query, body, upload } = route;
  const parts = { ...(params && { params }), ...(query && { query }), ...(body && { body }) };
  const whole = { type: 'object', properties: parts, required: Object.keys(parts) };
  const here = { ...known, byField: { ...known.byField, officeId: [officeId] } };
  const cookie = await openTestSession(db.owner, staffId);
  const answers = [];
  for (const each of fc.sample(likely(whole, here), { numRuns: 12, seed: 1 })) {
    const asked = each as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const path = pathOf(key).replace(/:([a-zA-Z]+)/g, (_, name: string) => String(asked['params']?.[name]));
    const pairs = Object.entries(asked['query'] ?? {}).map(
      ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
    );
    const sent = { cookie, body: asked['body'], ...(upload && { file: pictureFile() }) };
    const { status, answer } = await send(methodOf(key), `${path}?${pairs.join('&')}`, sent);
    const named = JSON.stringify(asked);
    const taken = foreign.filter((id) => named.includes(id));
    answers.push({ asked: named, taken, status, text: answer.body });
  }
  return answers;
}

test("a funder's file is looked at, accepted and withdrawn by the province alone", async () => {
  const { cookie } = await house.person(camLoId, 'payout-controller', 'chief-accountant');
  const fields = { id: newId(), programme: 'merit', month: '2020-12', kind: 'supplementary' };
  const file = listFile(3, 'Lê Thị Lạ', '045150000903');
  for (const path of ['/payouts/list-checks', '/payouts/lists'])
    assert.equal((await send('POST', path, { cookie, body: fields, file })).code, 'not_allowed', path);
  const check = await send('POST', '/payouts/list-checks', { cookie: world.doer.cookie, body: fields, file });
  assert.equal(check.status, 200, check.answer.body);
  const seen = `/payouts/list-checks/${fields.id}`;
  for (const path of [seen, `${seen}/progress`])
    assert.equal((await send('GET', path, { cookie })).code, 'not_allowed', path);
  const mapped = { id: newId(), mapping: { fullName: 'B' } };
  assert.equal((await send('POST', `${seen}/mapping`, { cookie, body: mapped })).code, 'not_allowed');
  const accepted = { id: newId() };
  assert.equal((await send('POST', `${seen}/acceptance`, { cookie, body: accepted })).code, 'not_allowed');
  // A second look at something else, under the id of the first.
  const again = { cookie: world.other.cookie, body: { ...fields, programme: 'pension' }, file };
  assert.equal((await send('POST', '/payouts/list-checks', again)).code, 'conflict');

  const { json } = await send('GET', '/payouts/lists', { cookie: world.doer.cookie });
  for (const { id } of json.items) {
    const outlook = `/payouts/lists/${id}/withdrawal`;
    assert.equal((await send('GET', outlook, { cookie })).code, 'not_allowed');
    const goes = { vouchers: 1, totalVnd: '1624000', rest: true, document: 'CV', reason: 'Nhầm' };
    for (const path of [outlook, `/payouts/lists/${id}/restoration`])
      assert.ok((await send('POST', path, { cookie, body: { id: newId(), ...goes } })).status >= 400, path);
    const what = {
      kind: 'list-withdrawal',
      listId: id,
      vouchers: 1,
      rest: true,
      document: 'CV',
      reason: 'Nhầm',
    };
    for (const officeId of [camLoId, rootId]) {
      const proposal = { id: newId(), officeId, what };
      assert.equal(
        (await send('POST', '/payouts/proposals', { cookie, body: proposal })).code,
        'not_allowed',
      );
    }
  }
  const { rows } = await db.owner.pool.query('select from list_withdrawal');
  assert.equal(rows.length, 0);
});

test("the place where another office's page ended leads nowhere but into one's own rows", async () => {
  const pages = house.routes.filter(
    ([key, { scope, query }]) => scope === 'office' && methodOf(key) === 'GET' && query?.properties['after'],
  );
  let followed = 0;
  for (const [key, { query }] of pages.filter(([each]) => !pathOf(each).includes(':'))) {
    const named = Object.entries({ month: '2020-12', until: '2020-12-31' }).filter(
      ([name]) => query?.properties[name],
    );
    const ask = async (officeId: string, cookie: string, after = '') => {
      const asked = new URLSearchParams([...named, ['officeId', officeId], ['limit', '1']]);
      if (after) asked.set('after', after);
      return (await send('GET', `${pathOf(key)}?${asked.toString()}`, { cookie })).json;
    };
    const first = await ask(rootId, world.doer.cookie);
    if (!first?.next) continue;
    followed++;
    const next = await ask(farId, stranger.cookie, first.next);
    const own = await ask(farId, stranger.cookie);
    assert.ok(next.items.length <= 1 && own.items, key);
    const text = JSON.stringify(next.items);
    if (!(key in SHARED))
      assert.deepEqual(
        foreign.filter((id) => text.includes(id)),
        [],
        key,
      );
  }
  assert.ok(followed > 2, `${followed} lists have a second page`);
});
