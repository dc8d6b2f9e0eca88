import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { contract } from '../contract/contract.ts';
import { shape } from '../contract/shapes.ts';
import { openGate } from '../access/gate.ts';
import { openTestSession, signedCookie, TEST_SECRET } from '../access/testing/signed-in.ts';
import { newId } from '../words/id.ts';
import { bind } from './bind.ts';
import { createServer } from './server.ts';
import { ask, clerk, db, lines, offices, uploadFolder } from './testing/trial.ts';

const statusWith = async (cookie: string) => (await ask('GET', '/things', undefined, { cookie })).status;

test('a session lives until it expires or is removed, and no longer', async () => {
  const cookie = await openTestSession(db, clerk.staffId);
  assert.equal(await statusWith(cookie), 200);
  const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0];
  await db.owner.pool.query(`update session set expires_at = now() - interval '1 second' where token = $1`, [
    token,
  ]);
  assert.equal(await statusWith(cookie), 401);
  const second = await openTestSession(db, clerk.staffId);
  await db.owner.pool.query('delete from session where token = $1', [
    decodeURIComponent(second.split('=')[1] ?? '').split('.')[0],
  ]);
  assert.equal(await statusWith(second), 401);
});

test('a session cookie with another signature, or none, is nobody', async () => {
  const whole = await openTestSession(db, clerk.staffId);
  const [token = ''] = decodeURIComponent(whole.split('=')[1] ?? '').split('.');
  const name = whole.split('=')[0] ?? '';
  const wrong = Buffer.alloc(32, 7).toString('base64');
  for (const value of [token, `${token}.`, `${token}.${wrong}`, `${token}.${wrong.slice(0, 20)}`, '.', '%'])
    assert.equal(
      await statusWith(`${name}=${value === '%' ? value : encodeURIComponent(value)}`),
      401,
      value,
    );
  assert.equal(await statusWith(signedCookie('a-token-that-no-session-has')), 401);
  assert.equal(await statusWith(whole), 200);
});

const summary = { vi: 'Thử', en: 'Try' };
const small = contract({
  'POST /money': { may: ['clerk'], scope: 'none', stepUp: true, summary, reply: shape({}), refusals: [] },
  'GET /open': { may: 'anyone', scope: 'none', summary, reply: shape({}), refusals: [] },
});

const serve = (requestsPerMinute: number) =>
  createServer({
    db,
    gate: openGate({ db, secret: TEST_SECRET, secure: true }),
    bound: [bind(small, { 'POST /money': () => ({}), 'GET /open': () => ({}) })],
    roles: ['clerk'],
    info: { title: 'Thử', version: '1' },
    log: pino({ level: 'silent' }),
    uploadFolder,
    webFolder: null,
    secure: true,
    requestsPerMinute,
  });

test('what needs presence asks for it again after ten minutes', async (t) => {
  const server = await serve(1000);
  t.after(() => server.close());
  const cookie = `__Host-${await openTestSession(db, clerk.staffId)}`;
  const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0];
  const money = () => server.app.inject({ method: 'POST', url: '/api/money', headers: { cookie } });
  assert.equal((await money()).statusCode, 200);
  const since = (minutes: number) =>
    db.owner.pool.query(
      `update session set created_at = now() - interval '3 hours', stepped_up_at = now() - make_interval(mins => $2) where token = $1`,
      [token, minutes],
    );
  await since(11);
  const refused = await money();
  assert.equal(refused.json<{ error: { code: string } }>().error.code, 'step_up_required');
  await since(1);
  assert.equal((await money()).statusCode, 200);
});

test('a caller without a session has a limit of requests too, and is told when to come back', async (t) => {
  const server = await serve(3);
  t.after(() => server.close());
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++)
    statuses.push((await server.app.inject({ method: 'GET', url: '/api/open' })).statusCode);
  assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
});

test('every answer carries the headers that bind a browser, also a refusal', async (t) => {
  const server = await serve(1000);
  t.after(() => server.close());
  for (const url of ['/api/open', '/api/nothing', '/api/money', '/nothing']) {
    const { headers } = await server.app.inject({ method: 'GET', url });
    const policy = String(headers['content-security-policy']);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/, url);
    for (const rule of ["default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'"])
      assert.ok(policy.includes(rule), `${url} ${rule}`);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(String(headers['strict-transport-security']), /max-age=31536000/);
    assert.equal(headers['referrer-policy'], 'same-origin');
  }
});

test('a field named like a prototype is refused and changes no prototype', async () => {
  const good = `"officeId":"${offices.a}","amountVnd":"1","count":null,"on":"2020-12-05"`;
  for (const extra of ['"__proto__":{"polluted":1}', '"constructor":{"prototype":{"polluted":1}}']) {
    const answer = await ask('POST', `/things/${newId()}`, `{${good},${extra}}`, {
      'content-type': 'application/json',
    });
    assert.equal(answer.status, 400, extra);
  }
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  assert.equal((await ask('GET', '/things?__proto__=1')).status, 400);
});

test('what a caller writes never makes a line of the log, and secrets never stand in one', async () => {
  const before = lines.length;
  const forged = 'x%0A{"level":30,"msg":"forged"}';
  await ask('GET', `/things?limit=${forged}`);
  await ask('GET', `/${forged}`);
  await ask('GET', '/things', undefined, { 'user-agent': 'a{"msg":"forged"}', 'x-forwarded-for': 'forged' });
  const written = lines.slice(before);
  assert.ok(written.length >= 3);
  assert.ok(written.every((line) => line['msg'] !== 'forged'));
  const text = JSON.stringify(lines);
  assert.doesNotMatch(text, /session_token|a-secret-for-tests-only/);
});
