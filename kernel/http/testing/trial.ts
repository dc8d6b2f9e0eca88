import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { pino } from 'pino';
import { Type } from 'typebox';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { openGate } from '../../access/gate.ts';
import { makeTestOffices, makeTestPerson, TEST_SECRET } from '../../access/testing/signed-in.ts';
import { contract } from '../../contract/contract.ts';
import { Day, Id, Instant, Nullable, shape, VndText } from '../../contract/shapes.ts';
import { noScan } from '../../files/scan.ts';
import { Refusal } from '../../words/refusal.ts';
import { bind } from '../bind.ts';
import { createServer } from '../server.ts';

/** A server with routes of every form, on a database of its own, for the tests of this folder. */
const summary = { vi: 'Thử', en: 'Try' };
const may = ['clerk'] as const;

export const tried = contract({
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
  'POST /seldom': { may, scope: 'none', summary, reply: shape({}), refusals: [], perMinute: 2 },
  'POST /seldom/:phone': {
    may: 'anyone',
    scope: 'none',
    summary,
    params: shape({ phone: Type.String() }),
    reply: shape({}),
    refusals: [],
    perMinute: 2,
    perMinuteEach: 'phone',
  },
  'POST /full': { may, scope: 'none', summary, reply: shape({}), refusals: [] },
  'POST /lost': { may, scope: 'none', summary, reply: shape({}), refusals: [] },
  'GET /lost': { may, scope: 'none', summary, reply: shape({}), refusals: [] },
});

export const db = await cloneDatabase();
export const offices = await makeTestOffices(db.owner);
export const clerk = await makeTestPerson(db.owner, [{ role: 'clerk', officeId: offices.a }]);
export const uploadFolder = await mkdtemp(join(tmpdir(), 'tungnha-upload-'));
/** Every log line written so far. */
export const lines: Record<string, unknown>[] = [];

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
  'POST /seldom': () => ({}),
  'POST /seldom/:phone': () => ({}),
  'POST /full': () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  },
  'POST /lost': () => {
    throw Object.assign(new Error('Connection terminated unexpectedly'));
  },
  'GET /lost': () => {
    throw Object.assign(new Error('Connection terminated unexpectedly'));
  },
});

const webFolder = await mkdtemp(join(tmpdir(), 'tungnha-web-'));
await mkdir(join(webFolder, 'field'));
await mkdir(join(webFolder, 'assets'));
await writeFile(
  join(webFolder, 'index.html'),
  '<title>desk</title><meta name="csp-nonce" content="__CSP_NONCE__">',
);
await writeFile(join(webFolder, 'field', 'index.html'), '<title>field</title>');
await writeFile(join(webFolder, 'assets', 'a-1234.js'), 'export {};');

/** Set by the test that lays another release over this one. */
export const release = { isReplaced: false };

/** Set by the test that looks through what comes. */
export const scanner = { scan: noScan };

export const server = await createServer({
  db,
  gate: openGate({ db, secret: TEST_SECRET, secure: false }),
  bound: [bound],
  roles: ['clerk'],
  info: { title: 'Thử', version: '1' },
  log: pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
  uploadFolder,
  scan: (content) => scanner.scan(content),
  webFolder,
  secure: false,
  isReplaced: () => release.isReplaced,
  streams: { heartbeatMs: 30, maxBufferedBytes: 64 * 1024 },
});
export const address = await server.listen(0, '127.0.0.1');

after(async () => {
  await server.close();
  await rm(uploadFolder, { recursive: true, force: true });
  await rm(webFolder, { recursive: true, force: true });
});

export async function ask(
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
