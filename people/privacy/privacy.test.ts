import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { makeTestOffices, makeTestPerson, TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { openGate } from '#kernel/access/gate.ts';
import { createServer, type Server } from '#kernel/http/server.ts';
import { ROLES } from '#people/staff/roles.ts';
import { pino } from 'pino';
import { isRestricted } from './requests.ts';
import { purgeExpired } from './retention.ts';
import { privacyRoutes } from './routes.ts';
import { privacyVi } from './texts.ts';

const db = await cloneDatabase();
const offices = await makeTestOffices(db.owner);
const NOW = new Date('2026-03-02T09:00:00+07:00');
let server: Server;
let cookie: string;
let keeper: Id;

before(async () => {
  const person = await makeTestPerson(db.owner, [{ role: 'administrator', officeId: offices.root }]);
  cookie = person.cookie;
  keeper = person.staffId;
  server = await createServer({
    db,
    gate: openGate({ db, secret: TEST_SECRET, secure: false }),
    bound: [privacyRoutes({ db, clock: { now: () => NOW } })],
    roles: ROLES,
    info: { title: 'Thử', version: '1' },
    log: pino({ level: 'silent' }),
    uploadFolder: '/nowhere',
    webFolder: null,
    secure: false,
    say: (code) => (code in privacyVi ? { vi: code, en: code } : null),
  });
});
after(() => server.close());

async function ask(method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await server.app.inject({
    method,
    url: `/api/privacy${url}`,
    headers: { cookie },
    ...(payload && { payload }),
  });
  const json = answer.json();
  return { status: answer.statusCode, json, code: (json.error?.code ?? null) as string | null };
}

/** Twelve digits of its own for each. */
const numberOf = (id: Id) => (BigInt(`0x${id.slice(-12)}`) % 1_000_000_000_000n).toString().padStart(12, '0');

async function newCitizen(name = 'Nguyễn Thị Thử'): Promise<Id> {
  const id = newId();
  await db.owner.pool.query(
    `insert into citizen (id, full_name, name_key, tail_key, cccd, phone, address, bank_account, bank_name, recorded_at)
     values ($1, $2, 'x', 'x', $3, '0912345678', 'Thôn 1', '190012345678', 'Ngân hàng Thử', now())`,
    [id, name, numberOf(id)],
  );
  await db.owner.pool.query(
    `insert into citizen_note (id, citizen_id, office_id, text, written_by, written_at) values ($1, $2, $3, 'Nhà có chó dữ', $4, now())`,
    [newId(), id, offices.a, keeper],
  );
  await db.owner.pool.query(
    `insert into citizen_change (id, citizen_id, before, after, reason, changed_by, changed_at)
     values ($1, $2, '{"phone":"0999999999","sex":null}', '{"phone":"0912345678","sex":"female"}', 'sửa', $3, now())`,
    [newId(), id, keeper],
  );
  return id;
}

async function request(kind: string, citizenId: Id | null, part: object = {}) {
  const body = {
    id: newId(),
    number: citizenId === null ? null : numberOf(citizenId),
    kind,
    askedBy: 'Nguyễn Thị Thử',
    identifiedBy: 'Xuất trình CCCD',
    text: 'Đề nghị theo luật',
    receivedAt: '2026-03-01T08:00:00+07:00',
    ...part,
  };
  return { body, ...(await ask('POST', '/requests', body)) };
}
const answer = (id: string, act: string, outcome = 'done') =>
  ask('POST', `/requests/${id}/answer`, { outcome, text: 'Đã làm', act });

test('a request is due in 72 hours from when it was received, and recorded once', async () => {
  const asked = await request('see', null);
  assert.deepEqual([asked.status, asked.json.dueAt], [200, '2026-03-04T01:00:00.000Z']);
  assert.equal((await ask('POST', '/requests', asked.body)).status, 200);
  assert.equal((await ask('POST', '/requests', { ...asked.body, text: 'Khác' })).code, 'conflict');
  const ahead = await request('see', null, { receivedAt: '2026-03-05T08:00:00+07:00' });
  assert.equal(ahead.code, 'received_ahead');
  assert.equal((await request('see', newId())).code, 'person_unknown');
  const late = await request('see', null, { receivedAt: '2026-02-20T08:00:00+07:00' });
  const { items } = (await ask('GET', '/requests?open=true')).json as {
    items: { id: string; late: boolean }[];
  };
  const [first] = items;
  assert.deepEqual([first?.id, first?.late], [late.body.id, true]);
});

test('a copy holds all parts of one person, and making it is recorded', async () => {
  const citizenId = await newCitizen();
  await newCitizen('Người Khác');
  const { body } = await request('see', citizenId);
  const { status, json } = await ask('GET', `/requests/${body.id}/copy`);
  assert.equal(status, 200);
  assert.deepEqual(
    [
      json.records.length,
      json.records[0].bank_account,
      json.notes.length,
      json.changes.length,
      json.requests.length,
    ],
    [1, '190012345678', 1, 1, 1],
  );
  assert.deepEqual(json.payments, []);
  assert.doesNotMatch(JSON.stringify(json), /Người Khác/);
  const { rows } = await db.pool.query(
    `select route from access_log where subject_kind = 'citizen' and subject_id = $1`,
    [citizenId],
  );
  assert.deepEqual(rows, [{ route: 'GET /privacy/requests/:requestId/copy' }]);
  const nobody = await request('see', null);
  assert.equal((await ask('GET', `/requests/${nobody.body.id}/copy`)).code, 'not_found');
});

test('a request is answered once; an act that was not asked for is refused', async () => {
  const citizenId = await newCitizen();
  const { body } = await request('see', citizenId);
  for (const act of ['erase', 'restrict']) assert.equal((await answer(body.id, act)).code, 'act_unfit', act);
  assert.equal((await answer(body.id, 'lift', 'refused')).code, 'act_unfit');
  assert.equal((await answer(body.id, 'none')).status, 200);
  assert.equal((await answer(body.id, 'none')).status, 200);
  assert.equal((await answer(body.id, 'none', 'refused')).code, 'request_answered');
  assert.equal((await answer(newId(), 'none')).code, 'not_found');
});

test('a restriction holds until it is lifted by another request', async () => {
  const citizenId = await newCitizen();
  const first = await request('restrict', citizenId);
  await answer(first.body.id, 'restrict');
  assert.equal(await isRestricted(db.read, citizenId), true);
  const second = await request('object', citizenId);
  await answer(second.body.id, 'lift');
  assert.equal(await isRestricted(db.read, citizenId), false);
});

test('erasing removes how to reach a person and notes about them, and leaves who they are', async () => {
  const citizenId = await newCitizen();
  const { body } = await request('erase', citizenId);
  const done = await answer(body.id, 'erase', 'partly');
  assert.deepEqual(done.json.removed, {
    phones: 1,
    addresses: 1,
    accounts: 1,
    notes: 1,
    records: 1,
    changes: 1,
  });
  const { rows } = await db.owner.pool.query(
    `select full_name, phone, address, bank_account, (select count(*)::int from citizen_note where citizen_id = c.id) as notes,
       (select after from citizen_change where citizen_id = c.id) as change from citizen c where id = $1`,
    [citizenId],
  );
  assert.deepEqual(rows, [
    {
      full_name: 'Nguyễn Thị Thử',
      phone: null,
      address: null,
      bank_account: null,
      notes: 0,
      change: { sex: 'female' },
    },
  ]);
  assert.deepEqual((await answer(body.id, 'erase', 'partly')).json.removed, done.json.removed);
});

test('nothing is erased while something is due, nor without a request to be erased', async () => {
  const citizenId = await newCitizen();
  const { body } = await request('erase', citizenId);
  await db.owner.pool.query(
    `insert into voucher (id, list_id, line, programme, month, benefit_month, kind, regime, source, citizen_id, amount_vnd, status,
       office_id, channel, pay_on, pay_until)
     values ($1, $1, 1, 'merit', '2026-03-01', '2026-03-01', 'regular', 'x', 'NSNN', $2, 5, 'due', $3, 'point', '2026-03-05', '2026-03-10')`,
    [newId(), citizenId, offices.a],
  );
  assert.equal((await answer(body.id, 'erase')).code, 'still_due');
  assert.equal((await answer(body.id, 'none', 'refused')).status, 200);
  const see = await request('see', citizenId);
  await assert.rejects(
    db.pool.query('select erase_person($1, $2, $3, $4, now())', [see.body.id, keeper, 'x', 'done']),
    { code: '23503' },
  );
});

test('registers come page by page: what waits by when it is due, then what is answered, each row once', async () => {
  const all = async (url: string, limit: number) => {
    const seen: { id: string; dueAt: string; answer: object | null }[] = [];
    for (let after = ''; ;) {
      const { json } = await ask('GET', `${url}?limit=${limit}${after}`);
      seen.push(...json.items);
      if (json.next === null) return seen;
      after = `&after=${json.next}`;
    }
  };
  await request('see', null, { receivedAt: '2026-02-27T08:00:00+07:00' });
  await request('see', null, { receivedAt: '2026-02-26T08:00:00+07:00' });
  const rows = await all('/requests', 2);
  assert.deepEqual(
    rows.map(({ id }) => id),
    (await all('/requests', 500)).map(({ id }) => id),
  );
  const waiting = rows.filter((row) => row.answer === null);
  assert.ok(waiting.length > 2 && waiting.length < rows.length);
  assert.deepEqual(rows.slice(0, waiting.length), waiting);
  assert.deepEqual(
    waiting.map(({ dueAt }) => dueAt),
    waiting.map(({ dueAt }) => dueAt).toSorted(),
  );
  const found = { happenedAt: null, kind: 'lost', description: 'Mất sổ', people: null, sensitive: false };
  for (const day of ['2026-02-20', '2026-02-21', '2026-02-22'])
    await ask('POST', '/breaches', { id: newId(), foundAt: `${day}T08:00:00+07:00`, ...found });
  const breaches = await all('/breaches', 2);
  assert.equal(new Set(breaches.map(({ id }) => id)).size, 3);
});

test('a breach is told to the authority in 72 hours, and closed once', async () => {
  const body = {
    id: newId(),
    foundAt: '2026-03-01T20:00:00+07:00',
    happenedAt: null,
    kind: 'lost',
    description: 'Mất một tập danh sách ký nhận',
    people: 42,
    sensitive: true,
  };
  const made = await ask('POST', '/breaches', body);
  assert.equal(made.json.notifyBy, '2026-03-04T13:00:00.000Z');
  assert.equal((await ask('POST', '/breaches', body)).status, 200);
  assert.equal((await ask('POST', '/breaches', { ...body, people: 43 })).code, 'conflict');
  const add = (kind: string, id = newId()) =>
    ask('POST', `/breaches/${body.id}/entries`, {
      id,
      kind,
      text: 'Đã gửi A05',
      at: '2026-03-02T08:00:00+07:00',
    });
  const told = newId();
  assert.equal((await add('notice-authority', told)).status, 200);
  assert.equal((await add('notice-authority', told)).status, 200);
  assert.equal((await add('measure', told)).code, 'conflict');
  assert.equal((await add('closed')).status, 200);
  assert.equal((await add('measure')).code, 'breach_closed');
  const [breach] = (await ask('GET', '/breaches')).json.items;
  assert.deepEqual([breach.notified, breach.closed, breach.entries.length], [true, true, 2]);
});

test('what is past its time goes, by the rule of the day, and is written down', async () => {
  const add = (at: string) =>
    db.owner.pool.query(`insert into sign_in_attempt (subject, at) values ('x', $1)`, [at]);
  await add('2026-01-20T00:00:00+07:00');
  await add('2026-02-20T00:00:00+07:00');
  const purge = () => db.write((tx) => purgeExpired(tx, NOW));
  assert.equal(await purge(), 1);
  assert.equal(await purge(), 0);
  const rule = { what: 'sign-in-attempt', validFrom: '2026-03-03', days: 5, legalBasis: 'Quyết định thử' };
  assert.equal((await ask('POST', '/retention', { ...rule, validFrom: '2026-03-02' })).code, 'rule_past');
  assert.equal((await ask('POST', '/retention', rule)).status, 200);
  assert.equal((await ask('POST', '/retention', rule)).code, 'conflict');
  assert.equal(await purge(), 0);
  assert.equal(await db.write((tx) => purgeExpired(tx, new Date('2026-03-03T09:00:00+07:00'))), 1);
  const { runs } = (await ask('GET', '/retention')).json;
  assert.deepEqual(
    runs.map(({ what, days, removed }: { what: string; days: number; removed: number }) => [
      what,
      days,
      removed,
    ]),
    [
      ['sign-in-attempt', 5, 1],
      ['sign-in-attempt', 30, 1],
    ],
  );
});
