import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { catchUp } from '#kernel/evidence/follow.ts';
import { showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { untilSettled } from '#kernel/testing/settled.ts';
import { newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { layoutOf } from '../../forms/forms.ts';
import { openPaidAccount } from '../../pay/store/paid-account.ts';
import { BINH, citizenOf, HOA, type ServedMonth, serveMonth } from '../../testing/served.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let teller: string;
let treasurer: string;
let controller: string;
let administrator: string;
let accountant: string;

before(async () => {
  month = await serveMonth(db);
  const { counter, province } = month;
  teller = await counter.cookie('teller', province.camLoId);
  treasurer = await counter.cookie('treasurer', province.camLoId);
  controller = await counter.cookie('payout-controller', province.rootId);
  administrator = await counter.cookie('administrator', province.rootId);
  accountant = await counter.cookie('chief-accountant', province.rootId);
});
after(() => month.close());

test('an authority keeps the picture of its paper, once, and prints as 13-HSB', async () => {
  const { camLoId } = month.province;
  const citizenId = await citizenOf(db, BINH);
  const id = newId();
  const authority = {
    id,
    officeId: camLoId,
    proxyName: 'Trần Thị Con',
    proxyCccd: '045170000009',
    relation: 'con',
    programmes: null,
    madeOn: '2020-12-01',
    expiresOn: '2021-11-30',
    certifiedBy: 'UBND xã Cam Hiếu',
  };
  assert.equal(
    (await month.counter.ask(teller, 'POST', `/payouts/people/${citizenId}/authorities`, authority)).status,
    200,
  );
  const send = (content: Buffer) => {
    const head =
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n';
    return month.counter.server.app.inject({
      method: 'POST',
      url: `/api/payouts/authorities/${id}/image?officeId=${camLoId}`,
      headers: { cookie: teller, 'content-type': 'multipart/form-data; boundary=x' },
      payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--x--\r\n')]),
    });
  };
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Buffer.alloc(64, 7),
  ]);
  assert.equal(
    (await send(Buffer.from('<svg onload=alert(1)>'))).json<{ error: { code: string } }>().error.code,
    'image_unfit',
  );
  assert.equal((await send(png)).statusCode, 200);
  assert.equal((await send(png)).statusCode, 200);
  assert.equal(
    (await send(Buffer.concat([png, png]))).json<{ error: { code: string } }>().error.code,
    'image_known',
  );
  const shown = await month.counter.server.app.inject({
    url: `/api/payouts/authorities/${id}/image?officeId=${camLoId}`,
    headers: { cookie: teller },
  });
  assert.deepEqual(shown.rawPayload, png);
  const form = await month.counter.server.app.inject({
    url: `/api/payouts/authorities/${id}/form?officeId=${camLoId}`,
    headers: { cookie: teller },
  });
  assert.match(textOfPdf(form.rawPayload).pages.join(' '), /Trần Thị Con/);
});

test('a layout is replaced from a day on, and a wrong one is refused with its place', async () => {
  const { camLoId } = month.province;
  const layout = structuredClone(layoutOf('c72a')) as unknown as Record<string, unknown>;
  const changed = JSON.parse(JSON.stringify(layout).replaceAll('theo mẫu', 'mẫu của tỉnh')) as unknown;
  const store = (body: unknown) =>
    month.counter.ask(administrator, 'POST', '/payouts/form-layouts/c72a', {
      legalBasis: 'Công văn 1',
      validFrom: '2020-12-01',
      ...(body as object),
    });
  const bad = await store({ layout: { ...layout, code: 'c74' } });
  assert.equal(bad.code, 'layout_unfit');
  assert.equal((await store({ layout: changed })).status, 200);
  assert.equal((await store({ layout })).code, 'layout_dated');
  for (const as of ['pdf', 'xlsx']) {
    const form = await month.counter.server.app.inject({
      url: `/api/payouts/forms/c72a?officeId=${camLoId}&month=2020-12&programme=merit&as=${as}`,
      headers: { cookie: treasurer },
    });
    assert.equal(form.statusCode, 200, form.body.slice(0, 300));
    if (as === 'pdf')
      assert.match(textOfPdf(form.rawPayload).pages.join(' '), /mẫu của tỉnh[\s\S]*Trần Đức Bình/);
  }
});

test('a person who moves takes the due vouchers along', async () => {
  const citizenId = await citizenOf(db, BINH);
  const unit = await db.read
    .selectFrom('unit')
    .select('id')
    .where('code', '=', '19429')
    .where('valid_from', '<=', '2020-12-01')
    .orderBy('valid_from', 'desc')
    .executeTakeFirstOrThrow();
  const moved = await month.counter.ask(teller, 'POST', `/payouts/people/${citizenId}/move`, {
    id: newId(),
    officeId: month.province.camLoId,
    unitId: unit.id,
    hamlet: null,
    reason: 'về ở với con',
  });
  assert.deepEqual(moved.json, {
    sent: 1,
    awaiting: 0,
    office: 'Bưu điện huyện Hướng Hóa',
    already: false,
  });
  const far = await month.counter.cookie('teller', month.farId);
  const offers = (await month.counter.ask(far, 'GET', `/payouts/offers?officeId=${month.farId}`)).json
    .items as {
    id: string;
    things: number;
    incoming: boolean;
  }[];
  assert.deepEqual(
    offers.map(({ things, incoming }) => ({ things, incoming })),
    [{ things: 1, incoming: true }],
  );
  const taken = await month.counter.ask(far, 'POST', '/payouts/vouchers/acceptance', {
    id: newId(),
    officeId: month.farId,
    offerIds: offers.map(({ id }) => id),
  });
  assert.deepEqual(taken.json, { vouchers: 1, already: false });
  const account = {
    officeId: month.farId,
    month: '2020-12',
    programme: 'merit',
    who: {},
    change: { channel: 'bank' },
  };
  assert.equal(
    (await month.counter.ask(controller, 'POST', '/payouts/plan', account)).code,
    'no_bank_account',
  );
});

test('settlement figures name the list and what still blocks', async () => {
  const answer = await month.counter.ask(
    accountant,
    'GET',
    '/payouts/settlement?programme=merit&month=2020-12',
  );
  const figures = answer.json as {
    blocks: string[];
    lines: { listName: string; paidCount: number }[];
    match: { cashVnd: string; signedVnd: string };
  };
  assert.deepEqual(figures.blocks, ['vouchers_open']);
  assert.equal(figures.match.cashVnd, figures.match.signedVnd);
  assert.ok(figures.lines.every((line) => line.listName.length > 0));
  const settled = await month.counter.ask(accountant, 'POST', '/payouts/settlement', {
    id: newId(),
    programme: 'merit',
    month: '2020-12',
  });
  assert.equal(settled.code, 'settlement_blocked');
});

test('a person who turns to an account is paid by the bank: the voucher goes back to the province', async () => {
  const { camLoId, rootId } = month.province;
  const hoa = await citizenOf(db, HOA);
  await db.owner.pool.query(
    `update citizen set bank_account = '0123456789', bank_name = 'Agribank' where id = $1`,
    [hoa],
  );
  const plan = {
    officeId: camLoId,
    month: '2020-12',
    programme: 'merit',
    who: {},
    change: { channel: 'bank' },
  };
  const planned = await month.counter.ask(controller, 'POST', '/payouts/plan', plan);
  assert.deepEqual(planned.json, { vouchers: 1 });
  const batch = { id: newId(), programme: 'merit', month: '2020-12' };
  assert.equal(
    (await month.counter.ask(controller, 'POST', '/payouts/bank-batches', batch)).code,
    'nothing_to_send',
  );
  const taker = await month.counter.cookie('treasurer', rootId);
  const offers = (await month.counter.ask(taker, 'GET', `/payouts/offers?officeId=${rootId}`)).json.items as {
    id: string;
  }[];
  const offerIds = offers.map(({ id }) => id);
  await month.counter.ask(taker, 'POST', '/payouts/vouchers/acceptance', {
    id: newId(),
    officeId: rootId,
    offerIds,
  });
  const sent = await month.counter.ask(controller, 'POST', '/payouts/bank-batches', batch);
  assert.deepEqual(sent.json, { vouchers: 1, totalVnd: '1624000', more: false });

  // A voucher that the bank does not hold any more is named, and its neighbours are answered all the same.
  const line = await db.read
    .selectFrom('voucher')
    .select('id')
    .where('channel', '=', 'bank')
    .executeTakeFirstOrThrow();
  const hand = async (kind: 'bank' | 'desk') => (await showOfficeHand(db.read, rootId, kind)).id;
  const hold = async (kind: 'bank' | 'desk') =>
    db.owner.pool.query('update thing set holder = $2 where id = $1', [line.id, await hand(kind)]);
  await hold('desk');
  const answer = { fileSha256: 'ab'.repeat(32), paid: [line.id] };
  const url = `/payouts/bank-batches/${batch.id}/answer`;
  const stranger = { ...answer, paid: [line.id, newId()] };
  assert.equal((await month.counter.ask(controller, 'POST', url, stranger)).code, 'not_in_batch');
  const answered = await month.counter.ask(controller, 'POST', url, answer);
  const skipped = [{ voucherId: line.id, fullName: 'Nguyễn Thị Hòa', credited: true }];
  assert.deepEqual(answered.json, { paid: 0, rejected: 0, skipped });
  await hold('bank');
  assert.deepEqual((await month.counter.ask(controller, 'POST', url, answer)).json, answered.json);

  // Sent again and credited: the payment keeps the account, and nobody reads it from the row.
  await hold('desk');
  const again = { ...batch, id: newId() };
  assert.equal((await month.counter.ask(controller, 'POST', '/payouts/bank-batches', again)).status, 200);
  const credited = await month.counter.ask(controller, 'POST', `/payouts/bank-batches/${again.id}/answer`, {
    fileSha256: 'cd'.repeat(32),
    paid: [line.id],
  });
  assert.deepEqual(credited.json, { paid: 1, rejected: 0, skipped: [] });
  const { collector_number: account } = await db.read
    .selectFrom('payment')
    .select('collector_number')
    .where('voucher_id', '=', line.id)
    .where('collector_kind', '=', 'bank')
    .executeTakeFirstOrThrow();
  assert.match(account ?? '', /^enc:/);
  assert.match(openPaidAccount(line.id, account ?? ''), /^\d{6,}$/);
});

test('the slip of a closed day carries the newest checkpoint out of the house', async () => {
  const { camLoId } = month.province;
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-slip-'));
  const log = { error: assert.fail, info: () => {} };
  await untilSettled(db);
  const size = await catchUp({ db, clock: month.clock, log, keysFolder: folder });
  await rm(folder, { recursive: true });
  const vault = await showOfficeHand(db.read, camLoId, 'vault');
  const held = (await sumHands(db.read, [vault.id])).get(vault.id) as bigint;
  const id = newId();
  const close = { id, officeId: camLoId, handId: vault.id, day: '2020-12-06', thingsCounted: 0 };
  const closed = await month.counter.ask(treasurer, 'POST', '/payouts/closes/hand', {
    ...close,
    count: fewestNotes(held).count,
  });
  assert.equal(closed.status, 200, JSON.stringify(closed.json));
  const slip = await month.counter.server.app.inject({
    url: `/api/payouts/forms/day-close?officeId=${camLoId}&handoverId=${id}`,
    headers: { cookie: treasurer },
  });
  const { rows } = await db.pool.query<{ root: string }>(
    `select encode(root, 'base64') as root from evidence_checkpoint where size = $1`,
    [size],
  );
  const text = textOfPdf(slip.rawPayload).pages.join(' ').replaceAll(/\s/g, '');
  assert.ok(text.includes(`Mãchứngthựcsổ:${size}·${rows[0]?.root}`), text);
});
