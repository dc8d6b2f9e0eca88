import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, mock, test } from 'node:test';
import { pino } from 'pino';
import { openGate } from '#kernel/access/gate.ts';
import { upgradeSecondFactors, WRONG_CODES } from '#kernel/access/second-factor.ts';
import { openSignIn } from '#kernel/access/sign-in.ts';
import { sealFormer } from '#kernel/access/testing/former-secret.ts';
import { makeTestOffices, TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { toBase32, totpCode, totpStep } from '#kernel/access/totp.ts';
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
// Which half minute it is must not change between two lines of a test.
mock.timers.enable({ apis: ['Date'], now: Date.now() });

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

/** The code that the app shows `later` half minutes from now. */
function totp(uri: string, later = 0): Promise<string> {
  return totpCode(new URL(uri).searchParams.get('secret') ?? '', totpStep(new Date()) + later);
}

/** As when so much time had passed since the last code that any of now is a new one. */
const waitForNewCode = () => db.pool.query('update two_factor set last_step = last_step - 3');

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
    (await post('/auth/two-factor/confirm', first.cookie, { code: wrongOf(await totp(uri)) })).code,
    'wrong_code',
  );
  assert.equal((await post('/auth/two-factor/confirm', first.cookie, { code: await totp(uri) })).status, 200);

  const half = await signIn();
  assert.equal(half.json['next'], 'totp');
  assert.equal(await mayRead(half.cookie), false, 'a password alone opens nothing now');
  const verify = (cookie: string, code: string) => post('/auth/two-factor/verify-totp', cookie, { code });
  assert.equal((await verify('', await totp(uri, 1))).code, 'wrong_code', 'no password was given');
  assert.equal((await verify(half.cookie, wrongOf(await totp(uri)))).code, 'wrong_code');
  assert.equal((await verify(half.cookie, await totp(uri))).code, 'wrong_code', 'used to confirm');
  const [whole, twin] = await Promise.all([
    verify(half.cookie, await totp(uri, 1)),
    verify((await signIn()).cookie, await totp(uri, 1)),
  ]);
  assert.deepEqual([whole.status, twin.status].toSorted(), [200, 422], 'two with one code: one comes in');
  const { cookie } = whole.status === 200 ? whole : twin;
  assert.equal(await mayRead(cookie), true);
  assert.equal((await verify(half.cookie, await totp(uri, 1))).code, 'wrong_code', 'once');

  await db.owner.pool.query(
    `update session set created_at = now() - interval '11 minutes', stepped_up_at = null`,
  );
  const reset = () => post(`/staff/${newId()}/password-reset`, cookie);
  assert.equal((await reset()).code, 'step_up_required');
  assert.equal((await post('/auth/step-up', cookie, { password: PASSWORD })).code, 'wrong_code');
  assert.equal(
    (await post('/auth/step-up', cookie, { code: await totp(uri, 1) })).code,
    'wrong_code',
    'once',
  );
  await waitForNewCode();
  assert.equal((await post('/auth/step-up', cookie, { code: await totp(uri, 1) })).status, 200);
  assert.equal((await reset()).code, 'not_found');

  const codes = setUp.json['backupCodes'] as string[];
  const [backup = '', other = ''] = codes;
  assert.match(backup, /^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
  const useBackup = async (code: string) =>
    post('/auth/two-factor/verify-backup-code', (await signIn()).cookie, { code });
  assert.equal((await useBackup(backup)).status, 200);
  assert.equal((await useBackup(backup)).code, 'wrong_code', 'a backup code works once');

  const { rows } = await db.pool.query<{ secret: string; backup_hashes: string[] }>(
    'select secret, backup_hashes from two_factor',
  );
  assert.match(rows[0]?.secret ?? '', /^enc:/, 'the secret lies under the keyring');
  assert.equal(rows[0]?.backup_hashes.length, 9);
  assert.equal(
    codes.some((code) => JSON.stringify(rows).includes(code)),
    false,
    'codes lie as hashes',
  );

  const abandoned = (await signIn()).cookie;
  await changePassword('sông cạn đá mòn');
  const stale = await post('/auth/two-factor/verify-backup-code', abandoned, { code: other });
  assert.equal(stale.code, 'wrong_code', 'half way in with the password before');
  await changePassword(PASSWORD);

  assert.equal((await post('/auth/two-factor/disable', cookie, { password: PASSWORD })).status, 200);
  assert.equal((await signIn()).json['next'], 'done');
});

async function changePassword(password: string): Promise<void> {
  await db.pool.query('update account set password = $2 where staff_id = $1', [
    staffId,
    await hashPassword(password),
  ]);
}

/** Sets a factor up and answers its address. */
async function setUpFactor(): Promise<{ uri: string; codes: string[] }> {
  await db.pool.query('delete from sign_in_attempt');
  const { cookie } = await signIn();
  const { json } = await post('/auth/two-factor/enable', cookie, { password: PASSWORD });
  const uri = String(json['totpUri']);
  assert.equal((await post('/auth/two-factor/confirm', cookie, { code: await totp(uri) })).status, 200);
  return { uri, codes: json['backupCodes'] as string[] };
}

test('after ten wrong codes the factor rests, for the right one too', async () => {
  const { uri } = await setUpFactor();
  await waitForNewCode();
  for (let n = 0; n < WRONG_CODES; n++) {
    // Who knows the password and comes from many addresses is not counted by address.
    await db.pool.query('delete from sign_in_attempt');
    const guess = { code: wrongOf(await totp(uri)) };
    assert.equal(
      (await post('/auth/two-factor/verify-totp', (await signIn()).cookie, guess)).code,
      'wrong_code',
    );
  }
  await db.pool.query('delete from sign_in_attempt');
  const right = async () =>
    post('/auth/two-factor/verify-totp', (await signIn()).cookie, { code: await totp(uri) });
  assert.equal((await right()).code, 'wrong_code');
  await db.pool.query(`update two_factor set locked_until = locked_until - interval '15 minutes'`);
  assert.equal((await right()).status, 200);
  await db.pool.query('delete from two_factor; update staff set two_factor_enabled = false');
});

test('a factor of the release before, encrypted under the secret of sessions, is brought over and goes on', async () => {
  const secret = 'abcdefghijklmnopqrstuvwxyzABCDEF';
  const codes = ['AbCdE-12345', 'FgHiJ-67890'];
  const encrypt = (data: string) => sealFormer(TEST_SECRET, data);
  const write = async () => {
    await db.pool.query('delete from two_factor; delete from sign_in_attempt');
    await db.pool.query(
      'insert into two_factor (id, staff_id, secret, backup_codes, verified) values ($1, $2, $3, $4, true)',
      [newId(), staffId, encrypt(secret), encrypt(JSON.stringify(codes))],
    );
  };
  await db.pool.query('update staff set two_factor_enabled = true');
  const uri = `otpauth://totp/x?secret=${toBase32(Buffer.from(secret))}`;
  const verify = async (kind: 'totp' | 'backup-code', code: string) =>
    (await post(`/auth/two-factor/verify-${kind}`, (await signIn()).cookie, { code })).status;
  await write();
  assert.equal(await verify('totp', await totp(uri)), 200, 'used before the upgrade came to it');
  assert.equal(await verify('backup-code', codes[1] ?? ''), 200);
  await write();
  assert.equal(await upgradeSecondFactors(db, TEST_SECRET), 1);
  assert.equal(await upgradeSecondFactors(db, TEST_SECRET), 0);
  assert.equal(await verify('totp', await totp(uri)), 200);
  assert.equal(await verify('backup-code', codes[0] ?? ''), 200);
  assert.equal(await verify('backup-code', codes[0] ?? ''), 422);
});
