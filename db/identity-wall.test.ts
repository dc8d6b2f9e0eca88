import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { makeTestOffices, makeTestPerson } from '#kernel/access/testing/signed-in.ts';
import type { Looking } from '#kernel/access/reveals.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { maskNumber } from '#kernel/words/text.ts';
import {
  findByNumber,
  findCollecting,
  lookAtCollectors,
  lookAtPeople,
  lookAtRecords,
} from '#people/looks/numbers.ts';

/**
 * The second wall on personal data, tried as the application's own login: what a careless query, or text that reached SQL,
 * could read of people. The first wall is the route.
 */
const db = await cloneDatabase();
const offices = await makeTestOffices(db.owner);
const DENIED = '42501';
const NUMBERS = ['cccd', 'cmnd', 'insurance_no', 'phone', 'address'];
const CCCD = '045151317021';
const here = newId();
const elsewhere = newId();
const merged = newId();

before(async () => {
  await db.owner.pool.query(
    `insert into unit (code, level, name, name_key, valid_from, legal_basis)
     select 'U' || n, 'commune', 'Xã ' || n, 'xa ' || n, '2020-01-01', 'thử' from generate_series(1, 2) n`,
  );
  const { rows } = await db.owner.pool.query<{ id: number }>('select id from unit order by code');
  const [a, b] = rows.map((row) => row.id);
  await db.owner.pool.query(
    `insert into office_unit (office_id, unit_id, valid_from) values ($1, $2, '2020-01-01'), ($3, $4, '2020-01-01')`,
    [offices.a, a, offices.b, b],
  );
  const enter = (id: Id, cccd: string, insurance: string, unit: number | undefined) =>
    db.owner.pool.query(
      `insert into citizen (id, full_name, name_key, tail_key, cccd, insurance_no, phone, address, unit_id, recorded_at)
       values ($1, 'Nguyễn Thị Hòa', 'nguyen thi hoa', 'hoa thi nguyen', $2, $3, '0912345678', 'Số 7, đường Một', $4, now())`,
      [id, cccd, insurance, unit],
    );
  await enter(here, CCCD, '4512345678', a);
  await enter(elsewhere, '045151317999', '4512345999', b);
  await enter(merged, '045151317888', '4512345888', b);
  await db.owner.pool.query('update citizen set merged_into = $1 where id = $2', [here, merged]);
});

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

async function lookingAs(role: string, officeId: string): Promise<Looking> {
  const { staffId } = await makeTestPerson(db.owner, [{ role, officeId }]);
  const { rows } = await db.pool.query<{ id: Id }>('select id from session where staff_id = $1', [staffId]);
  const looked = { subjectKind: 'citizen', subjectId: null, reason: 'thử', route: 'GET /x', reference: 'r1' };
  return { ...looked, staffId, sessionId: rows[0]?.id ?? '', deviceId: null, ip: '127.0.0.1' };
}

const looksOf = async (staffId: string) => {
  const { rows } = await db.pool.query<{ subject_id: string }>(
    'select subject_id from access_log where staff_id = $1 order by id',
    [staffId],
  );
  return rows.map((row) => row.subject_id);
};

test('no statement of the application reads an identity number, a telephone or an address', async () => {
  for (const column of NUMBERS)
    for (const statement of [
      `select ${column} from citizen`,
      `select id from citizen where ${column} = 'x'`,
      `select id from citizen order by ${column}`,
      `update citizen set hamlet = hamlet returning ${column}`,
      `insert into citizen_note (id, text) select id, ${column} from citizen`,
    ])
      assert.equal(await codeOf(db.pool.query(statement)), DENIED, statement);
  for (const statement of [
    'select * from citizen',
    'select citizen from citizen',
    'select to_jsonb(c) from citizen c',
    'copy citizen to stdout',
    'select before from citizen_change',
    'select * from citizen_change',
    `update citizen set cccd = '045151317022'`,
    `select admit_look(array['${here}']::uuid[], '${here}', null, null, 'citizen', null, '', '', '', '')`,
  ])
    assert.equal(await codeOf(db.pool.query(statement)), DENIED, statement);
});

test('what everyday work shows is masked, and a number finds its person without telling any', async () => {
  const shown = await db.read
    .selectFrom('citizen_shown')
    .select(['cccd_masked', 'insurance_no_masked', 'phone_masked', 'has_cccd'])
    .where('id', '=', here)
    .executeTakeFirst();
  const masked = {
    cccd_masked: maskNumber(CCCD),
    insurance_no_masked: '451***5678',
    phone_masked: '091***5678',
  };
  assert.deepEqual(shown, { ...masked, has_cccd: true });
  for (const number of ['', '1234567', '12345678', CCCD])
    assert.equal(
      (await db.pool.query('select masked($1) as text', [number])).rows[0].text,
      maskNumber(number),
    );
  assert.deepEqual(await findByNumber(db.read, 'cccd', CCCD), [here]);
  assert.deepEqual(await findByNumber(db.read, 'phone', '0912345678', 2).then((ids) => ids.length), 2);
  assert.deepEqual(await findByNumber(db.read, 'insurance_no', CCCD), []);
});

test('in full they are read with a look that is written down, by who is signed in and within their reach', async () => {
  const looking = await lookingAs('teller', offices.a);
  const found = await lookAtPeople(db, [here], looking);
  assert.equal(found.get(here)?.cccd, CCCD);
  assert.equal(found.get(here)?.phone, '0912345678');
  assert.equal((await lookAtPeople(db, [merged], looking)).size, 1, 'a record merged into one within reach');
  assert.deepEqual(await looksOf(looking.staffId), [here, merged]);
  // Of a file about many, the file is what is written down.
  await lookAtRecords(db, [here], { ...looking, subjectKind: 'paper', subjectId: 'p1' });
  assert.deepEqual(await looksOf(looking.staffId), [here, merged, 'p1']);
});

test('beyond the reach of every role, after sign-out, suspension or revocation nothing is read', async () => {
  const looking = await lookingAs('teller', offices.a);
  const refused = async (look: Looking, ids = [here]) =>
    assert.equal(await codeOf(lookAtPeople(db, ids, look)), DENIED);
  await refused(looking, [elsewhere]);
  await refused(looking, [here, elsewhere]);
  await refused(looking, [newId()]);
  await refused({ ...looking, sessionId: newId() });
  await refused({ ...looking, sessionId: null });
  const other = await lookingAs('teller', offices.a);
  await refused({ ...looking, sessionId: other.sessionId });
  assert.equal((await lookAtPeople(db, [here], looking)).size, 1);
  assert.equal((await lookAtPeople(db, [elsewhere], await lookingAs('auditor', offices.root))).size, 1);
  await db.owner.pool.query(
    `insert into role_revocation (grant_id, reason) select id, 'thử' from role_grant where staff_id = $1`,
    [looking.staffId],
  );
  await refused(looking);
  await db.owner.pool.query(`insert into staff_suspension (id, staff_id, reason) values ($1, $2, 'thử')`, [
    newId(),
    other.staffId,
  ]);
  await refused(other);
  const gone = await lookingAs('teller', offices.a);
  await db.owner.pool.query('update session set expires_at = now() where staff_id = $1', [gone.staffId]);
  await refused(gone);
  assert.deepEqual(await looksOf(gone.staffId), []);
});

test('a look and the roles it rests on go by the province’s clock, however far it is from the machine’s', async () => {
  const looking = await lookingAs('teller', offices.a);
  const held = (from: string, to: string) =>
    db.owner.pool.query('update role_grant set valid_from = $2, valid_to = $3 where staff_id = $1', [
      looking.staffId,
      from,
      to,
    ]);
  const there = Date.parse('2020-12-08T10:00:00+07:00');
  const setting = `insert into setting (name, value) values ('clock_offset_ms', to_jsonb($1::bigint))`;
  await db.owner.pool.query(setting, [there - Date.now()]);
  try {
    await held('2020-12-01', '2020-12-08');
    assert.equal((await lookAtPeople(db, [here], looking)).size, 1, 'its last day');
    await held('2020-12-09', '2020-12-31');
    assert.equal(await codeOf(lookAtPeople(db, [here], looking)), DENIED, 'not begun');
  } finally {
    await db.owner.pool.query(`delete from setting where name = 'clock_offset_ms'`);
  }
  const { rows } = await db.pool.query<{ at: Date }>('select at from access_log where staff_id = $1', [
    looking.staffId,
  ]);
  assert.equal(rows.length, 1);
  const lateMs = Number(rows[0]?.at) - there;
  assert.ok(lateMs >= 0 && lateMs < 60_000, `${lateMs} ms after the clock was set`);
});

test('numbers of proxies and heirs are behind the wall too: found by a card, read in full with a look', async () => {
  const [authority, heir, proxy] = [newId(), newId(), '045090000017'];
  await db.owner.pool.query(
    `insert into authority (id, citizen_id, proxy_name, proxy_cccd, certified_by, made_on, expires_on, recorded_by, recorded_at)
     values ($1, $2, 'Trần Văn Con', $3, 'UBND', '2020-12-01', '2021-06-01', $2, now())`,
    [authority, here, proxy],
  );
  await db.owner.pool.query(
    `insert into heir (id, citizen_id, full_name, cccd, relation, document, recorded_by, recorded_at)
     values ($1, $2, 'Trần Thị Cháu', $3, 'cháu', 'TL 1', $2, now())`,
    [heir, merged, proxy],
  );
  for (const statement of [
    'select proxy_cccd from authority',
    'select * from authority',
    `select id from authority where proxy_cccd = '${proxy}'`,
    'select cccd from heir',
    'select id from heir order by cccd',
    'select to_jsonb(h) from heir h',
  ])
    assert.equal(await codeOf(db.pool.query(statement)), DENIED, statement);
  const { rows } = await db.pool.query(
    'select a.proxy_cccd_masked as proxy, h.cccd_masked as heir from authority_shown a, heir_shown h where a.id = $1 and h.id = $2',
    [authority, heir],
  );
  assert.deepEqual(rows, [{ proxy: maskNumber(proxy), heir: maskNumber(proxy) }]);
  const found = await findCollecting(db.read, proxy);
  assert.deepEqual(
    found.map(({ authorityId, heirId }) => authorityId ?? heirId),
    [authority, heir],
  );
  assert.deepEqual(await findCollecting(db.read, '045090000018'), []);
  const looking = await lookingAs('teller', offices.a);
  const numbers = await lookAtCollectors(db, [here], looking);
  assert.deepEqual(Object.fromEntries(numbers), { [authority]: proxy, [heir]: proxy });
  assert.deepEqual(await looksOf(looking.staffId), [here]);
  assert.equal(await codeOf(lookAtCollectors(db, [elsewhere], looking)), DENIED);
  assert.equal(await codeOf(lookAtCollectors(db, [here], { ...looking, sessionId: newId() })), DENIED);
});
