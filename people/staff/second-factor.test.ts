import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { openGate } from '#kernel/access/gate.ts';
import { openSignIn } from '#kernel/access/sign-in.ts';
import { makeTestOffices, TEST_SECRET } from '#kernel/access/testing.ts';
import { createServer, type Server } from '#kernel/http/server.ts';
import { signInRoutes } from '#kernel/http/sign-in-routes.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { createStaff } from './actions.ts';
import { hashPassword } from './passwords.ts';
import { ROLES } from './roles.ts';
import { staffRoutes } from './routes.ts';

const db = await cloneDatabase();
const offices = await makeTestOffices(db.owner);
const PASSWORD = 'mưa nguồn suối lũ';
const USERNAME = 'co.ma';
const staffId = newId();
let server: Server;

before(async () => {
  const signIn = openSignIn({ db, secret: TEST_SECRET, secure: false, issuer: 'Từng Nhà' });
  const gate = openGate({ db, secret: TEST_SECRET, secure: false });
  server = await createServer({
    db,
    gate,
    bound: [signInRoutes({ db, signIn }), staffRoutes({ db })],
    roles: ROLES,
    info: { title: 'Từng Nhà', version: '1' },
    log: pino({ level: 'silent' }),
    uploadFolder: tmpdir(),
    webFolder: null,
    secure: false,
  });
  const passwordHash = await hashPassword(PASSWORD);
  const grants = [{ role: 'administrator' as const, officeId: offices.root }];
  const person = {
    id: staffId,
    username: USERNAME,
    name: 'Hồ Văn Mã',
    passwordHash,
    mustChangePassword: false,
    grants,
  };
  await db.write((tx) => createStaff(tx, [person], null));
});
after(() => server.close());

async function post(url: string, cookie: string, payload?: object) {
  const answer = await server.app.inject({
    method: 'POST',
    url: `/api${url}`,
    headers: { cookie },
    ...(payload && { payload }),
  });
  const set = answer.cookies.filter((each) => each.value !== '');
  const json = answer.json<Record<string, unknown> & { error?: { code: string } }>();
  const cookies = set.map((each) => `${each.name}=${encodeURIComponent(each.value)}`).join('; ');
  return { status: answer.statusCode, code: json.error?.code ?? null, json, cookie: cookies };
}

async function mayRead(cookie: string): Promise<boolean> {
  const answer = await server.app.inject({ url: '/api/staff/me', headers: { cookie } });
  return answer.statusCode === 200;
}

/** A code as an authenticator app makes it: RFC 6238, SHA-1, thirty seconds, six digits. */
function totp(uri: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...(new URL(uri).searchParams.get('secret') ?? '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

const signIn = () => post('/auth/sign-in/username', '', { username: USERNAME, password: PASSWORD });
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('a second factor, once confirmed, is asked for at sign-in and for proving presence', async () => {
  const first = await signIn();
  assert.equal(
    (await post('/auth/two-factor/enable', first.cookie, { password: 'sai' })).code,
    'wrong_credentials',
  );
  const setUp = await post('/auth/two-factor/enable', first.cookie, { password: PASSWORD });
  const uri = String(setUp.json['totpUri']);
  assert.equal((await signIn()).json['next'], 'done', 'not asked for before it is confirmed');
  assert.equal(
    (await post('/auth/two-factor/confirm', first.cookie, { code: wrongOf(totp(uri)) })).code,
    'wrong_code',
  );
  const confirmed = await post('/auth/two-factor/confirm', first.cookie, { code: totp(uri) });
  assert.equal(confirmed.status, 200);

  const half = await signIn();
  assert.equal(half.json['next'], 'totp');
  assert.equal(await mayRead(half.cookie), false, 'a password alone opens nothing now');
  assert.equal(
    (await post('/auth/two-factor/verify-totp', half.cookie, { code: wrongOf(totp(uri)) })).code,
    'wrong_code',
  );
  const whole = await post('/auth/two-factor/verify-totp', half.cookie, { code: totp(uri) });
  assert.equal(whole.status, 200);
  assert.equal(await mayRead(whole.cookie), true);
  assert.equal(
    (await post('/auth/two-factor/verify-totp', half.cookie, { code: totp(uri) })).code,
    'wrong_code',
    'once',
  );

  await db.pool.query(`update session set created_at = now() - interval '11 minutes', stepped_up_at = null`);
  const reset = () => post(`/staff/${newId()}/password-reset`, whole.cookie);
  assert.equal((await reset()).code, 'step_up_required');
  assert.equal((await post('/auth/step-up', whole.cookie, { password: PASSWORD })).code, 'wrong_code');
  assert.equal((await post('/auth/step-up', whole.cookie, { code: totp(uri) })).status, 200);
  assert.equal((await reset()).code, 'not_found');

  const backup = (setUp.json['backupCodes'] as string[])[0] ?? '';
  const byBackup = await post('/auth/two-factor/verify-backup-code', (await signIn()).cookie, {
    code: backup,
  });
  assert.equal(byBackup.status, 200);
  const again = await post('/auth/two-factor/verify-backup-code', (await signIn()).cookie, { code: backup });
  assert.equal(again.code, 'wrong_code', 'a backup code works once');

  assert.equal((await post('/auth/two-factor/disable', whole.cookie, { password: PASSWORD })).status, 200);
  assert.equal((await signIn()).json['next'], 'done');
});
