import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { before, after, test } from 'node:test';
import { pino } from 'pino';
import { openGate } from '#kernel/access/gate.ts';
import { openSignIn } from '#kernel/access/sign-in.ts';
import { accessContract } from '#kernel/access/contract.ts';
import {
  makeTestOffices,
  makeTestPerson,
  openTestSession,
  TEST_SECRET,
} from '#kernel/access/testing/signed-in.ts';
import { createServer, type Server } from '#kernel/http/server.ts';
import { signInRoutes } from '#kernel/http/sign-in-routes.ts';
import { checkRouteMatrix } from '#kernel/http/testing/route-matrix.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { addDays, dayAt } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
import { createStaff } from './actions.ts';
import { staffContract } from './contract.ts';
import { hashPassword } from './passwords.ts';
import { ROLES, type Role } from './roles.ts';
import { staffRoutes } from './routes.ts';

const db = await cloneDatabase();
const offices = await makeTestOffices(db.owner);
type Reply = Record<string, unknown> & { error?: { code: string; facts: Record<string, unknown> } };
const PASSWORD = 'mưa nguồn suối lũ';
let server: Server;

before(async () => {
  const signIn = openSignIn({ db, secret: TEST_SECRET, secure: false, issuer: 'Từng Nhà' });
  server = await createServer({
    db,
    gate: openGate({ db, secret: TEST_SECRET, secure: false }),
    bound: [signInRoutes({ db, signIn }), staffRoutes({ db })],
    roles: ROLES,
    info: { title: 'Từng Nhà', version: '1' },
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    uploadFolder: tmpdir(),
    webFolder: null,
    secure: false,
    requestsPerMinute: 100_000,
  });
});
after(() => server.close());

async function makePerson(role: Role, officeId = offices.root) {
  const id = newId();
  const username = `nguoi-${id.slice(-8)}`;
  const passwordHash = await hashPassword(PASSWORD);
  const person = { id, username, name: 'Lê Thị Mơ', passwordHash, mustChangePassword: false };
  await db.write((tx) => createStaff(tx, [{ ...person, grants: [{ role, officeId }] }], null));
  return { id, username };
}

async function call(
  method: 'GET' | 'POST',
  url: string,
  options: { cookie?: string; body?: object; ip?: string } = {},
) {
  const answer = await server.app.inject({
    method,
    url: `/api${url}`,
    headers: options.cookie ? { cookie: options.cookie } : {},
    remoteAddress: options.ip ?? '10.0.0.1',
    ...(options.body && { payload: options.body }),
  });
  const cookie = answer.cookies
    .filter((each) => each.value !== '')
    .map((each) => `${each.name}=${encodeURIComponent(each.value)}`);
  const json = answer.json<Reply>();
  return {
    status: answer.statusCode,
    code: json.error?.code ?? null,
    json,
    cookie: cookie.join('; '),
    answer,
  };
}

const signInAs = (username: string, password = PASSWORD, ip?: string) =>
  call('POST', '/auth/sign-in/username', { body: { username, password }, ...(ip && { ip }) });

test('a person signs in, is known, and signs out', async () => {
  const { username } = await makePerson('teller', offices.a);
  const signedIn = await signInAs(username.toUpperCase());
  assert.deepEqual([signedIn.status, signedIn.json], [200, { next: 'done' }]);
  const set = String(signedIn.answer.headers['set-cookie']);
  assert.match(set, /HttpOnly/);
  assert.match(set, /SameSite=Lax/);
  const me = await call('GET', '/staff/me', signedIn);
  assert.equal(me.json['username'], username);
  assert.deepEqual(
    (me.json['grants'] as { officePath: string }[]).map((grant) => grant.officePath),
    ['T/A'],
  );
  assert.equal((await call('POST', '/auth/sign-out', signedIn)).status, 200);
  assert.equal((await call('GET', '/staff/me', signedIn)).code, 'not_signed_in');
});

test('a wrong name and a wrong password answer alike', async () => {
  const { username } = await makePerson('auditor');
  const [wrong, unknown] = [await signInAs(username, 'sai mật khẩu'), await signInAs('khong-co-ai')];
  assert.deepEqual(
    [wrong.status, wrong.code, unknown.status, unknown.code],
    [422, 'wrong_credentials', 422, 'wrong_credentials'],
  );
  assert.deepEqual(wrong.json.error?.facts, unknown.json.error?.facts);
  assert.equal(wrong.cookie, '');
});

test('guessing is stopped, even with the right password, until time has passed', async () => {
  const { username } = await makePerson('auditor');
  for (let i = 0; i < 10; i++)
    assert.equal((await signInAs(username, `sai ${i}`, '10.9.9.9')).code, 'wrong_credentials');
  assert.equal((await signInAs(username, PASSWORD, '10.9.9.9')).code, 'too_many_requests');
  assert.equal(
    (await signInAs(username, PASSWORD, '10.9.9.8')).status,
    200,
    'the person at another desk still comes in',
  );
  await db.owner.pool.query(`update sign_in_attempt set at = at - interval '16 minutes'`);
  assert.equal((await signInAs(username, PASSWORD, '10.9.9.9')).status, 200);
});

test('a revoked role and an expired session act on the next request', async () => {
  const person = await makeTestPerson(db.owner, [{ role: 'administrator', officeId: offices.a }]);
  assert.equal((await call('GET', '/staff', person)).status, 200);
  await db.pool.query(
    `insert into role_revocation (grant_id, reason) select id, 'thôi việc' from role_grant where staff_id = $1`,
    [person.staffId],
  );
  assert.equal((await call('GET', '/staff', person)).code, 'not_allowed');
  assert.equal((await call('GET', '/staff/me', person)).status, 200);
  await db.owner.pool.query(`update session set expires_at = now() where staff_id = $1`, [person.staffId]);
  assert.equal((await call('GET', '/staff/me', person)).code, 'not_signed_in');
});

test('suspension ends every session and keeps the person out until reinstated', async () => {
  const administrator = await makeTestPerson(db.owner, [{ role: 'administrator', officeId: offices.root }]);
  const { id, username } = await makePerson('teller', offices.a);
  const open = await signInAs(username);
  const body = { reason: 'thiếu quỹ' };
  assert.equal((await call('POST', `/staff/${id}/suspension`, { ...administrator, body })).status, 200);
  assert.equal((await call('GET', '/staff/me', open)).code, 'not_signed_in');
  assert.deepEqual([(await signInAs(username)).code, (await signInAs(username)).cookie], ['suspended', '']);
  const straight = await openTestSession(db, id);
  assert.equal((await call('GET', '/staff/me', { cookie: straight })).code, 'not_signed_in');
  assert.equal((await call('POST', `/staff/${id}/reinstatement`, { ...administrator, body })).status, 200);
  assert.equal((await signInAs(username)).status, 200);
});

test('a created person comes in with a one-time password and can do nothing before replacing it', async () => {
  const administrator = await makeTestPerson(db.owner, [{ role: 'administrator', officeId: offices.root }]);
  const person = {
    id: newId(),
    username: 'moi.vao',
    name: 'Trần  Văn Mới',
    grantId: newId(),
    role: 'auditor',
    officeId: offices.root,
  };
  const created = await call('POST', '/staff', { ...administrator, body: person });
  assert.equal(created.status, 200, created.answer.body);
  const again = await call('POST', '/staff', { ...administrator, body: person });
  assert.equal(again.code, 'already_created');
  const taken = await call('POST', '/staff', {
    ...administrator,
    body: { ...person, id: newId(), grantId: newId() },
  });
  assert.equal(taken.code, 'username_taken');
  const oneTime = String(created.json['oneTimePassword']);
  const open = await signInAs('moi.vao', oneTime);
  assert.equal((await call('GET', '/staff', open)).code, 'password_change_required');
  assert.equal((await call('GET', '/staff/me', open)).json['mustChangePassword'], true);
  const change = (newPassword: string, currentPassword = oneTime) =>
    call('POST', '/staff/me/password', { ...open, body: { currentPassword, newPassword } });
  assert.equal((await change('ngắn')).code, 'weak_password');
  assert.equal((await change('Văn Mới 1980')).code, 'weak_password', 'a name and a year');
  assert.equal((await change('manchester')).code, 'leaked_password');
  assert.equal((await change(oneTime)).code, 'same_password');
  assert.equal((await change('dài và đủ lạ', 'không phải')).code, 'wrong_credentials');
  assert.equal((await change('dài và đủ lạ')).status, 200);
  assert.equal((await call('GET', '/staff', open)).status, 200);
  assert.equal((await signInAs('moi.vao', oneTime)).code, 'wrong_credentials');
});

test('a role is counted by the people who hold it now within reach', async () => {
  const administrator = await makeTestPerson(db.owner, [{ role: 'administrator', officeId: offices.a }]);
  const treasurers = async () => {
    const { answer } = await call('GET', '/staff/roles', administrator);
    const held = JSON.parse(answer.body) as { role: string; people: number }[];
    return held.find(({ role }) => role === 'treasurer')?.people ?? 0;
  };
  assert.equal(await treasurers(), 0);
  const { id } = await makePerson('treasurer', offices.a);
  await makePerson('treasurer', offices.b);
  assert.equal(await treasurers(), 1);
  const body = { reason: 'nghỉ việc' };
  await call('POST', `/staff/${id}/suspension`, { ...administrator, body });
  assert.equal(await treasurers(), 0);
});

test('a reset ends sessions and the old password', async () => {
  const administrator = await makeTestPerson(db.owner, [{ role: 'administrator', officeId: offices.root }]);
  const { id, username } = await makePerson('teller', offices.a);
  const open = await signInAs(username);
  const reset = await call('POST', `/staff/${id}/password-reset`, administrator);
  assert.equal(reset.status, 200, reset.answer.body);
  assert.equal((await call('GET', '/staff/me', open)).code, 'not_signed_in');
  assert.equal((await signInAs(username)).code, 'wrong_credentials');
  assert.equal((await signInAs(username, String(reset.json['oneTimePassword']))).status, 200);
});

test('an administrator of one district reaches nobody of another, nor themselves', async () => {
  const administrator = await makeTestPerson(db.owner, [{ role: 'administrator', officeId: offices.a }]);
  const [own, other] = [await makePerson('teller', offices.a), await makePerson('teller', offices.b)];
  const suspend = (id: string) =>
    call('POST', `/staff/${id}/suspension`, { ...administrator, body: { reason: 'thử' } });
  assert.equal((await suspend(other.id)).code, 'not_allowed');
  assert.equal((await suspend(administrator.staffId)).code, 'own_rights_not_allowed');
  assert.equal((await suspend(own.id)).status, 200);
  const list = await call('GET', '/staff?limit=500', administrator);
  const ids = (list.json['items'] as { id: string }[]).map((each) => each.id);
  assert.deepEqual([ids.includes(own.id), ids.includes(other.id)], [true, false]);
});

test('a grant is granted once, judged by its office, and its id names one grant only', async () => {
  const administrator = await makeTestPerson(db.owner, [{ role: 'administrator', officeId: offices.a }]);
  const { id } = await makePerson('teller', offices.a);
  const grant = {
    id: newId(),
    role: 'treasurer',
    officeId: offices.a,
    validFrom: dayAt(new Date()),
    validTo: null,
  };
  const give = (body: object) => call('POST', `/staff/${id}/grants`, { ...administrator, body });
  assert.deepEqual([(await give(grant)).status, (await give(grant)).status], [200, 200]);
  assert.equal((await give({ ...grant, role: 'point-keeper' })).code, 'conflict');
  assert.equal((await give({ ...grant, id: newId(), officeId: offices.b })).code, 'not_allowed');
  const yesterday = addDays(grant.validFrom, -1);
  assert.equal((await give({ ...grant, id: newId(), validTo: yesterday })).code, 'invalid_period');
  assert.equal((await give({ ...grant, id: newId(), validFrom: yesterday })).code, 'grant_past');
  const { rows } = await db.pool.query('select from role_grant where staff_id = $1', [id]);
  assert.equal(rows.length, 2);
});

test('the list pages through everybody once, and searches without diacritics', async () => {
  const administrator = await makeTestPerson(db.owner, [{ role: 'administrator', officeId: offices.root }]);
  const seen: string[] = [];
  let place: string | null = '';
  while (place !== null) {
    const page = await call('GET', `/staff?limit=3${place === '' ? '' : `&after=${place}`}`, administrator);
    seen.push(...(page.json['items'] as { id: string }[]).map((each) => each.id));
    place = page.json['next'] as string | null;
  }
  const { rows } = await db.pool.query<{ id: string }>('select id from staff');
  assert.deepEqual(seen.toSorted(), rows.map((row) => row.id).sort());
  const found = await call('GET', '/staff?search=thi%20mo', administrator);
  assert.ok((found.json['items'] as { name: string }[]).every((each) => each.name === 'Lê Thị Mơ'));
});

test('every route refuses the signed-out, the wrong role and the wrong office, and admits the right one', async () => {
  const { checked, wrong } = await checkRouteMatrix({
    app: server.app,
    contracts: [accessContract, staffContract],
    roles: ROLES,
    offices,
    cookieOf: async (role, officeId) => (await makeTestPerson(db.owner, [{ role, officeId }])).cookie,
  });
  assert.deepEqual(wrong, []);
  assert.ok(checked > 100, `${checked} cases`);
});

test('the last administrator of the province stays', async () => {
  const { rows } = await db.pool.query<{ id: string; staff_id: string }>(
    `select g.id, g.staff_id from role_grant g where role = 'administrator' and office_id = $1
       and not exists (select from role_revocation r where r.grant_id = g.id)`,
    [offices.root],
  );
  const [keep, ...others] = rows;
  assert.ok(keep);
  const cookie = await openTestSession(db, keep.staff_id);
  const revoke = (id: string) =>
    call('POST', `/staff/grants/${id}/revocation`, { cookie, body: { reason: 'thử' } });
  for (const each of others) assert.equal((await revoke(each.id)).status, 200);
  assert.equal((await revoke(keep.id)).code, 'last_administrator');
});
