import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { BINH, cccdOf, citizenOf, HOA, type ServedMonth, serveMonth } from '../../testing/served.ts';

const db = await cloneDatabase();
const PROXY = '045090000777';
let month: ServedMonth;
let officeId: string;
let teller: string;

before(async () => {
  month = await serveMonth(db, 3);
  officeId = month.province.camLoId;
  teller = await month.counter.cookie('teller', officeId);
});
after(() => month.close());

const post = async (url: string, body: object) => {
  const answer = await month.counter.ask(teller, 'POST', `/payouts${url}`, { officeId, ...body });
  assert.equal(answer.status, 200, JSON.stringify(answer.json));
};

async function authorise(cccd: string, part: object = {}): Promise<string> {
  const id = newId();
  await post(`/people/${await citizenOf(db, cccd)}/authorities`, {
    id,
    proxyName: 'Trần Văn Cháu',
    proxyCccd: PROXY,
    relation: 'cháu',
    programmes: null,
    madeOn: '2020-11-01',
    expiresOn: '2021-10-31',
    certifiedBy: 'UBND xã',
    ...part,
  });
  return id;
}

interface Found {
  readonly person: { readonly fullName: string; readonly cccdMasked: string };
  readonly authorityId: string | null;
  readonly heirId: string | null;
  readonly collectorCccdMasked: string;
  readonly programmes: string[] | null;
  readonly whyNot: string | null;
}

async function find(q: string, at = officeId, cookie = teller): Promise<Found[]> {
  const { status, json } = await month.counter.ask(cookie, 'POST', '/payouts/collecting/search', {
    officeId: at,
    q,
  });
  assert.equal(status, 200, JSON.stringify(json));
  return json;
}

const looks = async () =>
  (
    await db.owner.pool.query<{ subject_id: string }>(
      `select subject_id from access_log where reason = 'collecting' order by subject_id`,
    )
  ).rows.map((row) => row.subject_id);

test('a card finds everybody its holder is registered for, with the scope, and why not where it does not hold today', async () => {
  const [good, scoped, old, ended] = [
    await authorise(HOA),
    await authorise(BINH, { programmes: ['merit'] }),
    await authorise(cccdOf(1), { expiresOn: '2020-12-06' }),
    await authorise(cccdOf(2)),
  ];
  await post(`/authorities/${ended}/revocation`, { reason: 'Người hưởng đổi ý' });
  month.clock.set('2020-12-07T09:00:00+07:00');
  const found = await find(`${PROXY}||Trần Văn Cháu|01011990|Nam|Cam Hiếu|01012022`);
  const by = new Map(found.map((each) => [each.authorityId, each]));
  assert.equal(found.length, 4);
  assert.deepEqual(
    [good, scoped, old, ended].map((id) => by.get(id)?.whyNot),
    [null, null, 'authority_expired', 'authority_revoked'],
  );
  assert.deepEqual(by.get(scoped)?.programmes, ['merit']);
  assert.deepEqual(
    [by.get(good)?.person.fullName, by.get(good)?.person.cccdMasked, by.get(good)?.collectorCccdMasked],
    ['Nguyễn Thị Hòa', '045*****0001', '045*****0777'],
  );
  assert.ok(!JSON.stringify(found).includes(PROXY) && !JSON.stringify(found).includes(HOA));
  const people = await Promise.all([HOA, BINH, cccdOf(1), cccdOf(2)].map((cccd) => citizenOf(db, cccd)));
  assert.deepEqual(await looks(), people.toSorted());
});

test('the number alone finds the same; a name, or a card of nobody, finds nobody and records nothing', async () => {
  assert.equal((await find('045 090 000 777')).length, 4);
  const before = (await looks()).length;
  assert.deepEqual([await find('tran van chau'), await find('045090000778')], [[], []]);
  assert.equal((await looks()).length, before);
});

test('an heir collects for the dead and for nobody else; an authority ends with the life of who gave it', async () => {
  const dead = await citizenOf(db, cccdOf(3));
  await authorise(cccdOf(3));
  const heirId = newId();
  const heir = { fullName: 'Trần Văn Cháu', cccd: PROXY, relation: 'con', document: 'TL 8' };
  const whyNot = async () => {
    const own = (await find(PROXY)).filter(({ person }) => person.cccdMasked.endsWith(cccdOf(3).slice(-4)));
    return Object.fromEntries(own.map((each) => [each.heirId ? 'heir' : 'proxy', each.whyNot]));
  };
  assert.deepEqual(await whyNot(), { proxy: null });
  await post(`/people/${dead}/death`, { id: newId(), diedOn: '2020-12-03', document: 'Trích lục 7' });
  await post(`/people/${dead}/heirs`, { id: heirId, ...heir });
  assert.deepEqual(await whyNot(), { heir: null, proxy: 'citizen_dead' });
  // A death that was taken back leaves the heir on record.
  await db.owner.pool.query('delete from citizen_death where citizen_id = $1', [dead]);
  assert.deepEqual(await whyNot(), { heir: 'citizen_alive', proxy: null });
});

test('an office finds those it may open, and no others', async () => {
  const far = await month.counter.cookie('teller', month.farId);
  assert.deepEqual(await find(PROXY, month.farId, far), []);
  const auditor = await month.counter.cookie('auditor', officeId);
  const refused = await month.counter.ask(auditor, 'POST', '/payouts/collecting/search', {
    officeId,
    q: PROXY,
  });
  assert.equal(refused.code, 'not_allowed');
});
