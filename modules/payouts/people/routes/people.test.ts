import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { settableClock } from '#kernel/testing/clock.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { openOffices } from '#places/offices/offices.ts';
import { acceptVouchers, distributeVouchers } from '../../cash/actions/distribute.ts';
import type { Person } from '../../posting.ts';
import { type Counter, importPeople, openCounter } from '../../testing/counter.ts';
import { smallProvince, type SmallProvince } from '../../testing/province.ts';
import { readQuery } from '../rules/query.ts';
import { searchPeople } from '../store/search.ts';
import { peopleRoutes } from './people.ts';

const db = await cloneDatabase();
const clock = settableClock('2020-12-06T09:00:00+07:00');
const listed = new Date('2020-11-28T08:00:00+07:00');
let province: SmallProvince;
let counter: Counter;
let teller: string;
let elsewhere: string;
let farId: string;

const PEOPLE = [
  'Nguyễn Thị Hòa;1950;045150000001;Xã Cam Hiếu',
  'Nguyễn Thị Hoa;1952;045152000002;Xã Cam Hiếu',
  'Nguyễn Hữu Hoàng;1948;045048000003;Xã Cam Chính',
  'Hoa Văn Thí;1961;045061000004;Xã Cam Chính',
  'Trần Đức Bình;1939;045039000005;Xã Cam Hiếu',
  'Lê Thị Hoa;1950;045150000006;Xã Hướng Lập',
];

before(async () => {
  province = await smallProvince(db, listed);
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
  await importPeople(db, province, listed, PEOPLE);
  const sent = await db.write((tx) =>
    distributeVouchers(tx, listed, { doer: province.controller, month: '2020-12', programme: null }),
  );
  const offerIds = sent.offers.filter((each) => each.vouchers === 5).map((each) => each.id);
  await db.write((tx) =>
    acceptVouchers(tx, listed, { doer: province.tellers[0] as Person, officeId: province.camLoId, offerIds }),
  );
  counter = await openCounter(db, [peopleRoutes({ db, clock })]);
  teller = await counter.cookie('teller', province.camLoId);
  elsewhere = await counter.cookie('teller', farId);
});
after(() => counter.server.close());

async function find(q: string, more = {}, cookie = teller, officeId = province.camLoId) {
  const answer = await counter.ask(cookie, 'POST', '/payouts/people/search', { officeId, q, ...more });
  assert.equal(answer.status, 200, JSON.stringify(answer.json));
  return answer.json as { id: string; fullName: string; cccdMasked: string }[];
}
const names = (found: readonly { fullName: string }[]) => found.map((person) => person.fullName);
const idOf = async (cccd: string) => (await find(cccd))[0]?.id as string;

test('a name is found in any word order, without diacritics, half typed, with its year', async () => {
  const both = ['Nguyễn Thị Hoa', 'Nguyễn Thị Hòa'];
  assert.deepEqual(
    names(await find('nguyen thi hoa'))
      .sort()
      .slice(0, 2),
    both,
  );
  assert.deepEqual(names(await find('hoa thi nguyen')).sort(), both);
  assert.deepEqual(names(await find('thị hòa')).sort(), ['Hoa Văn Thí', ...both]);
  assert.deepEqual(names(await find('nguyen hoa')).sort(), ['Nguyễn Hữu Hoàng', ...both]);
  assert.deepEqual(names(await find('hoa nguyen')).sort(), both);
  assert.deepEqual(names(await find('hoa 1950')), ['Nguyễn Thị Hòa']);
  assert.deepEqual(names(await find('hoa')).sort(), ['Hoa Văn Thí', 'Nguyễn Hữu Hoàng', ...both]);
  assert.deepEqual(names(await find('binh tran duc')), ['Trần Đức Bình']);
  assert.deepEqual(names(await find('le hoa')), []);
  assert.deepEqual(names(await find('le hoa', { everywhere: true })), ['Lê Thị Hoa']);
});

test('a name without its middle name is found beyond the first of a common name, or the search says it did not look at all', async () => {
  const query = readQuery('nguyen hoa');
  assert.ok(query);
  const look = (first: number, further: number) =>
    searchPeople(db.read, query, null, 20, { first, further }).then(
      names,
      ({ code }: { code: string }) => code,
    );
  const all = ['Nguyễn Hữu Hoàng', 'Nguyễn Thị Hoa', 'Nguyễn Thị Hòa'];
  assert.deepEqual([...(await look(100, 0))].sort(), all);
  assert.deepEqual([...(await look(1, 100))].sort(), all);
  assert.equal(await look(1, 0), 'query_too_wide');
  const nobody = readQuery('le binhx');
  assert.ok(nobody);
  assert.deepEqual(await searchPeople(db.read, nobody, null, 20, { first: 1, further: 1 }), []);
});

test('numbers and a scanned card find the one person, masked', async () => {
  const [person] = await find('045 150 000 001');
  assert.equal(person?.fullName, 'Nguyễn Thị Hòa');
  assert.equal(person?.cccdMasked, '045*****0001');
  assert.deepEqual(names(await find('045150000001|197000001|Nguyễn Thị Hòa|01011950|Nữ|Cam Hiếu|01012022')), [
    'Nguyễn Thị Hòa',
  ]);
  // A record that knows another number is found by the name and year on the card.
  assert.deepEqual(names(await find('045150999999||Nguyễn Thị Hòa|01011950|Nữ|Cam Hiếu|01012022')), [
    'Nguyễn Thị Hòa',
  ]);
  const short = await counter.ask(teller, 'POST', '/payouts/people/search', {
    officeId: province.camLoId,
    q: '..',
  });
  assert.equal(short.code, 'query_too_short');
});

test('the page judges each voucher for the asking office and day', async () => {
  const id = await idOf('045150000001');
  const page = await counter.ask(teller, 'GET', `/payouts/people/${id}?officeId=${province.camLoId}`);
  assert.equal(page.status, 200, JSON.stringify(page.json));
  assert.equal(page.json.vouchers.length, 1);
  assert.equal(page.json.vouchers[0].whyNot, null);
  assert.equal(page.json.vouchers[0].amountVnd, '1624000');
  clock.set('2020-12-01T09:00:00+07:00');
  const early = await counter.ask(teller, 'GET', `/payouts/people/${id}?officeId=${province.camLoId}`);
  clock.set('2020-12-06T09:00:00+07:00');
  assert.equal(early.json.vouchers[0].whyNot.code, 'too_early');
  assert.equal(early.json.vouchers[0].whyNot.facts.opensOn, '2020-12-05');
  const root = await counter.cookie('auditor', province.rootId);
  const away = await counter.ask(root, 'GET', `/payouts/people/${id}?officeId=${province.rootId}`);
  assert.equal(away.json.vouchers[0].whyNot.code, 'wrong_place');
  const looks = await db.owner.kysely
    .selectFrom('access_log')
    .select('reason')
    .where('subject_id', '=', id)
    .execute();
  assert.equal(looks.length, 3);
});

test('an office opens the people of its communes and vouchers, and nobody else', async () => {
  const id = await idOf('045150000001');
  const far = await counter.ask(elsewhere, 'GET', `/payouts/people/${id}?officeId=${farId}`);
  assert.deepEqual(
    [far.status, far.code, far.json.error.facts],
    [403, 'person_not_allowed', { office: 'Bưu điện huyện Cam Lộ' }],
  );
  const body = { officeId: farId, reason: 'tò mò' };
  assert.equal(
    (await counter.ask(elsewhere, 'POST', `/payouts/people/${id}/reveal`, body)).code,
    'not_allowed',
  );
  const heir = {
    id: newId(),
    officeId: farId,
    fullName: 'A',
    cccd: '045150000009',
    relation: 'con',
    document: 'x',
  };
  assert.equal(
    (await counter.ask(elsewhere, 'POST', `/payouts/people/${id}/heirs`, heir)).code,
    'not_allowed',
  );
  const nobody = await counter.ask(teller, 'GET', `/payouts/people/${newId()}?officeId=${province.camLoId}`);
  assert.equal(nobody.code, 'not_found');
  // A voucher moved to an office makes its holder that office's business.
  await db.owner.pool.query('update voucher set office_id = $1 where citizen_id = $2', [farId, id]);
  assert.equal((await counter.ask(elsewhere, 'GET', `/payouts/people/${id}?officeId=${farId}`)).status, 200);
  await db.owner.pool.query('update voucher set office_id = $1 where citizen_id = $2', [
    province.camLoId,
    id,
  ]);
});

test('full numbers are shown with a reason that stays written', async () => {
  const id = await idOf('045152000002');
  const body = { officeId: province.camLoId, reason: 'đối chiếu thẻ' };
  const shown = await counter.ask(teller, 'POST', `/payouts/people/${id}/reveal`, body);
  assert.equal(shown.json.cccd, '045152000002');
  const look = await db.owner.kysely
    .selectFrom('access_log')
    .select('reason')
    .where('subject_id', '=', id)
    .executeTakeFirstOrThrow();
  assert.equal(look.reason, 'đối chiếu thẻ');
});

test('an authority is recorded once, for at most a year, and revoked at once', async () => {
  const citizen = await idOf('045150000001');
  const url = `/payouts/people/${citizen}/authorities`;
  const authority = {
    id: newId(),
    officeId: province.camLoId,
    proxyName: 'Trần Thị Con',
    proxyCccd: '045175000123',
    relation: 'con',
    programmes: ['merit'],
    madeOn: '2020-12-01',
    expiresOn: '2021-12-01',
    certifiedBy: 'UBND xã Cam Hiếu',
  };
  const post = (more: object) => counter.ask(teller, 'POST', url, { ...authority, ...more });
  assert.equal((await post({ expiresOn: '2021-12-02' })).code, 'authority_too_long');
  assert.equal((await post({ madeOn: '2020-01-05', expiresOn: '2020-12-05' })).code, 'authority_past');
  assert.equal((await post({ programmes: ['lottery'] })).code, 'not_found');
  assert.equal((await post({})).status, 200);
  assert.equal((await post({})).status, 200);
  assert.equal((await post({ proxyName: 'Người Khác' })).code, 'conflict');
  const page = () => counter.ask(teller, 'GET', `/payouts/people/${citizen}?officeId=${province.camLoId}`);
  const [known] = (await page()).json.authorities;
  assert.deepEqual([known.whyNot, known.proxyCccdMasked], [null, '045*****0123']);
  const end = `/payouts/authorities/${authority.id}/revocation`;
  const reason = { officeId: province.camLoId, reason: 'người hưởng yêu cầu' };
  assert.deepEqual((await counter.ask(teller, 'POST', end, reason)).json, { revoked: true });
  assert.deepEqual((await counter.ask(teller, 'POST', end, reason)).json, { revoked: false });
  assert.equal((await page()).json.authorities[0].whyNot, 'authority_revoked');
  const unknown = `/payouts/authorities/${newId()}/revocation`;
  assert.equal((await counter.ask(teller, 'POST', unknown, reason)).code, 'authority_not_found');
});

test('heirs come after a death, and a death is not told ahead', async () => {
  const citizen = await idOf('045039000005');
  const heir = {
    id: newId(),
    officeId: province.camLoId,
    fullName: 'Trần Đức Con',
    cccd: '045065000321',
    relation: 'con',
    document: 'Giấy xác nhận thừa kế 12/2020',
  };
  const post = (path: string, body: object) =>
    counter.ask(teller, 'POST', `/payouts/people/${citizen}/${path}`, body);
  assert.equal((await post('heirs', heir)).code, 'citizen_alive');
  const death = {
    id: newId(),
    officeId: province.camLoId,
    diedOn: '2020-12-07',
    document: 'Trích lục khai tử 01',
  };
  assert.equal((await post('death', death)).code, 'death_ahead');
  assert.deepEqual((await post('death', { ...death, id: newId(), diedOn: '2020-12-03' })).json, {
    recalled: 0,
    awaiting: 0,
    already: false,
  });
  assert.equal((await post('death', { ...death, diedOn: '2020-12-02' })).code, 'death_recorded');
  const page = () => counter.ask(teller, 'GET', `/payouts/people/${citizen}?officeId=${province.camLoId}`);
  assert.equal((await page()).json.vouchers[0].whyNot.code, 'citizen_dead');
  assert.equal((await post('heirs', heir)).status, 200);
  const after = await page();
  assert.equal(after.json.vouchers[0].whyNot, null);
  assert.deepEqual([after.json.person.dead, after.json.diedOn], [true, '2020-12-03']);
});

test('a stop closes payment until it is lifted; only a controller of the province sets it', async () => {
  const citizen = await idOf('045048000003');
  const controller = await counter.cookie('payout-controller', province.rootId);
  const stop = {
    id: newId(),
    programme: null,
    kind: 'suspended',
    fromMonth: '2020-12',
    reason: 'chờ xác minh',
  };
  const url = `/payouts/people/${citizen}/stops`;
  assert.equal((await counter.ask(teller, 'POST', url, stop)).code, 'not_allowed');
  assert.equal((await counter.ask(controller, 'POST', url, stop)).status, 200);
  assert.equal((await counter.ask(controller, 'POST', url, stop)).status, 200);
  assert.equal((await counter.ask(controller, 'POST', url, { ...stop, kind: 'ended' })).code, 'conflict');
  const page = () => counter.ask(teller, 'GET', `/payouts/people/${citizen}?officeId=${province.camLoId}`);
  assert.equal((await page()).json.vouchers[0].whyNot.code, 'payment_stopped');
  const lift = `/payouts/stops/${stop.id}/lift`;
  assert.deepEqual((await counter.ask(controller, 'POST', lift, { reason: 'đã xác minh' })).json, {
    lifted: true,
  });
  assert.deepEqual((await counter.ask(controller, 'POST', lift, { reason: 'đã xác minh' })).json, {
    lifted: false,
  });
  assert.equal((await page()).json.vouchers[0].whyNot, null);
  const unknown = await counter.ask(controller, 'POST', `/payouts/stops/${newId()}/lift`, { reason: 'x' });
  assert.equal(unknown.code, 'not_found');
});
