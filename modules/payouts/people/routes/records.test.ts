import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { makeTestPerson } from '#kernel/access/testing/signed-in.ts';
import { findPersonalHand, openHands, showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { acceptOffer, offer } from '../../cash/actions/offers.ts';
import { BINH, citizenOf, HOA, type ServedMonth, serveMonth } from '../../testing/served.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let teller: string;
let controller: string;
let auditor: string;
let hoa: Id;
let binh: Id;

before(async () => {
  month = await serveMonth(db);
  const { counter, province, clock } = month;
  const { camLoId, treasurer } = province;
  const person = await makeTestPerson(db.owner, [{ role: 'teller', officeId: camLoId }]);
  teller = person.cookie;
  controller = await counter.cookie('payout-controller', province.rootId);
  auditor = await counter.cookie('auditor', province.rootId);
  [hoa, binh] = [await citizenOf(db, HOA), await citizenOf(db, BINH)];
  const drawer = { id: newId(), kind: 'drawer' as const, officeId: camLoId, staffId: person.staffId };
  await db.owner.write((tx) => openHands(tx, clock.now(), [{ ...drawer, name: 'Ngăn kéo 9' }]));
  await db.write(async (tx) => {
    const from = await showOfficeHand(tx, camLoId, 'vault');
    const [id, count] = [newId(), { '200000': 20, '20000': 20, '1000': 100, '2000': 100 }];
    const toward = await findPersonalHand(tx, person.staffId, 'drawer');
    await offer(tx, clock.now(), { id, doer: treasurer, from, towardHand: toward?.id as Id, count });
    const doer = { kind: 'person' as const, id: person.staffId, name: 'Giao dịch viên' };
    await acceptOffer(tx, clock.now(), { id: newId(), doer, offerId: id, count });
  });
});
after(() => month.close());

const at = () => month.province.camLoId;
const ask = (cookie: string, method: 'GET' | 'POST', url: string, body?: object) =>
  month.counter.ask(cookie, method, url, body);
const voucherOf = async (citizenId: Id) => {
  const row = await db.read
    .selectFrom('voucher')
    .select('id')
    .where('citizen_id', '=', citizenId)
    .executeTakeFirstOrThrow();
  return row.id;
};
const vouchersOf = async (citizenId: Id, more = '') =>
  (await ask(teller, 'GET', `/payouts/people/${citizenId}/vouchers?officeId=${at()}${more}`)).json;

test('a visit without a payment is recorded once, with its reason, and the voucher stays due', async () => {
  const attempt = { id: newId(), officeId: at(), voucherIds: [await voucherOf(hoa)], reason: 'no_papers' };
  const body = { ...attempt, note: 'Quên mang CCCD' };
  assert.deepEqual((await ask(teller, 'POST', '/payouts/attempts', body)).json, { recorded: 1 });
  assert.deepEqual((await ask(teller, 'POST', '/payouts/attempts', body)).json, { recorded: 1 });
  const other = await ask(teller, 'POST', '/payouts/attempts', { ...body, reason: 'absent' });
  assert.equal(other.code, 'conflict');
  const both = { ...body, id: newId(), voucherIds: [await voucherOf(hoa), await voucherOf(binh)] };
  assert.equal((await ask(teller, 'POST', '/payouts/attempts', both)).code, 'several_people');
  const { items } = await vouchersOf(hoa);
  assert.equal(items[0].status, 'due');
  assert.equal(items[0].attempts.length, 1);
  assert.equal(items[0].attempts[0].note, 'Quên mang CCCD');
});

test('a signature is kept by its hash, proved by the handover, and shown with a record of the look', async () => {
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Buffer.alloc(9, 1),
  ]);
  const send = (content: Buffer) =>
    month.counter.server.app.inject({
      method: 'POST',
      url: `/api/payouts/signatures?officeId=${at()}`,
      headers: { cookie: teller, 'content-type': 'multipart/form-data; boundary=x' },
      payload: Buffer.concat([
        Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'),
        content,
        Buffer.from('\r\n--x--\r\n'),
      ]),
    });
  const unfit = (await send(Buffer.from('<svg/>'))).json<{ error: { code: string } }>();
  assert.equal(unfit.error.code, 'signature_unfit');
  const sha256 = createHash('sha256').update(png).digest('hex');
  const payment = {
    id: newId(),
    officeId: at(),
    voucherIds: [await voucherOf(hoa)],
    collector: { kind: 'self' },
    signed: 'pad',
    signatureSha256: sha256,
    occurredAt: month.clock.now().toISOString(),
  };
  assert.equal((await ask(teller, 'POST', '/payouts/payments', payment)).code, 'signature_missing');
  assert.deepEqual((await send(png)).json(), { sha256 });
  const paper = { ...payment, signed: 'paper' };
  assert.equal((await ask(teller, 'POST', '/payouts/payments', paper)).code, 'signature_missing');
  assert.equal((await ask(teller, 'POST', '/payouts/payments', payment)).json.already, false);
  assert.equal((await ask(teller, 'POST', '/payouts/payments', payment)).json.already, true);
  const row = await db.read
    .selectFrom('handover')
    .select('proof')
    .where('id', '=', payment.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual(row.proof, { signatureSha256: sha256 });
  const shown = await month.counter.server.app.inject({
    url: `/api/payouts/payments/${payment.id}/signature?officeId=${at()}`,
    headers: { cookie: teller },
  });
  assert.deepEqual(shown.rawPayload, png);
  const looks = await db.owner.pool.query(
    `select 1 from access_log where subject_id = $1 and reason = 'signature'`,
    [hoa],
  );
  assert.equal(looks.rows.length, 1);
  const [first] = (await vouchersOf(hoa)).items;
  assert.equal(first.payments[0].hasSignature, true);
  assert.equal(first.payments[0].takenBack, null);
  const late = { id: newId(), officeId: at(), voucherIds: payment.voucherIds, reason: 'absent', note: null };
  assert.equal((await ask(teller, 'POST', '/payouts/attempts', late)).code, 'already_paid');
});

test('the counter sees its payments of the day, and which of them is being taken back', async () => {
  const list = async (more = '') =>
    (await ask(teller, 'GET', `/payouts/payments?officeId=${at()}${more}`)).json.items;
  const [paid] = await list('&mine=true');
  assert.equal(paid.fullName, 'Nguyễn Thị Hòa');
  assert.deepEqual([paid.amountVnd, paid.vouchers, paid.takingBack], ['1624000', 1, false]);
  const what = { kind: 'pay-reverse', paymentHandoverId: paid.handoverId, reason: 'Chi nhầm người' };
  const asked = await ask(teller, 'POST', '/payouts/proposals', { id: newId(), officeId: at(), what });
  assert.equal(asked.status, 200, JSON.stringify(asked.json));
  const [after] = await list();
  assert.deepEqual([after.takingBack, after.takenBack], [true, false]);
  assert.deepEqual(await list('&day=2020-12-05'), []);
});

test('vouchers over the months come page by page and by programme', async () => {
  assert.equal((await vouchersOf(hoa, '&programme=merit&status=paid')).items.length, 1);
  assert.equal((await vouchersOf(hoa, '&programme=pension')).items.length, 0);
  const first = await vouchersOf(hoa, '&limit=1');
  assert.equal(first.next, null);
  const far = await month.counter.cookie('teller', month.farId);
  const away = await ask(far, 'GET', `/payouts/people/${hoa}/vouchers?officeId=${month.farId}`);
  assert.equal(away.code, 'not_allowed');
});

test('personal facts are corrected with a reason, and what stood before stays', async () => {
  const id = newId();
  const url = `/payouts/people/${binh}/correction`;
  const body = (set: object, reason = 'Theo CCCD mới', correctionId = newId()) => ({
    id: correctionId,
    officeId: month.province.rootId,
    set,
    reason,
  });
  const set = { fullName: 'Trần Đức  Bính', cccd: '045039000009', bornOn: '1939-02-03' };
  assert.equal((await ask(teller, 'POST', url, body(set))).code, 'not_allowed');
  assert.equal((await ask(controller, 'POST', url, body({ cccd: HOA }))).code, 'number_taken');
  assert.equal((await ask(controller, 'POST', url, body({ bornOn: '2020-12-31' }))).code, 'birth_ahead');
  assert.equal((await ask(controller, 'POST', url, body({ cccd: BINH }))).code, 'nothing_changed');
  assert.equal((await ask(controller, 'POST', url, body({}))).code, 'nothing_changed');
  const done = await ask(controller, 'POST', url, body(set, 'Theo CCCD mới', id));
  assert.deepEqual(done.json.changed.toSorted(), ['born_on', 'cccd', 'full_name']);
  assert.equal((await ask(controller, 'POST', url, body(set, 'Theo CCCD mới', id))).status, 200);
  assert.equal((await ask(controller, 'POST', url, body({ cmnd: null }, 'Khác', id))).code, 'conflict');
  const found = await ask(teller, 'POST', '/payouts/people/search', { officeId: at(), q: 'binh duc' });
  assert.equal(found.json[0].fullName, 'Trần Đức Bính');
  const noteId = newId();
  const note = { id: noteId, officeId: at(), text: 'Nghe kém, nói to' };
  assert.equal((await ask(teller, 'POST', `/payouts/people/${binh}/notes`, note)).status, 200);
  assert.equal((await ask(teller, 'POST', `/payouts/people/${binh}/notes`, note)).status, 200);
  const changed = { ...note, text: 'Khác' };
  assert.equal((await ask(teller, 'POST', `/payouts/people/${binh}/notes`, changed)).code, 'conflict');
  const history = await ask(
    auditor,
    'GET',
    `/payouts/people/${binh}/history?officeId=${month.province.rootId}`,
  );
  assert.deepEqual(
    history.json.items.map((item: { kind: string; text: string }) => [item.kind, item.text]).toSorted(),
    [
      ['change', 'Theo CCCD mới'],
      ['note', 'Nghe kém, nói to'],
    ],
  );
  const change = history.json.items.find((item: { kind: string }) => item.kind === 'change');
  const number = change.fields.find((field: { name: string }) => field.name === 'cccd');
  assert.deepEqual(number, { name: 'cccd', before: '045*****0005', after: '045*****0009' });
});
