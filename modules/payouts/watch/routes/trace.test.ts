import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findPersonalHand, openHands, showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { countedVnd, fewestNotes } from '#kernel/words/money.ts';
import type { Person } from '../../posting.ts';
import { acceptOffer, offer } from '../../cash/actions/offers.ts';
import { pay } from '../../pay/actions/pay.ts';
import { type ServedMonth, serveMonth } from '../../testing/served.ts';

const db = await cloneDatabase();
const EACH = 1_624_000n;
const SHORT = 50_000n;
const GIVEN = 20_000_000n;
let month: ServedMonth;
let office: string;
let treasurer: string;
let accountant: string;
let vault: Id;
let drawer: Id;
const offerId = newId();
const acceptance = newId();
const payment = newId();

const get = (cookie: string, url: string) => month.counter.ask(cookie, 'GET', url);

before(async () => {
  month = await serveMonth(db);
  const { province, clock } = month;
  const { camLoId, rootId, tellers } = province;
  office = camLoId;
  treasurer = await month.counter.cookie('treasurer', camLoId);
  accountant = await month.counter.cookie('chief-accountant', rootId);
  vault = (await showOfficeHand(db.read, camLoId, 'vault')).id;
  const teller = tellers[0] as Person;
  drawer = ((await findPersonalHand(db.read, teller.id, 'drawer')) as { id: Id }).id;
  const now = clock.now();
  await db.write(async (tx) => {
    const from = await showOfficeHand(tx, camLoId, 'vault');
    const given = fewestNotes(GIVEN).count;
    await offer(tx, now, {
      id: offerId,
      doer: province.treasurer,
      from,
      towardHand: drawer,
      count: given,
    });
    const count = fewestNotes(GIVEN - SHORT).count;
    await acceptOffer(tx, now, { id: acceptance, doer: teller, offerId, count });
  });
  const voucher = await db.read.selectFrom('voucher').select('id').orderBy('id').executeTakeFirstOrThrow();
  const at = new Date(now.valueOf() + 60_000);
  clock.set(at);
  await db.write((tx) =>
    pay(tx, at, [
      {
        id: payment,
        doer: teller,
        officeId: camLoId,
        voucherIds: [voucher.id],
        collector: { kind: 'self' },
        signed: 'paper',
        occurredAt: at,
      },
    ]),
  );
});
after(() => month.close());

test('a handover shows its moves, both counts, its chain and the paper of it', async () => {
  const { status, json } = await get(treasurer, `/payouts/handovers/${offerId}`);
  assert.equal(status, 200, JSON.stringify(json));
  assert.equal(json.kind, 'offer');
  assert.equal(json.amountVnd, String(GIVEN));
  assert.equal(json.money[0].from.id, vault);
  assert.equal(json.toward.id, drawer);
  assert.equal(json.waiting, false);
  assert.deepEqual(
    json.trail.map((step: { id: string; does: string | null }) => [step.id, step.does]),
    [
      [offerId, null],
      [acceptance, 'answers'],
    ],
  );
  assert.deepEqual(json.form, { form: 'cash-minutes', handoverId: acceptance, officeId: office });
  const answer = await get(treasurer, `/payouts/handovers/${acceptance}`);
  assert.deepEqual(
    answer.json.trail.map((step: { id: string }) => step.id),
    [offerId, acceptance],
  );
  assert.equal(answer.json.counts[0].side, 'accepted');
  assert.equal(answer.json.counts[0].amountVnd, String(GIVEN - SHORT));
  assert.equal(answer.json.cases[0].amountVnd, String(SHORT));
  const paid = await get(treasurer, `/payouts/handovers/${payment}`);
  assert.equal(paid.json.things.count, 1);
  assert.equal(paid.json.things.amountVnd, String(EACH));
  assert.match(paid.json.things.items[0].receiptNo, /./);
});

test('the paper of a handover names both people by their role on that day', async () => {
  const minutes = await month.counter.server.app.inject({
    url: `/api/payouts/forms/cash-minutes?officeId=${office}&handoverId=${acceptance}`,
    headers: { cookie: treasurer },
  });
  const text = textOfPdf(minutes.rawPayload).pages.join('\n');
  assert.match(text, /^Bên giao: [^,\n]+, Thủ quỹ, /m);
  assert.match(text, /^Bên nhận: [^,\n]+, Giao dịch viên, /m);
  assert.match(
    String(minutes.headers['content-disposition']),
    new RegExp(`bien-ban-giao-nhan-tien-mat-[\\w-]+-${acceptance.slice(-8)}\\.pdf`),
  );
});

test('a handover shows only to whoever sees an office that it touches', async () => {
  const stranger = await month.counter.cookie('treasurer', month.farId);
  assert.equal((await get(stranger, `/payouts/handovers/${offerId}`)).code, 'not_allowed');
  assert.equal((await get(stranger, `/payouts/handovers/${newId()}`)).code, 'not_found');
});

test('a difference shows what both sides counted, and suspense is explained by it', async () => {
  const cases = await get(accountant, `/payouts/cases?officeId=${office}`);
  const [one] = cases.json.items;
  assert.equal(one.amountVnd, String(SHORT));
  const detail = await get(accountant, `/payouts/cases/${one.id}`);
  assert.deepEqual(
    detail.json.sides.map((side: { side: string; amountVnd: string }) => [side.side, side.amountVnd]),
    [
      ['offered', String(GIVEN)],
      ['accepted', String(GIVEN - SHORT)],
    ],
  );
  assert.equal(detail.json.own, false);
  const suspense = await get(accountant, `/payouts/suspense?officeId=${office}`);
  assert.deepEqual(
    suspense.json.map((line: { balanceVnd: string; shortageVnd: string; unexplainedVnd: string }) => [
      line.balanceVnd,
      line.shortageVnd,
      line.unexplainedVnd,
    ]),
    [[String(SHORT), String(SHORT), '0']],
  );
});

test('who held what stands for any past moment, and now agrees with the sum of the moves', async () => {
  const now = await get(accountant, `/payouts/hands?officeId=${office}`);
  const of = (json: { items: { id: string; balanceVnd: string }[] }, id: string) =>
    json.items.find((hand) => hand.id === id)?.balanceVnd;
  const sums = await sumHands(db.read, [vault, drawer]);
  assert.equal(of(now.json, drawer), String(sums.get(drawer)));
  assert.equal(of(now.json, drawer), String(GIVEN - SHORT - EACH));
  const at = encodeURIComponent('2020-12-06T02:00:30.000Z');
  const then = await get(accountant, `/payouts/hands?officeId=${office}&at=${at}`);
  assert.equal(of(then.json, drawer), String(GIVEN - SHORT));
  const day = await get(accountant, `/payouts/hands?officeId=${office}&on=2020-12-06`);
  assert.equal(of(day.json, drawer), String(GIVEN - SHORT - EACH));
  const earlier = await get(accountant, `/payouts/hands?officeId=${office}&on=2020-12-05`);
  assert.equal(of(earlier.json, drawer), '0');
});

test('the plan says how much cash is wanted, in notes that come to it', async () => {
  const url = `/payouts/cash-needs?officeId=${office}&month=2020-12&until=2020-12-31`;
  const [own] = (await get(treasurer, url)).json;
  assert.equal(own.needVnd, String(EACH));
  assert.equal(own.heldVnd, String(150_000_000n - SHORT - EACH));
  assert.equal(own.wantedVnd, '0');
  const root = await get(accountant, url.replace(office, month.province.rootId));
  const below = root.json.find((row: { officeId: string }) => row.officeId === office);
  assert.equal(below.needVnd, String(EACH));
  assert.equal(countedVnd(below.notes), EACH);
});

test('an open offer is on its way until it is answered, and late the day after', async () => {
  const { clock, province } = month;
  const id = newId();
  const from = await showOfficeHand(db.read, office, 'vault');
  const count = fewestNotes(1_000_000n).count;
  await db.write((tx) =>
    offer(tx, clock.now(), { id, doer: province.treasurer, from, towardHand: drawer, count }),
  );
  const shown = await get(treasurer, `/payouts/transit?officeId=${office}`);
  const line = shown.json.items.find((each: { id: string }) => each.id === id);
  assert.deepEqual(
    [line.late, line.mayAccept, line.mayWithdraw, line.amountVnd],
    [false, false, true, '1000000'],
  );
  const morning = clock.now();
  clock.set(new Date('2020-12-07T08:00:00+07:00'));
  const later = await get(treasurer, `/payouts/transit?officeId=${office}`);
  assert.equal(later.json.items.find((each: { id: string }) => each.id === id).late, true);
  const late = await get(accountant, `/payouts/late-closes?officeId=${month.province.rootId}`);
  assert.equal(late.json.find((each: { officeId: string }) => each.officeId === office).since, '2020-11-28');
  clock.set(morning);
});

test('an acceptance with a difference is answered with it, and the same one again with nothing new', async () => {
  const { clock, province, counter } = month;
  const holder = await counter.cookie('teller', office);
  const who = await db.read
    .selectFrom('role_grant')
    .select('staff_id')
    .where('role', '=', 'teller')
    .where('office_id', '=', office)
    .orderBy('granted_at', 'desc')
    .executeTakeFirstOrThrow();
  const own = newId();
  const opened = { id: own, kind: 'drawer', officeId: office, staffId: who.staff_id, name: 'Ngăn kéo thử' };
  await db.write((tx) => openHands(tx, clock.now(), [{ ...opened, kind: 'drawer' }]));
  const id = newId();
  const from = await showOfficeHand(db.read, office, 'vault');
  await db.write((tx) =>
    offer(tx, clock.now(), {
      id,
      doer: province.treasurer,
      from,
      towardHand: own,
      count: { '500000': 2 },
    }),
  );
  const body = { id: newId(), officeId: office, count: { '500000': 1 } };
  const first = await counter.ask(holder, 'POST', `/payouts/offers/${id}/acceptance`, body);
  assert.equal(first.status, 200, JSON.stringify(first.json));
  assert.deepEqual(first.json.differences, [{ kind: 'shortage', amountVnd: '500000' }]);
  assert.equal(first.json.caseIds.length, 1);
  const again = await counter.ask(holder, 'POST', `/payouts/offers/${id}/acceptance`, body);
  assert.deepEqual([again.status, again.json.already], [200, true]);
});

test('a day close shows no book to who counts, and what still blocks', async () => {
  const closing = await get(treasurer, `/payouts/closing?officeId=${office}&day=2020-12-06`);
  assert.equal(closing.json.day, '2020-12-06');
  const [first] = closing.json.hands;
  assert.deepEqual([first.kind, first.mayClose, first.moved, first.close], ['vault', true, true, null]);
  assert.equal(JSON.stringify(closing.json.hands).includes('balance'), false);
  assert.equal(closing.json.offers.length, 1);
  const closed = await month.counter.ask(treasurer, 'POST', '/payouts/closes/hand', {
    id: newId(),
    officeId: office,
    handId: vault,
    day: '2020-12-06',
    count: fewestNotes(128_000_000n - 20_000n).count,
    thingsCounted: 0,
    reason: 'Đếm lại hai lần, thiếu một tờ 20.000',
  });
  assert.equal(closed.status, 200, JSON.stringify(closed.json));
  assert.equal(closed.json.differenceVnd, '-20000');
  const closedDay = await get(treasurer, `/payouts/closing?officeId=${office}&day=2020-12-06`);
  const { close } = closedDay.json.hands[0];
  assert.equal(close.differenceVnd, '-20000');
  const slip = await get(treasurer, `/payouts/handovers/${close.handoverId}`);
  assert.equal(slip.json.reason, 'Đếm lại hai lần, thiếu một tờ 20.000');
  assert.equal(slip.json.form.form, 'day-close');
});

test('a limit is set with a reason, kept as a row, and binds', async () => {
  const body = { id: newId(), officeId: office, limitVnd: '30000000', reason: 'Theo quyết định 12' };
  const url = `/payouts/hands/${drawer}/limits`;
  assert.equal((await month.counter.ask(treasurer, 'POST', url, body)).status, 200);
  assert.equal((await month.counter.ask(treasurer, 'POST', url, body)).status, 200);
  const kept = await get(treasurer, `${url}?officeId=${office}`);
  assert.equal(kept.json.length, 1);
  assert.equal(kept.json[0].limitVnd, '30000000');
  const bank = await showOfficeHand(db.read, month.province.rootId, 'bank');
  const foreign = await month.counter.ask(treasurer, 'POST', `/payouts/hands/${bank.id}/limits`, {
    ...body,
    id: newId(),
  });
  assert.equal(foreign.code, 'hand_not_found');
});

test('funding stands beside the list, and a settlement’s figures lead to vouchers and handovers', async () => {
  const funding = await get(accountant, '/payouts/funding?month=2020-12');
  assert.equal(funding.json[0].programme, 'merit');
  assert.equal(funding.json[0].listVnd, String(2n * EACH));
  assert.equal(funding.json[0].deposits.length, 1);
  const state = await get(accountant, '/payouts/settlement/state?programme=merit&month=2020-12');
  assert.equal(state.json.settled, null);
  assert.deepEqual(state.json.unpaid, {
    rule: 'carry',
    suspendAfterMonths: 3,
    twoPeopleAboveVnd: '200000000',
  });
  assert.equal(state.json.lists[0].differenceVnd, '0');
  const paid = await get(
    accountant,
    `/payouts/settlement/vouchers?programme=merit&month=2020-12&state=paid&office=${office}`,
  );
  assert.deepEqual(
    paid.json.items.map((item: { handoverId: string; state: string }) => [item.handoverId, item.state]),
    [[payment, 'paid']],
  );
  const open = await get(
    accountant,
    '/payouts/settlement/vouchers?programme=merit&month=2020-12&state=open&limit=1',
  );
  assert.equal(open.json.items.length, 1);
  assert.equal(open.json.next, null);
  assert.ok(open.json.items[0].holder.name);
});
