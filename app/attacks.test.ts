import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { pino } from 'pino';
import { openTestSession, TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { HOA } from '#modules/payouts/testing/served.ts';
import { hashPassword } from '#people/staff/passwords.ts';
import { buildServer } from './server.ts';
import { openHouse } from './testing/house.ts';

/** What an outsider, and an insider of another office or of one role too few, would try over HTTP. */
const house = await openHouse(await cloneDatabase());
const { db, month, send } = house;

after(async () => {
  await house.close();
  assert.deepEqual(house.defects, []);
});

const person = (role: string, officeId: string) => house.person(officeId, role);

async function voucherOfHoa(): Promise<string> {
  const { rows } = await db.owner.pool.query<{ id: string }>(
    'select v.id from voucher v join citizen c on c.id = v.citizen_id where c.cccd = $1',
    [HOA],
  );
  return rows[0]?.id ?? '';
}

test('a session that somebody laid down before is not the one that a sign-in opens', async () => {
  const { staffId, username, cookie } = await person('teller', month.province.camLoId);
  const password = 'gạo trắng nước trong';
  await db.pool.query(
    `insert into account (id, account_id, provider_id, staff_id, password) values ($1, $2::text, 'credential', $2::uuid, $3)`,
    [newId(), staffId, await hashPassword(password)],
  );
  const signed = await send('POST', '/auth/sign-in/username', { cookie, body: { username, password } });
  const fresh = signed.answer.cookies[0]?.value ?? '';
  assert.notEqual(fresh, '');
  assert.equal(decodeURIComponent(cookie).includes(fresh.slice(0, 20)), false);
});

test('a form of another site, which needs no leave to be sent, changes nothing', async () => {
  const { cookie } = await person('teller', month.province.camLoId);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
    for (const from of [
      {},
      { origin: 'https://evil.vn' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const headers = { 'content-type': type, ...from };
      const body = '{"currentPassword":"x","newPassword":"gạo trắng nước trong"}';
      const { status } = await send('POST', '/staff/me/password', { cookie, headers, body });
      assert.ok([400, 403, 415].includes(status), `${type} ${JSON.stringify(from)}: ${status}`);
    }
  assert.equal((await send('GET', '/staff/me', { cookie })).status, 200);
});

test('what is named inside a request belongs to another office: nothing is paid, moved or shown', async () => {
  const { farId, province, clock } = month;
  const stranger = await person('teller', farId);
  const voucher = await voucherOfHoa();
  const payment = {
    id: newId(),
    officeId: farId,
    voucherIds: [voucher],
    collector: { kind: 'self' },
    signed: 'paper',
    occurredAt: clock.now().toISOString(),
  };
  const { cookie } = stranger;
  assert.ok((await send('POST', '/payouts/payments', { cookie, body: payment })).status >= 400);
  const other = { ...payment, id: newId(), officeId: province.camLoId };
  assert.equal((await send('POST', '/payouts/payments', { cookie, body: other })).code, 'not_allowed');
  const { officeId, ...one } = { ...payment, id: newId() };
  const bulk = await send('POST', '/payouts/payments/bulk', { cookie, body: { officeId, payments: [one] } });
  assert.ok(bulk.status >= 400 || bulk.json[0].receipt === null, JSON.stringify(bulk.json));
  const { rows } = await db.owner.pool.query('select from payment where voucher_id = $1', [voucher]);
  assert.equal(rows.length, 0);
  assert.equal(
    (await send('GET', `/payouts/offers?officeId=${province.camLoId}`, { cookie })).code,
    'not_allowed',
  );
});

test('one person is one person: in a second session, under another name, in a second role', async () => {
  const { camLoId, rootId } = month.province;
  const proposer = await person('treasurer', camLoId);
  const what = {
    kind: 'bank-cash',
    direction: 'draw',
    count: fewestNotes(250_000_000n).count,
    document: 'Séc 9',
  };
  const id = newId();
  const proposed = await send('POST', '/payouts/proposals', {
    cookie: proposer.cookie,
    body: { id, officeId: camLoId, what },
  });
  assert.equal(proposed.status, 200, JSON.stringify(proposed.json));
  const second = await openTestSession(db, proposer.staffId);
  await db.owner.pool.query(
    `update staff set username = username || '-moi', name = 'Người Khác' where id = $1`,
    [proposer.staffId],
  );
  for (const role of ['district-manager', 'chief-accountant', 'provincial-director', 'treasurer'])
    for (const officeId of [camLoId, rootId])
      await db.owner.pool.query(
        `insert into role_grant (id, staff_id, role, office_id, valid_from) values ($1, $2, $3, $4, '2020-01-01')`,
        [newId(), proposer.staffId, role, officeId],
      );
  const body = { officeId: camLoId, granted: true, note: null };
  for (const cookie of [proposer.cookie, second])
    assert.equal(
      (await send('POST', `/payouts/proposals/${id}/ruling`, { cookie, body })).code,
      'own_proposal',
    );
});

test('amounts that are none, or too much, are refused by their shape', async () => {
  const { cookie } = await person('chief-accountant', month.province.rootId);
  const amounts = [
    '-1',
    '0',
    '00',
    '1e9',
    'NaN',
    'Infinity',
    ' 1',
    '1.0',
    '0x10',
    '１００',
    '9'.repeat(16),
    '9'.repeat(400),
    5,
    -5,
    null,
    {},
    [],
  ];
  for (const amountVnd of amounts) {
    const body = {
      id: newId(),
      programme: 'merit',
      month: '2020-12',
      amountVnd,
      document: 'UNC',
    };
    const { code } = await send('POST', '/payouts/funding', { cookie, body });
    assert.equal(code, 'invalid_input', String(amountVnd));
  }
  const right = { id: newId(), programme: 'merit', month: '2020-12', amountVnd: '5', document: 'UNC' };
  assert.equal((await send('POST', '/payouts/funding', { cookie, body: right })).status, 200);
});

test('fields that nobody promised are not taken, wherever they stand', async () => {
  const { cookie } = await person('administrator', month.province.rootId);
  const body = {
    id: newId(),
    username: 'moi.vao',
    name: 'Mới Vào',
    grantId: newId(),
    role: 'auditor',
    officeId: month.province.rootId,
  };
  for (const more of [
    { passwordHash: 'x' },
    { mustChangePassword: false },
    { grants: [] },
    { two_factor_enabled: true },
    { constructor: {} },
  ])
    assert.equal(
      (await send('POST', '/staff', { cookie, body: { ...body, ...more } })).code,
      'invalid_input',
    );
  const polluted = JSON.stringify(body).replace('}', ',"__proto__":{"role":"administrator"}}');
  const sent = { cookie, headers: { 'content-type': 'application/json' }, body: polluted };
  assert.ok((await send('POST', '/staff', sent)).status >= 400);
  assert.equal(({} as Record<string, unknown>)['role'], undefined);
});

test('names are what they show: no unseen signs, no letters that look like others in a user name', async () => {
  const { cookie } = await person('administrator', month.province.rootId);
  const body = {
    id: newId(),
    username: 'ten.thu',
    name: 'Nguyễn Thị Thử',
    grantId: newId(),
    role: 'auditor',
    officeId: month.province.rootId,
  };
  for (const name of ['Nguyễn\u202eửhT', 'a\u0007b', 'a\u001b[2J', '\u2066x', 'a\u0085b', '\ud800'])
    assert.equal(
      (await send('POST', '/staff', { cookie, body: { ...body, name } })).code,
      'invalid_input',
      escape(name),
    );
  for (const username of ['аdmin', 'Admin', 'ad\u200bmin', 'ａdmin', '../x', 'a b', "a'b"])
    assert.equal(
      (await send('POST', '/staff', { cookie, body: { ...body, username } })).code,
      'invalid_input',
      username,
    );
});

test('a file that is guessed by its hash, or a record by its id, is not there', async () => {
  const { cookie } = await person('administrator', month.province.rootId);
  const hash = randomBytes(32).toString('hex');
  for (const path of [
    `/devices/attachments/${hash}`,
    `/payouts/payments/${newId()}/receipt?officeId=${month.province.rootId}`,
  ])
    assert.ok([403, 404, 422].includes((await send('GET', path, { cookie })).status), path);
  for (const path of ['/../app/main.ts', '/%2e%2e/%2e%2e/etc/passwd', '/staff/..%2f..%2fx', '//evil.vn/x']) {
    const { status, answer } = await send('GET', path, { cookie });
    // Where the web is built, an address that names nothing answers with the page of the desk.
    assert.ok(status >= 400 || answer.body.startsWith('<!doctype html>'), path);
    assert.equal(answer.headers['location'], undefined);
  }
});

test('the public page, on a hostname of its own, shares no origin with the desk', async () => {
  const { clock } = month;
  const apart = await buildServer({
    db,
    clock,
    log: pino({ level: 'silent' }),
    dataDir: house.folder,
    sessionSecret: TEST_SECRET,
    publicHost: 'phieu.vn',
  });
  const statusOf = async (host: string, url: string) =>
    (await apart.app.inject({ url, headers: { host } })).statusCode;
  for (const host of ['phieu.vn', 'PHIEU.vn', 'phieu.vn:8443']) {
    assert.equal(await statusOf(host, '/kiem-chung/page.css'), 200, host);
    for (const url of ['/api/staff/me', '/healthz', '/', '/field/', '/kiem-chungx', '//kiem-chung'])
      assert.equal(await statusOf(host, url), 404, `${host}${url}`);
  }
  assert.equal(await statusOf('tinh.vn', '/kiem-chung/page.css'), 404);
  assert.equal(await statusOf('tinh.vn', '/api/staff/me'), 401);
  await apart.close();
});
