import type { TestPerson } from '#kernel/access/testing/signed-in.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { dayAt } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
import { dueVouchers, fillBag, openDoor, payBody } from '#modules/payouts/testing/at-door.ts';
import type { House } from './house.ts';

const HEAD = 'Mã đối tượng;Họ tên;Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng';
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Two people with every role over the whole province; the first has a drawer with cash at Cam Lộ. */
export interface World {
  readonly doer: TestPerson;
  readonly other: TestPerson;
}

/**
 * Adds to a month of at least eleven people one of each thing that a route can name: a phone with a bag, a payment, a conflict, an
 * authority, a planned round, an order, a batch for the bank... all through the house's own routes but what the phone does.
 */
export async function furnish({ db, month, send: ask, person: someone }: House): Promise<World> {
  const { camLoId, rootId, tellers } = month.province;
  const [doer, other] = [await someone(rootId), await someone(rootId)];
  const officeId = camLoId;

  async function send(path: string, body: object, file?: File): Promise<void> {
    const { status, json } = await ask('POST', path, { cookie: doer.cookie, body, ...(file && { file }) });
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`);
  }
  async function made(url: string, body: object, file?: File): Promise<string> {
    const id = newId();
    await send(url, { id, ...body }, file);
    return id;
  }

  const door = await openDoor(month);
  const [paid, twice, third, dead, banked, visited, moved] = await dueVouchers(db);
  if (!paid || !twice || !third || !dead || !banked || !visited || !moved) throw new Error('too few people');
  await fillBag(db, month, door, [paid.id, twice.id, third.id], { 500000: 20, 1000: 4 });
  const operations = [
    await door.phone.write('payouts.pay', payBody([paid])),
    await door.phone.write('payouts.pay', payBody([twice])),
    await door.phone.write('payouts.pay', payBody([twice])),
  ];
  await door.phone.send(operations.map(({ signed }) => signed));
  const lost = await door.phone.write('payouts.pay', payBody([third]));
  const ahead = await door.phone.write('payouts.pay', payBody([third]));
  await door.phone.send([ahead.signed]);
  await door.phone.send([lost.signed]);

  const [vault, farVault] = [
    await showOfficeHand(db.read, camLoId, 'vault'),
    await showOfficeHand(db.read, month.farId, 'vault'),
  ];
  const drawer = await made('/payouts/drawers', {
    officeId,
    staffId: doer.staffId,
    name: 'Ngăn kéo',
    limitVnd: null,
  });
  const count = { 500000: 20, 1000: 10 };
  const offer = await made('/payouts/offers', { officeId, fromHand: vault.id, towardHand: drawer, count });
  await made(`/payouts/offers/${offer}/acceptance`, { officeId, count });
  await made('/payouts/offers', { officeId, fromHand: vault.id, towardHand: drawer, count });
  const order = { officeId, month: '2020-12', fromHand: vault.id, toHand: farVault.id };
  for (const pieces of [2, 100]) await made('/payouts/orders', { ...order, count: { 500000: pieces } });
  const draw = { kind: 'bank-cash', direction: 'draw', count: { 500000: 500 }, document: 'Séc' };
  await made('/payouts/proposals', { officeId, what: draw });

  const authority = {
    officeId,
    proxyName: 'Nguyễn Văn Thay',
    proxyCccd: '045150000777',
    relation: 'con',
    programmes: null,
    madeOn: '2020-12-01',
    expiresOn: '2021-11-30',
    certifiedBy: 'UBND xã',
  };
  const given = await made(`${person(moved.citizenId)}/authorities`, authority);
  await send(`/payouts/authorities/${given}/image?officeId=${officeId}`, {}, pictureFile());
  await made(`${person(dead.citizenId)}/death`, { officeId, diedOn: '2020-12-02', document: 'Giấy báo tử' });
  const heir = { officeId, fullName: 'Lê Thị Con', cccd: '045150000778', relation: 'con', document: 'Giấy' };
  await made(`${person(dead.citizenId)}/heirs`, heir);
  const stop = { programme: 'merit', kind: 'suspended', fromMonth: '2021-01', reason: 'Chờ giấy tờ' };
  await made(`${person(third.citizenId)}/stops`, stop);
  await made(`${person(third.citizenId)}/notes`, { officeId, text: 'Nhà ở cuối thôn' });

  const set = { bankAccount: '0123456789', bankName: 'Agribank' };
  await made(`${person(banked.citizenId)}/correction`, { officeId, set, reason: 'Theo đơn' });
  const plan = { officeId, month: '2020-12', programme: 'merit' };
  const byAccount = { who: { voucherIds: [banked.id] }, change: { channel: 'bank' } };
  await send('/payouts/plan', { ...plan, ...byAccount });
  const { rows } = await db.owner.pool.query<{ handover_id: string }>(
    `select handover_id from thing_move where thing_id = $1 order by handover_id desc limit 1`,
    [banked.id],
  );
  await made('/payouts/vouchers/acceptance', { officeId: rootId, offerIds: [rows[0]?.handover_id] });
  await made('/payouts/bank-batches', { programme: 'merit', month: '2020-12' });
  const day = dayAt(month.clock.now());
  const atHome = { who: { voucherIds: [visited.id] }, change: { channel: 'home', payOn: day } };
  await send('/payouts/plan', { ...plan, ...atHome });
  await made('/payouts/plan/prints', { officeId, month: '2020-12' });

  const { rows: voucher } = await db.owner.pool.query<{ unit_id: number }>(
    'select unit_id from voucher where id = $1',
    [visited.id],
  );
  const outing = { payerId: tellers[0]?.id, partnerId: null, startMinute: 450, minutesAway: 540 };
  const rounds = [{ ...outing, stops: [visited.citizenId] }];
  await made('/rounds/plans', { officeId, day, after: 0, reason: null, rounds });
  await made('/rounds/searches', { officeId, day, outings: [outing], seconds: 1 });
  const closed = { unitId: voucher[0]?.unit_id, hamlet: null, towardUnitId: null };
  const told = { fromDay: day, untilDay: null, reason: 'Ngập' };
  await made('/rounds/closures', { officeId, ...closed, ...told });

  const supplement = { programme: 'merit', month: '2020-12', kind: 'supplementary' };
  await made('/payouts/list-checks', supplement, listFile(1, 'Lê Thị Xem', '045150000901'));
  await made('/payouts/lists', supplement, listFile(2, 'Nguyễn Thị Hòa', ''));

  const asked = { kind: 'see', askedBy: 'Ông A', identifiedBy: 'CCCD', text: 'Xin bản sao' };
  const at = month.clock.now().toISOString();
  await made('/privacy/requests', { number: moved.cccd, ...asked, receivedAt: at });
  const breach = { foundAt: at, happenedAt: null, kind: 'lost', description: 'Mất sổ', people: null };
  await made('/privacy/breaches', { ...breach, sensitive: false });

  const { rows: cases } = await db.owner.pool.query<{ id: string }>('select id from custody_case limit 1');
  await made(
    `/payouts/cases/${cases[0]?.id}/papers?officeId=${officeId}`,
    { title: 'Biên bản' },
    pictureFile(),
  );
  return { doer, other };
}

const person = (citizenId: string) => `/payouts/people/${citizenId}`;

/** A list of one person, as a funder sends it. */
export const listFile = (n: number, name: string, cccd: string) =>
  new File(
    [`${HEAD}\nNCC-9${n};${name};1950;${cccd};Thôn 1;Xã Cam Hiếu;Thân nhân 01 liệt sĩ;1.624.000;1.624.000`],
    'a.csv',
  );

export const pictureFile = () => new File([Buffer.from(PNG, 'base64')], 'a.png', { type: 'image/png' });
