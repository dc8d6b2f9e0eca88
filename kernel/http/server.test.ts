import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { Type } from 'typebox';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { openGate } from '../access/gate.ts';
import { makeTestOffices, makeTestPerson, TEST_SECRET } from '../access/testing.ts';
import { contract } from '../contract/contract.ts';
import { Day, Id, Instant, Nullable, shape, VndText } from '../contract/shapes.ts';
import { newId } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import { bind } from './bind.ts';
import { createServer, type Server } from './server.ts';

const summary = { vi: 'Thử', en: 'Try' };
const may = ['clerk'] as const;

const tried = contract({
  'POST /things/:id': {
    may,
    scope: 'office',
    summary,
    params: shape({ id: Id }),
    body: shape({ officeId: Id, amountVnd: VndText, count: Nullable(Type.Integer()), on: Day }),
    reply: shape({ amountVnd: VndText, count: Nullable(Type.Integer()), at: Instant }),
    refusals: ['already_done'],
  },
  'GET /things': {
    may,
    scope: 'none',
    summary,
    query: shape({
      limit: Type.Optional(Type.Integer({ minimum: 1, default: 7 })),
      open: Type.Optional(Type.Boolean()),
    }),
    reply: shape({ limit: Type.Integer(), open: Nullable(Type.Boolean()) }),
    refusals: [],
  },
  'GET /refusals/:code': {
    may,
    scope: 'none',
    summary,
    params: shape({ code: Type.String() }),
    reply: shape({}),
    refusals: ['already_done', 'wrong_file', 'line_not_found'],
  },
  'GET /leak': { may, scope: 'none', summary, reply: shape({ name: Type.String() }), refusals: [] },
  'GET /person/:id': {
    may,
    scope: 'none',
    summary,
    params: shape({ id: Id }),
    reply: shape({}),
    refusals: [],
    audit: 'personal-data',
  },
  'POST /files': {
    may,
    scope: 'none',
    summary,
    body: shape({ month: Type.String(), rows: Type.Integer() }),
    reply: shape({
      bytes: Type.Integer(),
      sha256: Type.String(),
      rows: Type.Integer(),
      same: Type.Boolean(),
    }),
    refusals: [],
    upload: { maxBytes: 100_000 },
  },
  'GET /file': { may, scope: 'none', summary, reply: 'file', refusals: [] },
  'GET /events': { may, scope: 'none', summary, reply: 'events', refusals: [] },
  'POST /lost': { may, scope: 'none', summary, reply: shape({}), refusals: [] },
});

const db = await cloneDatabase();
const offices = await makeTestOffices(db.owner);
const clerk = await makeTestPerson(db, [{ role: 'clerk', officeId: offices.a }]);
const uploadFolder = await mkdtemp(join(tmpdir(), 'tungnha-upload-'));
const lines: Record<string, unknown>[] = [];
let server: Server;
let address: string;

const bound = bind(tried, {
  'POST /things/:id': ({ body }) => ({ amountVnd: body.amountVnd + 1n, count: body.count, at: new Date(0) }),
  'GET /things': ({ query }) => ({ limit: query.limit ?? 0, open: query.open ?? null }),
  'GET /refusals/:code': ({ params }) => {
    throw new Refusal(params.code, { amountVnd: 5n });
  },
  'GET /leak': () => {
    const row = { name: 'Mơ', cccd: '045000000000' };
    return row;
  },
  'GET /person/:id': ({ params, reveal }) => {
    if (params.id !== offices.b) reveal({ subjectKind: 'citizen', subjectId: params.id, reason: 'chi trả' });
    return {};
  },
  'POST /files': ({ upload, body }) => {
    const bytes = readFileSync(upload.path);
    return {
      bytes: upload.bytes,
      sha256: upload.sha256,
      rows: body.rows,
      same: bytes.length === upload.bytes,
    };
  },
  'GET /file': () => ({ fileName: 'Sổ quỹ.txt', mediaType: 'text/plain', content: Buffer.from('1') }),
  'GET /events': () => async (stream) => {
    const from = Number(stream.lastEventId ?? 0);
    for (let n = from + 1; n <= from + 3; n++)
      stream.send({ id: String(n), event: 'tick', data: { n: BigInt(n) } });
    await new Promise((resolve) => stream.signal.addEventListener('abort', resolve));
  },
  'POST /lost': () => {
    throw Object.assign(new Error('Connection terminated unexpectedly'));
  },
});

before(async () => {
  server = await createServer({
    db,
    gate: openGate({ db, secret: TEST_SECRET, secure: false }),
    bound: [bound],
    roles: ['clerk'],
    info: { title: 'Thử', version: '1' },
    log: pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
    uploadFolder,
    webFolder: null,
    secure: false,
    streams: { heartbeatMs: 30, maxBufferedBytes: 64 * 1024 },
  });
  address = await server.listen(0, '127.0.0.1');
});
after(async () => {
  await server.close();
  await rm(uploadFolder, { recursive: true, force: true });
});

async function ask(
  method: 'GET' | 'POST',
  url: string,
  payload?: object | string | Buffer,
  headers: Record<string, string> = {},
) {
  const answer = await server.app.inject({
    method,
    url: `/api${url}`,
    headers: { cookie: clerk.cookie, ...headers },
    ...(payload !== undefined && { payload }),
  });
  return {
    status: answer.statusCode,
    json: () => answer.json<Record<string, unknown>>(),
    error: () => answer.json<Envelope>().error,
    answer,
  };
}
type Envelope = {
  error: { code: string; facts: Record<string, unknown>; message: { vi: string } | null; reference: string };
};

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

test('an upload is hashed on its way to disk, bounded, and gone after the answer', async () => {
  const form = (content: Buffer, fields = { month: '2020-12', rows: '3' }) => {
    const part = (head: string, body: Buffer | string) =>
      Buffer.concat([Buffer.from(`--edge\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')]);
    const named = Object.entries(fields).map(([name, value]) =>
      part(`content-disposition: form-data; name="${name}"`, value),
    );
    const file = part(
      'content-disposition: form-data; name="file"; filename="ds.xlsx"\r\ncontent-type: application/zip',
      content,
    );
    const body = Buffer.concat([...named, file, Buffer.from('--edge--\r\n')]);
    return ask('POST', '/files', body, { 'content-type': 'multipart/form-data; boundary=edge' });
  };
  const taken = await form(Buffer.alloc(90_000, 1));
  assert.equal(taken.status, 200, taken.answer.body);
  assert.deepEqual([taken.json()['bytes'], taken.json()['rows'], taken.json()['same']], [90_000, 3, true]);
  assert.equal((await form(Buffer.alloc(100_001, 1))).status, 400);
  assert.equal((await form(Buffer.alloc(0))).status, 400);
  assert.equal((await form(Buffer.alloc(9), { month: '2020-12', rows: 'ba' })).status, 400);
  assert.equal((await ask('POST', '/files', { month: '2020-12', rows: 3 })).status, 400);
  assert.deepEqual(await readdir(uploadFolder), []);
});

test('a download carries its Vietnamese name', async () => {
  const { answer } = await ask('GET', '/file');
  assert.match(
    String(answer.headers['content-disposition']),
    /filename="So quy.txt"; filename\*=UTF-8''S%E1%BB%95/,
  );
});

function open(lastEventId?: string): Promise<IncomingMessage> {
  const headers = {
    cookie: clerk.cookie,
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  };
  return new Promise((resolve, reject) =>
    get(`${address}/api/events`, { headers }, resolve).on('error', reject),
  );
}

async function readUntil(stream: IncomingMessage, text: string): Promise<string> {
  let read = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    read += String(chunk);
    if (read.includes(text)) return read;
  }
  return read;
}

test('a stream of events resumes, and ends when the session does', async () => {
  const first = await open();
  assert.match(await readUntil(first, 'id: 3\n'), /id: 1\nevent: tick\ndata: {"n":"1"}\n\n/);
  first.destroy();
  const resumed = await open('3');
  const text = await readUntil(resumed, ': alive');
  assert.deepEqual(text.match(/id: \d/g), ['id: 4', 'id: 5', 'id: 6']);
  await db.pool.query(`update session set expires_at = now() where staff_id = $1`, [clerk.staffId]);
  await readUntil(resumed, 'never sent');
  await db.pool.query(`update session set expires_at = now() + interval '1 hour' where staff_id = $1`, [
    clerk.staffId,
  ]);
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
