import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { openGate } from '#kernel/access/gate.ts';
import { openSignIn } from '#kernel/access/sign-in.ts';
import {
  makeTestOffices,
  makeTestPerson,
  openTestSession,
  TEST_SECRET,
} from '#kernel/access/testing/signed-in.ts';
import { createServer, type Server } from '#kernel/http/server.ts';
import { signInRoutes } from '#kernel/http/sign-in-routes.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { dayAt } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
import { purgeExpired } from '../privacy/retention.ts';
import { ROLES } from '../staff/roles.ts';
import { staffRoutes } from '../staff/routes.ts';
import { entryRoutes } from './routes.ts';
import { BOUNDS, ENTRY_SETTINGS } from './rules.ts';
import { askSecondFactors } from './store.ts';

/** How sessions end and are ended, who owes a second factor, and what is kept of what happened at the door. */
const db = await cloneDatabase();
const offices = await makeTestOffices(db.owner);
const clock = { now: () => new Date() };
const basis = { validFrom: dayAt(new Date()), legalBasis: 'Quyết định thử' };
let server: Server;

before(async () => {
  const signIn = openSignIn({ db, secret: TEST_SECRET, secure: false, issuer: 'Từng Nhà' });
  server = await createServer({
    db,
    gate: openGate({ db, secret: TEST_SECRET, secure: false }),
    bound: [signInRoutes({ db, signIn }), staffRoutes({ db }), entryRoutes({ db, clock })],
    roles: ROLES,
    info: { title: 'Từng Nhà', version: '1' },
    log: pino({ level: 'silent' }),
    uploadFolder: tmpdir(),
    webFolder: null,
    secure: false,
    requestsPerMinute: 100_000,
  });
});
after(() => server.close());

async function ask(
  method: 'GET' | 'POST',
  url: string,
  cookie: string,
  payload?: object,
  headers: Record<string, string> = {},
) {
  const answer = await server.app.inject({
    method,
    url: `/api${url}`,
    headers: { cookie, ...headers },
    ...(payload && { payload }),
  });
  const json = answer.json<Record<string, unknown> & { error?: { code: string } }>();
  return { status: answer.statusCode, code: json.error?.code ?? null, json };
}

const person = (role: string, officeId = offices.root) => makeTestPerson(db.owner, [{ role, officeId }]);
const unattended = { 'x-unattended': '1' };

/** As if nobody had worked in any session of the person for so long. */
const leave = (staffId: string, minutes: number) =>
  db.owner.pool.query(
    'update session set last_used_at = now() - make_interval(mins => $2) where staff_id = $1',
    [staffId, minutes],
  );

async function restedMinutes(staffId: string): Promise<number> {
  const { rows } = await db.owner.pool.query<{ minutes: number }>(
    'select floor(extract(epoch from now() - max(last_used_at)) / 60)::int as minutes from session where staff_id = $1',
    [staffId],
  );
  return rows[0]?.minutes ?? -1;
}

test('a session in which nobody works ends; what a page asks by itself does not keep it alive', async () => {
  const { staffId, cookie } = await person('teller');
  await leave(staffId, 20);
  assert.equal((await ask('GET', '/staff/me', cookie, undefined, unattended)).status, 200);
  assert.equal(await restedMinutes(staffId), 20, 'the page asked by itself');
  assert.equal((await ask('GET', '/staff/me', cookie)).status, 200);
  assert.equal(await restedMinutes(staffId), 0, 'somebody asked');
  await leave(staffId, 30);
  assert.equal((await ask('GET', '/staff/me', cookie)).code, 'not_signed_in');
});

test('a session tells how long it has, left alone and in use', async () => {
  const { cookie } = await person('teller');
  const { json } = await ask('GET', '/auth/session', cookie);
  const left = (name: string) => (Date.parse(String(json[name])) - Date.parse(String(json['now']))) / 60_000;
  assert.ok(Math.abs(left('idleEndsAt') - 30) < 1, `${left('idleEndsAt')}`);
  assert.ok(Math.abs(left('endsAt') - 60) < 1, `${left('endsAt')}`);
});

test('a province sets both limits within bounds, from a day that is not past, and the database holds the bounds too', async () => {
  const { cookie } = await person('administrator');
  const set = (body: object) => ask('POST', '/entry/settings', cookie, { id: newId(), ...basis, ...body });
  for (const name of ENTRY_SETTINGS) {
    const { from, to } = BOUNDS[name];
    for (const value of [from - 1, to + 1].filter((each) => each > 0)) {
      assert.equal((await set({ name, value })).code, 'invalid_entry_limit', `${name} ${value}`);
      await assert.rejects(
        db.pool.query(
          `insert into access_setting (id, name, valid_from, value, legal_basis) values ($1, $2, '2020-01-01', $3, 'x')`,
          [newId(), name, value],
        ),
        /access_setting_check/,
      );
    }
  }
  assert.equal(
    (await set({ name: 'idle-minutes', value: 10, validFrom: '2020-01-01' })).code,
    'entry_rule_past',
  );
  const worker = await person('teller');
  await leave(worker.staffId, 12);
  assert.equal((await ask('GET', '/staff/me', worker.cookie, undefined, unattended)).status, 200);
  assert.equal((await set({ name: 'idle-minutes', value: 10 })).status, 200);
  assert.equal((await ask('GET', '/staff/me', worker.cookie)).code, 'not_signed_in');
  assert.equal((await set({ name: 'idle-minutes', value: 30 })).status, 200, 'the last one of a day stands');
  assert.equal((await ask('GET', '/staff/me', worker.cookie)).status, 200);
});

test('the application can neither prolong a session nor give it to somebody else', async () => {
  const { staffId } = await person('teller');
  for (const change of [`expires_at = now() + interval '9 hours'`, `staff_id = '${newId()}'`, `token = 'x'`])
    await assert.rejects(
      db.pool.query(`update session set ${change} where staff_id = $1`, [staffId]),
      { code: '42501' },
      change,
    );
  await assert.rejects(
    db.pool.query(
      `insert into session (id, token, staff_id, expires_at) values ($1, 'long', $2, now() + interval '25 hours')`,
      [newId(), staffId],
    ),
    /session_life/,
  );
});

test('a person sees their own sessions and ends one or all others, after a fresh proof of presence', async () => {
  const { staffId, cookie } = await person('teller');
  const other = await openTestSession(db, staffId);
  const third = await openTestSession(db, staffId);
  const stranger = await person('teller');
  const own = (await ask('GET', '/auth/sessions', cookie)).json as unknown as {
    id: string;
    current: boolean;
  }[];
  assert.equal(own.length, 3);
  assert.equal(own.filter(({ current }) => current).length, 1);
  const [strange] = (await ask('GET', '/auth/sessions', stranger.cookie)).json as unknown as { id: string }[];
  assert.equal((await ask('POST', `/auth/sessions/${strange?.id}/end`, cookie)).code, 'not_found');
  assert.equal((await ask('GET', '/staff/me', stranger.cookie)).status, 200);

  const [first] = ((await ask('GET', '/auth/sessions', other)).json as unknown as typeof own).filter(
    ({ current }) => current,
  );
  assert.equal((await ask('POST', `/auth/sessions/${first?.id}/end`, cookie)).status, 200);
  assert.equal((await ask('GET', '/staff/me', other)).code, 'not_signed_in');
  assert.equal((await ask('GET', '/staff/me', third)).status, 200);

  await db.owner.pool.query(
    `update session set created_at = now() - interval '11 minutes' where staff_id = $1`,
    [staffId],
  );
  assert.equal((await ask('POST', '/auth/other-sessions/end', cookie)).code, 'step_up_required');
  await db.pool.query('update session set stepped_up_at = now() where staff_id = $1', [staffId]);
  assert.equal((await ask('POST', '/auth/other-sessions/end', cookie)).status, 200);
  assert.equal((await ask('GET', '/staff/me', third)).code, 'not_signed_in');
  assert.equal((await ask('GET', '/staff/me', cookie)).status, 200);
});

test('whose role owes a second factor sets it up first and does nothing before', async () => {
  const admin = await person('administrator');
  const clerk = await person('treasurer');
  const ruled = await ask('POST', '/entry/second-factors', admin.cookie, {
    id: newId(),
    role: 'treasurer',
    required: true,
    ...basis,
  });
  assert.equal(ruled.status, 200);
  assert.equal((await ask('GET', '/auth/sessions', clerk.cookie)).code, 'second_factor_required');
  assert.equal((await ask('GET', '/staff/me', clerk.cookie)).json['owesSecondFactor'], true);
  assert.notEqual(
    (await ask('POST', '/auth/two-factor/enable', clerk.cookie, { password: 'x' })).code,
    'second_factor_required',
  );
  assert.equal((await ask('GET', '/auth/sessions', admin.cookie)).status, 200, 'another role');
  await db.pool.query('update staff set two_factor_enabled = true where id = $1', [clerk.staffId]);
  assert.equal((await ask('GET', '/auth/sessions', clerk.cookie)).status, 200);
  await db.pool.query('update staff set two_factor_enabled = false where id = $1', [clerk.staffId]);
  await db.owner.pool.query('update staff set must_change_password = true where id = $1', [clerk.staffId]);
  assert.equal(
    (await ask('POST', '/auth/two-factor/enable', clerk.cookie, { password: 'x' })).code,
    'password_change_required',
    'a password of their own comes first',
  );
});

test('a new province asks a second factor of everybody who approves or sees all of it', async () => {
  await db.write((tx) => askSecondFactors(tx));
  const director = await person('provincial-director');
  const teller = await person('teller');
  assert.equal((await ask('GET', '/auth/sessions', director.cookie)).code, 'second_factor_required');
  assert.equal((await ask('GET', '/auth/sessions', teller.cookie)).status, 200);
  await db.owner.pool.query('delete from second_factor_role');
});

test('a refused right is a row, once a minute however often it is tried, and the auditor reads it', async () => {
  const teller = await person('teller');
  for (let n = 0; n < 20; n++)
    assert.equal((await ask('GET', '/entry/rules', teller.cookie)).code, 'not_allowed');
  const auditor = await person('auditor');
  const read = async (query: string) =>
    (await ask('GET', `/entry/events?${query}`, auditor.cookie)).json['items'] as {
      username: string;
      route: string;
      code: string;
      ip: string;
    }[];
  const rows = (await read('kind=right-refused')).filter(({ username }) => username === teller.username);
  assert.ok(rows.length === 1 || rows.length === 2, `${rows.length}: a minute may have turned`);
  assert.deepEqual(
    [rows[0]?.route, rows[0]?.code, rows[0]?.ip],
    ['GET /entry/rules', 'not_allowed', '127.0.0.1'],
  );
  assert.equal((await ask('GET', '/entry/events', teller.cookie)).code, 'not_allowed');
  await assert.rejects(db.pool.query(`update access_event set code = 'x'`), { code: '42501' });
  await assert.rejects(db.pool.query('delete from access_event'), { code: '42501' });
});

test('a sign-in that failed is kept with its person, and without the name where nobody has it', async () => {
  const teller = await person('teller');
  const knock = (username: string) =>
    ask('POST', '/auth/sign-in/username', '', { username, password: 'không phải mật khẩu' });
  assert.equal((await knock(teller.username)).code, 'wrong_credentials');
  assert.equal((await knock('mat-khau-go-nham')).code, 'wrong_credentials');
  const auditor = await person('auditor');
  const { json } = await ask('GET', '/entry/events?kind=sign-in-refused', auditor.cookie);
  const rows = json['items'] as { username: string | null; code: string }[];
  assert.deepEqual(
    rows.map(({ username, code }) => [username, code]).toSorted(),
    [
      [null, 'wrong_credentials'],
      [teller.username, 'wrong_credentials'],
    ].toSorted(),
  );
  assert.ok(!JSON.stringify(json).includes('mat-khau-go-nham'));
});

test('an administrator ends the sessions of a person of theirs, who may come back', async () => {
  const admin = await person('administrator', offices.a);
  const own = await person('teller', offices.a);
  const elsewhere = await person('teller', offices.b);
  const end = (staffId: string) => ask('POST', `/staff/${staffId}/sessions/end`, admin.cookie);
  assert.equal((await end(elsewhere.staffId)).code, 'not_allowed');
  assert.equal((await end(newId())).code, 'not_allowed');
  assert.equal((await ask('GET', '/staff/me', elsewhere.cookie)).status, 200);
  assert.equal((await end(own.staffId)).status, 200);
  assert.equal((await ask('GET', '/staff/me', own.cookie)).code, 'not_signed_in');
  const again = await openTestSession(db, own.staffId);
  assert.equal((await ask('GET', '/staff/me', again)).status, 200);
});

test('what happened at the door is kept for five years', async () => {
  const { staffId } = await person('teller');
  for (const at of ['2021-03-01', '2021-03-03'])
    await db.owner.pool.query(
      `insert into access_event (kind, at, staff_id, route, ip, reference) values ('signed-in', $1, $2, $3, '10.0.0.1', 'TEST')`,
      [at, staffId, at],
    );
  await db.write((tx) => purgeExpired(tx, new Date('2026-03-02T09:00:00+07:00')));
  const { rows } = await db.owner.pool.query<{ route: string }>(
    `select route from access_event where reference = 'TEST'`,
  );
  assert.deepEqual(
    rows.map(({ route }) => route),
    ['2021-03-03'],
  );
});
