import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeTestPerson } from '#kernel/access/testing/signed-in.ts';
import { openHands, showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { type ServedMonth, serveMonth } from '../../testing/served.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let officeId: string;
let teller: { readonly staffId: string; readonly cookie: string };
let treasurer: string;
let drawer: string;

before(async () => {
  month = await serveMonth(db, 2);
  officeId = month.province.camLoId;
  teller = await makeTestPerson(db.owner, [{ role: 'teller', officeId }]);
  treasurer = await month.counter.cookie('treasurer', officeId);
  const [hand] = await db.write((tx) =>
    openHands(tx, month.clock.now(), [
      { kind: 'drawer', officeId, staffId: teller.staffId, name: 'Ngăn kéo' },
    ]),
  );
  drawer = hand?.id as string;
});
after(() => month.close());

const post = (cookie: string, url: string, body: object) =>
  month.counter.ask(cookie, 'POST', `/payouts${url}`, { officeId, ...body });
const notes = async (cookie = teller.cookie) =>
  month.counter.ask(cookie, 'GET', `/payouts/hands/${drawer}/notes?officeId=${officeId}`);
const NOTES = { '500000': 6, '100000': 3, '20000': 5, '2000': 10, '1000': 4 };

async function pay(count?: Record<string, number>): Promise<void> {
  const voucher = await db.read
    .selectFrom('voucher')
    .select('id')
    .where('status', '=', 'due')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const answer = await post(teller.cookie, '/payments', {
    id: newId(),
    voucherIds: [voucher.id],
    collector: { kind: 'self' },
    signed: 'paper',
    occurredAt: month.clock.now().toISOString(),
    ...(count && { count }),
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.json));
}

test('a drawer knows its notes from what came in and what was written of each payment', async () => {
  assert.deepEqual((await notes()).json, { atMost: {}, exact: true, countedOn: null });
  const vault = await showOfficeHand(db.read, officeId, 'vault');
  const offerId = newId();
  const offered = { id: offerId, fromHand: vault.id, towardHand: drawer, count: NOTES };
  assert.equal((await post(treasurer, '/offers', offered)).status, 200);
  const accepted = await post(teller.cookie, `/offers/${offerId}/acceptance`, { id: newId(), count: NOTES });
  assert.equal(accepted.status, 200, JSON.stringify(accepted.json));
  assert.deepEqual((await notes()).json, { atMost: NOTES, exact: true, countedOn: null });
  assert.equal((await notes(treasurer)).code, 'not_allowed', 'a drawer is its own person’s to look into');
  await pay({ '500000': 3, '100000': 1, '20000': 1, '2000': 2 });
  assert.deepEqual((await notes()).json, {
    atMost: { '500000': 3, '100000': 2, '20000': 4, '2000': 8, '1000': 4 },
    exact: true,
    countedOn: null,
  });
  await pay();
  const after = (await notes()).json;
  assert.deepEqual([after.exact, after.atMost['500000']], [false, 3]);
});

test('a close counts the drawer anew, and from then on its notes are known again', async () => {
  const left = 3_420_000n - 2n * 1_624_000n;
  assert.equal(left, 172_000n);
  const counted = { '100000': 1, '20000': 3, '2000': 6 };
  const closed = await post(teller.cookie, '/closes/hand', {
    id: newId(),
    handId: drawer,
    day: '2020-12-06',
    count: counted,
    thingsCounted: 0,
  });
  assert.equal(closed.status, 200, JSON.stringify(closed.json));
  month.clock.set('2020-12-07T09:00:00+07:00');
  assert.deepEqual((await notes()).json, { atMost: counted, exact: true, countedOn: '2020-12-06' });
});
