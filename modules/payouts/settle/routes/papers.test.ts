import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { catchUp } from '#kernel/evidence/follow.ts';
import { showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { missing, notForm } from '#kernel/paper/faults.ts';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { untilSettled } from '#kernel/testing/settled.ts';
import { newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { layoutOf } from '../../forms/forms.ts';
import { BINH, citizenOf, type ServedMonth, serveMonth } from '../../testing/served.ts';

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
  const faultOf = (answer: typeof bad) => answer.json.error.facts;
  assert.deepEqual(faultOf(bad), { at: 'code', fault: notForm('c72a') });
  const others = ['code', 'title', 'basis', 'confirmed', 'page', 'body'];
  assert.deepEqual(faultOf(await store({ layout: { a: 1 } })), { at: 'layout', fault: missing(others) });
  const { body: _, ...bodiless } = layout;
  assert.deepEqual(faultOf(await store({ layout: bodiless })), { at: 'body', fault: missing([]) });
  const none = await month.counter.ask(administrator, 'GET', '/payouts/form-layouts/c72a');
  assert.equal((none.json as { validFrom: string | null }).validFrom, null, 'nothing was changed');
  assert.equal((await store({ layout: changed })).status, 200);
  assert.equal((await store({ layout })).code, 'layout_dated');
  const later = changed as Record<string, unknown>;
  const next = { layout: { ...later, title: 'Mẫu kế tiếp' }, validFrom: '2031-01-01' };
  assert.equal((await store(next)).status, 200);
  const stands = await month.counter.ask(administrator, 'GET', '/payouts/form-layouts/c72a');
  assert.deepEqual(stands.json.next, { validFrom: '2031-01-01', legalBasis: 'Công văn 1' });
  const example = await month.counter.server.app.inject({
    url: '/api/payouts/form-layouts/c72a/example',
    headers: { cookie: administrator },
  });
  assert.match(textOfPdf(example.rawPayload).pages.join(), /Nguyễn Thị Thuỳ Dương/);
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

test('the province’s own paper stands under the corporation, not under itself', async () => {
  const { rootId } = month.province;
  const list = await month.counter.server.app.inject({
    url: `/api/payouts/forms/c72b?officeId=${rootId}&month=2020-12&programme=merit`,
    headers: { cookie: accountant },
  });
  const [first = ''] = textOfPdf(list.rawPayload).pages;
  assert.equal(first.split('\n')[0], 'TỔNG CÔNG TY BƯU ĐIỆN VIỆT NAM');
});
