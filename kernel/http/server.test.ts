import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../words/id.ts';
import { ask, clerk, db, lines, offices, release, server, tried } from './testing/trial.ts';

const good = () => ({
  officeId: offices.a,
  amountVnd: '9007199254740992',
  count: null as unknown,
  on: '2020-12-05',
});

test('amounts stay whole and null stays null', async () => {
  const { status, json } = await ask('POST', `/things/${newId()}`, good());
  assert.equal(status, 200);
  assert.deepEqual(json(), { amountVnd: '9007199254740993', count: null, at: '1970-01-01T00:00:00.000Z' });
});

test('a body is taken as it is: nothing is coerced, nothing unknown is dropped', async () => {
  const bad: [object, string, string][] = [
    [{ ...good(), count: '1' }, '/body/count', 'integer'],
    [{ ...good(), amountVnd: 5 }, '/body/amountVnd', 'string'],
    [{ ...good(), amountVnd: null }, '/body/amountVnd', 'string'],
    [{ ...good(), on: '2020-02-30' }, '/body/on', 'date'],
    [{ ...good(), extra: 1 }, '/body/extra', 'absent'],
  ];
  for (const [body, field, expected] of bad) {
    const { status, error } = await ask('POST', `/things/${newId()}`, body);
    const { code, facts } = error();
    assert.deepEqual([status, code], [400, 'invalid_input']);
    assert.ok(
      (facts['fields'] as { field: string; expected: string }[]).some(
        (f) => f.field === field && f.expected === expected,
      ),
      JSON.stringify(facts),
    );
  }
  assert.equal(
    (await ask('POST', `/things/${newId()}`, '{"officeId":', { 'content-type': 'application/json' })).status,
    400,
  );
  assert.equal(
    (await ask('POST', `/things/${newId()}`, 'a=1', { 'content-type': 'text/plain' })).status,
    400,
  );
});

test('numbers and truth values in an address are read, others refused', async () => {
  assert.deepEqual((await ask('GET', '/things?limit=20&open=true')).json(), { limit: 20, open: true });
  assert.deepEqual((await ask('GET', '/things')).json(), { limit: 7, open: null });
  assert.equal((await ask('GET', '/things?limit=many')).status, 400);
  assert.equal((await ask('GET', '/things?page=2')).status, 400);
});

test('an office that is judged is the office that is used', async () => {
  const at = (officeId: unknown) => ask('POST', `/things/${newId()}`, { ...good(), officeId });
  assert.equal((await at(offices.b)).status, 403);
  assert.equal((await at(newId())).status, 403);
  assert.equal((await at('00000000-0000-0000-0000-000000000000')).status, 403);
  assert.equal((await at([offices.a])).status, 400);
});

test('a refusal has its status, facts and texts; one that is not declared is a defect with a reference', async () => {
  const declared = await ask('GET', '/refusals/already_done');
  assert.deepEqual(
    [declared.status, declared.error().code, declared.error().facts],
    [409, 'already_done', { amountVnd: '5' }],
  );
  const statuses = await Promise.all(
    ['wrong_file', 'line_not_found', 'not_found', 'conflict'].map((code) => ask('GET', `/refusals/${code}`)),
  );
  assert.deepEqual(
    statuses.map((each) => each.status),
    [422, 404, 404, 409],
  );
  const defect = await ask('GET', '/refusals/never_heard_of');
  const { code, message, reference } = defect.error();
  assert.deepEqual([defect.status, code], [500, 'internal_error']);
  assert.match(message?.vi ?? '', /mã tham chiếu/);
  assert.equal(defect.answer.headers['x-reference'], reference);
  assert.ok(lines.some((line) => line['reference'] === reference && line['msg'] === 'defect'));
});

test('a lost connection under a write says that the outcome is unknown', async () => {
  const { status, error } = await ask('POST', '/lost');
  assert.deepEqual([status, error().code], [503, 'unknown_outcome']);
});

test('a lost connection under a read says that it can be asked again, and is no defect', async () => {
  const { status, error } = await ask('GET', '/lost');
  assert.deepEqual([status, error().code], [503, 'unavailable']);
  assert.match(error().message?.vi ?? '', /thử lại/);
});

test('a full disk is told as such, and is no defect', async () => {
  const { status, error } = await ask('POST', '/full');
  assert.deepEqual([status, error().code], [507, 'storage_full']);
  assert.match(error().message?.vi ?? '', /Đĩa của máy chủ đã đầy/);
});

test('what fails under a release that was laid over the running one is told so', async () => {
  release.isReplaced = true;
  try {
    const { status, error } = await ask('GET', '/refusals/never_heard_of');
    assert.deepEqual([status, error().code], [503, 'release_replaced']);
    assert.equal((await ask('GET', '/refusals/already_done')).status, 409);
  } finally {
    release.isReplaced = false;
  }
});

test('an answer with more than was promised does not leave', async () => {
  const { status, answer } = await ask('GET', '/leak');
  assert.equal(status, 500);
  assert.doesNotMatch(answer.body, /045000000000/);
});

test('a look at personal data is recorded before it is shown, and one that says not whose is a defect', async () => {
  const id = newId();
  assert.equal((await ask('GET', `/person/${id}`)).status, 200);
  const { rows } = await db.pool.query('select staff_id, subject_id, reason, route from access_log');
  assert.deepEqual(rows, [
    { staff_id: clerk.staffId, subject_id: id, reason: 'chi trả', route: 'GET /person/:id' },
  ]);
  assert.equal((await ask('GET', `/person/${offices.b}`)).status, 500);
  for (const table of ['access_log', 'role_grant', 'role_revocation', 'staff_suspension', 'feed_event'])
    for (const statement of [
      `delete from ${table}`,
      `update ${table} set ${table === 'feed_event' ? 'topic' : table === 'role_grant' ? 'role' : 'reason'} = 'x'`,
    ])
      await assert.rejects(db.pool.query(statement), { code: '42501' }, statement);
});

test('a write from another site is refused, from our own page and from a tool it is not', async () => {
  const from = async (headers: Record<string, string>) =>
    (await ask('POST', `/things/${newId()}`, good(), { host: 'post.example', ...headers })).status;
  assert.equal(await from({ 'sec-fetch-site': 'cross-site' }), 403);
  assert.equal(await from({ 'sec-fetch-site': 'same-site' }), 403);
  assert.equal(await from({ origin: 'https://evil.example' }), 403);
  assert.equal(await from({ origin: 'null' }), 403);
  assert.equal(await from({ origin: 'http://post.example', 'sec-fetch-site': 'same-origin' }), 200);
  assert.equal(await from({}), 200);
});

test('the API describes itself in OpenAPI 3.1, every route with its refusals', async () => {
  const doc = (await ask('GET', '/openapi.json')).json() as {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
  };
  assert.equal(doc.openapi, '3.1.0');
  const operation = doc.paths['/api/things/{id}']?.['post'];
  assert.ok(operation);
  assert.deepEqual(
    operation.parameters.map((each) => [each.name, each.in, each.required]),
    [['id', 'path', true]],
  );
  assert.match(operation.responses['409']?.description ?? '', /conflict, already_done/);
  const operations = Object.values(doc.paths).flatMap((path) => Object.values(path));
  assert.equal(operations.length, Object.keys(tried).length);
  assert.equal(new Set(operations.map((each) => each.operationId)).size, operations.length);
  const page = await ask('GET', '/');
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.answer.body, /<script|<style|style=/);
  assert.match(String(page.answer.headers['content-security-policy']), /default-src 'self'/);
  assert.doesNotMatch(String(page.answer.headers['content-security-policy']), /unsafe/);
});
type Operation = {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  responses: Record<string, { description: string }>;
};

test('health says alive, and ready only at this schema', async () => {
  const at = async (url: string) => (await server.app.inject({ url })).statusCode;
  assert.deepEqual([await at('/healthz'), await at('/readyz')], [200, 200]);
  await db.owner.pool.query(`update migration set sha256 = 'x' || sha256 where number = 2`);
  assert.deepEqual([await at('/healthz'), await at('/readyz')], [200, 503]);
  await db.owner.pool.query(`update migration set sha256 = substr(sha256, 2) where number = 2`);
});

test('too many requests of one caller are refused with the time to wait', async () => {
  const answers = [await ask('POST', '/seldom'), await ask('POST', '/seldom'), await ask('POST', '/seldom')];
  assert.deepEqual(
    answers.map((each) => each.status),
    [200, 200, 429],
  );
  assert.equal(answers[2]?.error().code, 'too_many_requests');
  assert.ok(Number(answers[2]?.error().facts['retryAfterSeconds']) > 0);
});

test('phones behind one address are counted each by itself', async () => {
  const statuses: number[] = [];
  for (const phone of ['a', 'b', 'a', 'b', 'a'])
    statuses.push((await server.app.inject({ method: 'POST', url: `/api/seldom/${phone}` })).statusCode);
  assert.deepEqual(statuses, [200, 200, 200, 200, 429]);
});
