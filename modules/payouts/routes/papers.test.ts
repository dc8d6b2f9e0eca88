import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findPersonalHand, openHands, showOfficeHand } from '#kernel/handover/hands.ts';
import { textOfPdf } from '#kernel/paper/pdf-text.ts';
import { settableClock } from '#kernel/testing/clock.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { openOffices } from '#places/offices/offices.ts';
import { acceptVouchers, distributeVouchers } from '../actions/distribute.ts';
import { moveBankCash, type Person, recordFunding } from '../actions/money.ts';
import { layoutOf } from '../forms/forms.ts';
import { type Counter, importPeople, openCounter } from '../testing/counter.ts';
import { smallProvince, type SmallProvince } from '../testing/province.ts';
import { listRoutes } from './lists.ts';
import { moneyRoutes } from './money.ts';
import { payRoutes } from './pay.ts';
import { peopleRoutes } from './people.ts';
import { settleRoutes } from './settle.ts';

const db = await cloneDatabase();
const clock = settableClock('2020-12-06T09:00:00+07:00');
const listed = new Date('2020-11-28T08:00:00+07:00');
const files = await mkdtemp(join(tmpdir(), 'tungnha-papers-'));
let province: SmallProvince;
let counter: Counter;
let teller: string;
let treasurer: string;
let otherTreasurer: string;
let controller: string;
let administrator: string;
let accountant: string;
let farId: string;

before(async () => {
  province = await smallProvince(db, listed);
  const { camLoId, rootId, tellers, controller: sender, treasurer: cashier } = province;
  const [far] = await db.owner.write((tx) =>
    openOffices(tx, listed, '2019-01-01', [
      {
        code: 'HH',
        name: 'Bưu điện huyện Hướng Hóa',
        kind: 'district',
        parentCode: 'QT',
        communeCodes: ['19429'],
        lat: null,
        lon: null,
      },
    ]),
  );
  farId = (far as { id: string }).id;
  await importPeople(db, province, listed, [
    'Nguyễn Thị Hòa;1950;045150000001;Xã Cam Hiếu',
    'Trần Đức Bình;1939;045039000005;Xã Cam Hiếu',
  ]);
  const sent = await db.write((tx) =>
    distributeVouchers(tx, listed, { doer: sender, month: '2020-12', programme: null }),
  );
  const offerIds = sent.offers.map((each) => each.id);
  await db.write((tx) =>
    acceptVouchers(tx, listed, { doer: tellers[0] as Person, officeId: camLoId, offerIds }),
  );
  const amountVnd = 500_000_000n;
  await db.write(async (tx) => {
    await recordFunding(tx, listed, {
      id: newId(),
      doer: cashier,
      programme: 'merit',
      month: '2020-12',
      amountVnd,
      document: 'UNC',
    });
    const { count } = fewestNotes(150_000_000n);
    const draw = {
      id: newId(),
      doer: cashier,
      officeId: camLoId,
      direction: 'draw' as const,
      count,
      document: 'Séc',
      witnessId: null,
    };
    await moveBankCash(tx, clock.now(), draw);
  });
  const parts = { db, clock };
  counter = await openCounter(db, [
    peopleRoutes(parts),
    settleRoutes(parts),
    payRoutes(parts),
    moneyRoutes(parts),
    listRoutes({ ...parts, filesFolder: files }),
  ]);
  teller = await counter.cookie('teller', camLoId);
  treasurer = await counter.cookie('treasurer', camLoId);
  otherTreasurer = await counter.cookie('treasurer', camLoId);
  controller = await counter.cookie('payout-controller', rootId);
  administrator = await counter.cookie('administrator', rootId);
  accountant = await counter.cookie('chief-accountant', rootId);
});
after(() => counter.server.close());
after(() => rm(files, { recursive: true, force: true }));

async function citizenOf(cccd: string): Promise<string> {
  const row = await db.read
    .selectFrom('citizen')
    .select('id')
    .where('cccd', '=', cccd)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function voucherOf(cccd: string): Promise<string> {
  const row = await db.read
    .selectFrom('voucher')
    .select('id')
    .where('citizen_id', '=', await citizenOf(cccd))
    .executeTakeFirstOrThrow();
  return row.id;
}

async function drawerOfTeller(): Promise<string> {
  const session = await counter.ask(teller, 'GET', `/payouts/my-hands?officeId=${province.camLoId}`);
  const mine = (session.json as { id: string; mine: boolean }[]).find((hand) => hand.mine);
  if (mine) return mine.id;
  const who = await db.read
    .selectFrom('role_grant')
    .select('staff_id')
    .where('role', '=', 'teller')
    .where('office_id', '=', province.camLoId)
    .orderBy('granted_at', 'desc')
    .executeTakeFirstOrThrow();
  const [drawer] = await db.write((tx) =>
    openHands(tx, clock.now(), [
      { kind: 'drawer', officeId: province.camLoId, staffId: who.staff_id, name: 'Ngăn kéo thử' },
    ]),
  );
  return drawer?.id as string;
}

test('cash goes vault to drawer over HTTP, payment follows, and the receipt prints in Vietnamese', async () => {
  const { camLoId } = province;
  const drawer = await drawerOfTeller();
  const vault = await showOfficeHand(db.read, camLoId, 'vault');
  const { count } = fewestNotes(20_000_000n);
  const offerId = newId();
  const offered = await counter.ask(treasurer, 'POST', '/payouts/offers', {
    id: offerId,
    officeId: camLoId,
    fromHand: vault.id,
    towardHand: drawer,
    count,
  });
  assert.equal(offered.status, 200, JSON.stringify(offered.json));
  const foreign = await counter.ask(otherTreasurer, 'POST', `/payouts/offers/${offerId}/acceptance`, {
    id: newId(),
    officeId: camLoId,
    count,
  });
  assert.equal(foreign.status, 403, 'a drawer is accepted into by its own holder only');
  const accepted = await counter.ask(teller, 'POST', `/payouts/offers/${offerId}/acceptance`, {
    id: newId(),
    officeId: camLoId,
    count,
  });
  assert.equal(accepted.status, 200, JSON.stringify(accepted.json));

  const payment = {
    id: newId(),
    officeId: camLoId,
    voucherIds: [await voucherOf('045150000001')],
    collector: { kind: 'self' },
    signed: 'paper',
    occurredAt: clock.now().toISOString(),
  };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => counter.ask(teller, 'POST', '/payouts/payments', payment)),
  );
  assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [200]);
  assert.equal(new Set(answers.map((answer) => (answer.json as { receiptNo: string }).receiptNo)).size, 1);

  for (const paper of ['a5', '80mm']) {
    const receipt = await counter.server.app.inject({
      url: `/api/payouts/payments/${payment.id}/receipt?officeId=${camLoId}&paper=${paper}`,
      headers: { cookie: teller },
    });
    const text = textOfPdf(receipt.rawPayload).pages.join(' ');
    assert.match(text, /Nguyễn Thị Hòa/);
    assert.match(text, /1\.624\.000/);
    assert.match(text, /Một triệu sáu trăm hai mươi tư nghìn đồng/i);
  }
});

test('a teller cannot give out of the hand of another', async () => {
  const { camLoId, tellers } = province;
  const theirs = await findPersonalHand(db.read, tellers[0]?.id as string, 'drawer');
  const vault = await showOfficeHand(db.read, camLoId, 'vault');
  const body = {
    id: newId(),
    officeId: camLoId,
    fromHand: theirs?.id,
    towardHand: vault.id,
    count: { '1000': 1 },
  };
  assert.equal((await counter.ask(teller, 'POST', '/payouts/offers', body)).status, 403);
});

test('what needs two people is proposed by one and granted by another', async () => {
  const { camLoId } = province;
  const [id, count] = [newId(), fewestNotes(250_000_000n).count];
  const alone = await counter.ask(treasurer, 'POST', '/payouts/bank-cash', {
    id,
    officeId: camLoId,
    direction: 'draw',
    count,
    document: 'Séc 2',
  });
  assert.equal(alone.code, 'two_people_needed');
  const what = { kind: 'bank-cash', direction: 'draw', count, document: 'Séc 2' };
  assert.equal(
    (await counter.ask(treasurer, 'POST', '/payouts/proposals', { id, officeId: camLoId, what })).status,
    200,
  );
  const ruling = { officeId: camLoId, granted: true, note: null };
  assert.equal(
    (await counter.ask(treasurer, 'POST', `/payouts/proposals/${id}/ruling`, ruling)).code,
    'own_proposal',
  );
  assert.equal(
    (await counter.ask(otherTreasurer, 'POST', `/payouts/proposals/${id}/ruling`, ruling)).status,
    200,
  );
  const witness = await db.read
    .selectFrom('handover_witness')
    .selectAll()
    .where('handover_id', '=', id)
    .execute();
  assert.equal(witness.length, 1);
});

test('an authority keeps the picture of its paper, once, and prints as 13-HSB', async () => {
  const { camLoId } = province;
  const citizenId = await citizenOf('045039000005');
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
    (await counter.ask(teller, 'POST', `/payouts/people/${citizenId}/authorities`, authority)).status,
    200,
  );
  const send = (content: Buffer) => {
    const head =
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n';
    return counter.server.app.inject({
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
  const shown = await counter.server.app.inject({
    url: `/api/payouts/authorities/${id}/image?officeId=${camLoId}`,
    headers: { cookie: teller },
  });
  assert.deepEqual(shown.rawPayload, png);
  const form = await counter.server.app.inject({
    url: `/api/payouts/authorities/${id}/form?officeId=${camLoId}`,
    headers: { cookie: teller },
  });
  assert.match(textOfPdf(form.rawPayload).pages.join(' '), /Trần Thị Con/);
});

test('a layout is replaced from a day on, and a wrong one is refused with its place', async () => {
  const { camLoId } = province;
  const layout = structuredClone(layoutOf('c72a')) as unknown as Record<string, unknown>;
  const changed = JSON.parse(JSON.stringify(layout).replaceAll('theo mẫu', 'mẫu của tỉnh')) as unknown;
  const store = (body: unknown) =>
    counter.ask(administrator, 'POST', '/payouts/form-layouts/c72a', {
      legalBasis: 'Công văn 1',
      validFrom: '2020-12-01',
      ...(body as object),
    });
  const bad = await store({ layout: { ...layout, code: 'c74' } });
  assert.equal(bad.code, 'layout_unfit');
  assert.equal((await store({ layout: changed })).status, 200);
  assert.equal((await store({ layout })).code, 'layout_dated');
  for (const as of ['pdf', 'xlsx']) {
    const form = await counter.server.app.inject({
      url: `/api/payouts/forms/c72a?officeId=${camLoId}&month=2020-12&programme=merit&as=${as}`,
      headers: { cookie: treasurer },
    });
    assert.equal(form.statusCode, 200, form.body.slice(0, 300));
    if (as === 'pdf')
      assert.match(textOfPdf(form.rawPayload).pages.join(' '), /mẫu của tỉnh[\s\S]*Trần Đức Bình/);
  }
});

test('a person who moves takes the due vouchers along', async () => {
  const citizenId = await citizenOf('045039000005');
  const unit = await db.read
    .selectFrom('unit')
    .select('id')
    .where('code', '=', '19429')
    .where('valid_from', '<=', '2020-12-01')
    .orderBy('valid_from', 'desc')
    .executeTakeFirstOrThrow();
  const moved = await counter.ask(teller, 'POST', `/payouts/people/${citizenId}/move`, {
    officeId: province.camLoId,
    unitId: unit.id,
    hamlet: null,
    reason: 'về ở với con',
  });
  assert.deepEqual(moved.json, { sent: 1, awaiting: 0, office: 'Bưu điện huyện Hướng Hóa' });
  const far = await counter.cookie('teller', farId);
  const offers = (await counter.ask(far, 'GET', `/payouts/offers?officeId=${farId}`)).json as {
    id: string;
    things: number;
    incoming: boolean;
  }[];
  assert.deepEqual(
    offers.map(({ things, incoming }) => ({ things, incoming })),
    [{ things: 1, incoming: true }],
  );
  const taken = await counter.ask(far, 'POST', '/payouts/vouchers/acceptance', {
    officeId: farId,
    offerIds: offers.map(({ id }) => id),
  });
  assert.deepEqual(taken.json, { vouchers: 1 });
  const account = {
    officeId: farId,
    month: '2020-12',
    programme: 'merit',
    who: {},
    change: { channel: 'bank' },
  };
  assert.equal((await counter.ask(controller, 'POST', '/payouts/plan', account)).code, 'no_bank_account');
});

test('settlement figures name the list and what still blocks', async () => {
  const answer = await counter.ask(accountant, 'GET', '/payouts/settlement?programme=merit&month=2020-12');
  const figures = answer.json as {
    blocks: string[];
    lines: { listName: string; paidCount: number }[];
    match: { cashVnd: string; signedVnd: string };
  };
  assert.deepEqual(figures.blocks, ['vouchers_open']);
  assert.equal(figures.match.cashVnd, figures.match.signedVnd);
  assert.ok(figures.lines.every((line) => line.listName.length > 0));
  const settled = await counter.ask(accountant, 'POST', '/payouts/settlement', {
    id: newId(),
    programme: 'merit',
    month: '2020-12',
  });
  assert.equal(settled.code, 'settlement_blocked');
});
