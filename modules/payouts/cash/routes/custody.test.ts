import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestSession } from '#kernel/access/testing/signed-in.ts';
import {
  findPersonalHand,
  type HandKind,
  openHands,
  showOfficeHand,
  sumHands,
} from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { acceptOffer, offer } from '../actions/offers.ts';
import { pay } from '../../pay/actions/pay.ts';
import { citizenOf, HOA, type ServedMonth, serveMonth } from '../../testing/served.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let teller: string;
let treasurer: string;
let drawer: string;
let camLoId: string;

before(async () => {
  month = await serveMonth(db);
  const { counter, province } = month;
  camLoId = province.camLoId;
  teller = await counter.cookie('teller', camLoId);
  treasurer = await counter.cookie('treasurer', camLoId);
  const grant = await db.read
    .selectFrom('role_grant as g')
    .innerJoin('staff as s', 's.id', 'g.staff_id')
    .select('g.staff_id')
    .where('s.username', 'like', 'test-%')
    .where('g.role', '=', 'teller')
    .executeTakeFirstOrThrow();
  const opened = await db.write((tx) =>
    openHands(tx, month.clock.now(), [
      { kind: 'drawer', officeId: camLoId, staffId: grant.staff_id, name: 'Ngăn kéo thử' },
    ]),
  );
  drawer = opened[0]?.id as string;
});
after(() => month.close());

const handAt = async (officeId: string, kind: HandKind) => (await showOfficeHand(db.read, officeId, kind)).id;
const held = async (hand: string) => (await sumHands(db.read, [hand])).get(hand);
const post = (cookie: string, url: string, body: object) =>
  month.counter.ask(cookie, 'POST', `/payouts${url}`, { officeId: camLoId, ...body });

test('nobody gives out of a hand that is no cash box, and a teller not out of the vault', async () => {
  const count = { '500000': 4 };
  for (const kind of ['party', 'suspense', 'transit', 'desk'] as const) {
    const id = newId();
    const body = { id, fromHand: await handAt(camLoId, kind), towardHand: drawer, count };
    const offered = await post(teller, '/offers', body);
    assert.ok([403, 409].includes(offered.status), `${kind}: ${offered.status}`);
    await post(teller, `/offers/${id}/acceptance`, { id: newId(), count });
    assert.equal(await held(drawer), 0n, kind);
  }
  const vault = await handAt(camLoId, 'vault');
  const fromVault = await post(teller, '/offers', {
    id: newId(),
    fromHand: vault,
    towardHand: drawer,
    count,
  });
  assert.equal(fromVault.code, 'not_allowed');
  const closed = { id: newId(), handId: vault, day: '2020-12-06', count: {}, thingsCounted: 0 };
  assert.equal((await post(teller, '/closes/hand', closed)).code, 'not_allowed');
});

test('cash is offered toward a cash box only, whoever proposes or orders it', async () => {
  const vault = await handAt(camLoId, 'vault');
  const { rootId } = month.province;
  const unfit = [
    await handAt(rootId, 'bank'),
    await handAt(rootId, 'income'),
    await handAt(camLoId, 'party'),
    await handAt(camLoId, 'suspense'),
    await handAt(camLoId, 'transit'),
    await handAt(camLoId, 'desk'),
    vault,
  ];
  const count = { '1000': 1 };
  for (const towardHand of unfit) {
    const offered = await post(treasurer, '/offers', { id: newId(), fromHand: vault, towardHand, count });
    assert.equal(offered.code, 'hand_unfit', JSON.stringify(offered.json));
    const order = { id: newId(), month: '2020-12', fromHand: vault, toHand: towardHand, count };
    assert.equal((await post(treasurer, '/orders', order)).code, 'hand_unfit');
    const what = { kind: 'offer', fromHand: vault, towardHand, count };
    assert.equal((await post(treasurer, '/proposals', { id: newId(), what })).code, 'hand_unfit');
  }
});

test('the bank account is not counted as notes', async () => {
  const { counter, province } = month;
  const root = await counter.cookie('treasurer', province.rootId);
  const bank = await handAt(province.rootId, 'bank');
  const before = await held(bank);
  const body = { id: newId(), handId: bank, day: '2020-12-06', count: {}, thingsCounted: 0 };
  const closed = await post(root, '/closes/hand', { ...body, officeId: province.rootId });
  assert.equal(closed.code, 'not_allowed');
  assert.equal(await held(bank), before);
});

test('an order is sent only by who keeps the hand it leaves', async () => {
  const [vault, far] = [await handAt(camLoId, 'vault'), await handAt(month.farId, 'vault')];
  const [orderId, count] = [newId(), { '100000': 10 }];
  const made = { id: orderId, month: '2020-12', fromHand: vault, toHand: far, count };
  assert.equal((await post(treasurer, '/orders', made)).status, 200);
  const sending = { id: newId(), count };
  assert.equal((await post(teller, `/orders/${orderId}/sending`, sending)).code, 'not_allowed');
  assert.equal((await post(treasurer, `/orders/${orderId}/sending`, sending)).status, 200);
});

test('an office takes back only its own payments, and only a payment', async () => {
  const { counter, farId, clock, province } = month;
  const mine = await findPersonalHand(db.read, province.tellers[0]?.id as string, 'drawer');
  const first = province.tellers[0] as (typeof province.tellers)[number];
  const voucher = await db.read
    .selectFrom('voucher')
    .select('id')
    .where('citizen_id', '=', await citizenOf(db, HOA))
    .executeTakeFirstOrThrow();
  const paymentId = newId();
  await db.write(async (tx) => {
    const offerId = newId();
    const count = { '500000': 8 };
    const from = await showOfficeHand(tx, camLoId, 'vault');
    const cash = { id: offerId, doer: province.treasurer, from, towardHand: mine?.id as string, count };
    await offer(tx, clock.now(), cash);
    await acceptOffer(tx, clock.now(), { id: newId(), doer: first, offerId, count });
    const command = {
      id: paymentId,
      doer: first,
      officeId: camLoId,
      voucherIds: [voucher.id],
      collector: { kind: 'self' as const },
      signed: 'paper' as const,
      occurredAt: clock.now(),
    };
    assert.ok('receiptNo' in ((await pay(tx, clock.now(), [command]))[0] ?? {}));
  });
  const keeper = await counter.cookie('point-keeper', farId);
  const what = { kind: 'pay-reverse', paymentHandoverId: paymentId, reason: 'sai người' };
  const foreign = await post(keeper, '/proposals', { id: newId(), officeId: farId, what });
  assert.equal(foreign.code, 'not_found', JSON.stringify(foreign.json));
  const draw = await db.read
    .selectFrom('handover')
    .select('id')
    .where('kind', '=', 'bank-draw')
    .executeTakeFirstOrThrow();
  const noPayment = { ...what, paymentHandoverId: draw.id };
  assert.equal((await post(treasurer, '/proposals', { id: newId(), what: noPayment })).code, 'not_found');
  // Anybody else of the office is told who paid; the payer and a controller over the office may ask.
  const stranger = await post(treasurer, '/proposals', { id: newId(), what });
  assert.equal(stranger.code, 'not_payer');
  assert.equal(stranger.json.error.facts.by, first.name);
  const payer = await openTestSession(db.owner, first.id);
  const controller = await counter.cookie('payout-controller', province.rootId);
  const asked = newId();
  assert.equal((await post(payer, '/proposals', { id: asked, what })).status, 200);
  assert.equal((await post(controller, '/proposals', { id: newId(), what })).status, 200);
  const ruling = { granted: true, note: null };
  assert.equal((await post(payer, `/proposals/${asked}/ruling`, ruling)).code, 'not_allowed');
  assert.equal((await post(controller, `/proposals/${asked}/ruling`, ruling)).status, 200);
  const late = await post(controller, '/proposals', { id: newId(), what });
  assert.equal(late.code, 'already_reversed');
});

test('an offer is answered once however often its answer is sent at the same moment', async () => {
  const vault = await handAt(camLoId, 'vault');
  const count = { '10000': 3 };
  const before = (await held(drawer)) as bigint;
  for (const how of ['acceptance', 'return'] as const) {
    const id = newId();
    const given = await post(treasurer, '/offers', { id, fromHand: vault, towardHand: drawer, count });
    assert.equal(given.status, 200);
    const answer = how === 'acceptance' ? { count } : { how: 'refuse', reason: 'sai' };
    const body = { id: newId(), ...answer };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post(teller, `/offers/${id}/${how}`, body)),
    );
    assert.deepEqual(
      answers.map(({ code }) => code),
      Array(6).fill(null),
      how,
    );
    assert.equal((await post(teller, `/offers/${id}/${how}`, { ...body, id: newId() })).code, 'offer_closed');
  }
  assert.equal(await held(drawer), before + 30_000n);
});

test('the same id with another body is refused, never answered as the first', async () => {
  const { rootId } = month.province;
  const vault = await handAt(camLoId, 'vault');
  const id = newId();
  const what = {
    kind: 'offer',
    fromHand: vault,
    towardHand: await handAt(rootId, 'vault'),
    count: { '1000': 1 },
  };
  assert.equal((await post(treasurer, '/proposals', { id, what })).status, 200);
  assert.equal((await post(treasurer, '/proposals', { id, what })).status, 200);
  const more = { ...what, count: { '1000': 900 } };
  assert.equal((await post(treasurer, '/proposals', { id, what: more })).code, 'conflict');

  const close = { id: newId(), handId: drawer, day: '2020-12-06', count: { '10000': 3 }, thingsCounted: 0 };
  assert.equal((await post(teller, '/closes/hand', close)).status, 200);
  assert.equal((await post(teller, '/closes/hand', close)).status, 200);
  const recount = await post(teller, '/closes/hand', { ...close, count: { '1000': 5 } });
  assert.equal(recount.code, 'conflict');
});

test('what is on its way and what is to be counted name who is to do it', async () => {
  const nameOf = async (role: string) =>
    (
      await db.read
        .selectFrom('role_grant as g')
        .innerJoin('staff as s', 's.id', 'g.staff_id')
        .select('s.name')
        .distinct()
        .where('g.role', '=', role)
        .where('g.office_id', '=', camLoId)
        .orderBy('s.name')
        .execute()
    ).map(({ name }) => name);
  const fromHand = await handAt(camLoId, 'vault');
  const offered = { id: newId(), fromHand, towardHand: drawer, count: { '500000': 1 } };
  assert.equal((await post(treasurer, '/offers', offered)).status, 200);
  const { json } = await month.counter.ask(treasurer, 'GET', `/payouts/transit?officeId=${camLoId}`);
  const toDrawer = json.items.find(({ id }: { id: string }) => id === offered.id);
  assert.ok((await nameOf('teller')).includes(toDrawer.takers));
  const closing = await month.counter.ask(treasurer, 'GET', `/payouts/closing?officeId=${camLoId}`);
  const vault = closing.json.hands.find(({ kind }: { kind: string }) => kind === 'vault');
  assert.equal(vault.holder, (await nameOf('treasurer')).join(', '));
});
