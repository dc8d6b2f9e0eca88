import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { pino } from 'pino';
import { makeTestPerson, TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { openSignIn } from '#kernel/access/sign-in.ts';
import { methodOf, pathOf, type Route, type RouteKey } from '#kernel/contract/contract.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { broken, type Known, shaped } from '#kernel/testing/fuzz.ts';
import { newId } from '#kernel/words/id.ts';
import { type ServedMonth, serveMonth } from '#modules/payouts/testing/served.ts';
import { ROLES } from '#people/staff/roles.ts';
import { bindModules } from './modules.ts';
import { buildServer } from './server.ts';

/** The same by default, so that a commit passes or fails and does not do both; `SEED=123 FUZZ=300 FUZZ_MS=30000` looks farther. */
const SEED = Number(process.env['SEED'] ?? 1);
const RUNS = Number(process.env['FUZZ'] ?? 30);
/** All of one route's runs; a route that hashes passwords or reads files gets through fewer, but never through none. */
const ROUTE_MS = Number(process.env['FUZZ_MS'] ?? 1_000);
const HANGS_AFTER_MS = 10_000;

const db = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-fuzz-'));
const defects: string[] = [];
const log = pino({ level: 'error' }, { write: (line: string) => void defects.push(line) });
let month: ServedMonth;
let server: Awaited<ReturnType<typeof buildServer>>;
let known: Known;

before(async () => {
  month = await serveMonth(db);
  server = await buildServer({
    db,
    clock: month.clock,
    log,
    dataDir: folder,
    sessionSecret: TEST_SECRET,
    requestsPerMinute: 1_000_000,
  });
  known = await readKnown();
});
after(async () => {
  await server.close();
  await month.close();
  await rm(folder, { recursive: true });
});

async function readKnown(): Promise<Known> {
  const column = async (query: string) =>
    (await db.pool.query<{ id: string }>(query)).rows.map((row) => row.id);
  const hands = await column('select id from hand');
  const { rootId, camLoId } = month.province;
  const byField = {
    officeId: [camLoId, camLoId, rootId, month.farId],
    toOfficeId: [camLoId, rootId, month.farId],
    citizenId: await column('select id from citizen'),
    voucherIds: await column('select id from voucher'),
    things: await column('select id from voucher'),
    fromHand: hands,
    towardHand: hands,
    toHand: hands,
    handId: hands,
    // The list was taken in by another server, whose kept files are its own.
    listId: [newId()],
    programme: ['merit', 'pension', 'x'],
    programmes: ['merit', 'pension', 'x'],
    month: ['2020-12', '2020-11', '0000-01', '9999-12'],
    after: ['W10', ...['x', '2020-12-06'].flatMap((v) => [[v], [v, v], [v, v, v]]).map(cursor)],
    q: ['045150000001', 'nguyen thi hoa', '045150000001||Nguyễn Thị Hòa|01011950|Nữ|Cam Hiếu|01012021'],
  };
  const ids = await column(
    'select id from handover union all select id from hand union all select id from payout_list',
  );
  return { ids, byField };
}

const cursor = (values: string[]) => Buffer.from(JSON.stringify(values)).toString('base64url');

const signIn = openSignIn({ db, secret: TEST_SECRET, secure: false, issuer: 'test' });
const parts = {
  db,
  clock: { now: () => new Date() },
  signIn,
  secret: TEST_SECRET,
  filesFolder: folder,
  demonstration: null,
};
const routes = bindModules(parts).flatMap(({ contract }) => Object.entries(contract) as [RouteKey, Route][]);

for (const [key, route] of routes.filter(([, each]) => each.reply !== 'events'))
  test(`${key} answers anything with an answer of its own`, async () => {
    const roles = Array.isArray(route.may) ? (route.may as string[]) : [...ROLES];
    const { cookie } = await makeTestPerson(
      db.owner,
      roles.map((role) => ({ role, officeId: month.province.rootId })),
    );
    const input = fc.record({
      params: shaped(route.params ?? {}, known),
      query: partOf(route.query),
      body: partOf(route.body),
      twice: fc.boolean(),
    });
    const until = performance.now() + ROUTE_MS;
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(input, async ({ params, query, body, twice }) => {
        if (asked++ > 0 && performance.now() > until) return;
        const ask = () => answerOf(key, route, { params, query, body }, cookie);
        const answers = await Promise.race([
          Promise.all(twice ? [ask(), ask()] : [ask()]),
          pause(HANGS_AFTER_MS, [{ status: 0, type: '', text: 'no answer' }], { ref: false }),
        ]);
        for (const { status, type, text } of answers) {
          assert.ok(status >= 200 && status < 500 && status !== 0, `${status} ${text} ${defects.at(-1)}`);
          if (status < 400) continue;
          assert.match(type, /^application\/json/);
          assert.match((JSON.parse(text) as { error: { code: string } }).error.code, /^[a-z_]+$/);
        }
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
  });

function partOf(schema: Route['query'] | Route['body']) {
  if (!schema) return fc.constant(undefined);
  return fc.oneof({ arbitrary: shaped(schema, known), weight: 3 }, broken(schema, known));
}

interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

async function answerOf(key: RouteKey, route: Route, { params, query, body }: Input, cookie: string) {
  const path = pathOf(key).replace(/:([a-zA-Z]+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name]).toWellFormed()),
  );
  const form = route.upload ? formOf(body) : null;
  const answer = await server.app.inject({
    method: methodOf(key),
    url: `/api${path}${queryOf(query)}`,
    headers: { cookie, ...form?.headers },
    ...(form ? { payload: form.payload } : body !== undefined && { payload: body as object }),
  });
  return {
    status: answer.statusCode,
    type: String(answer.headers['content-type'] ?? ''),
    text: answer.statusCode < 400 ? '' : answer.body,
  };
}

function queryOf(query: unknown): string {
  const pairs = Object.entries((query ?? {}) as object).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`,
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** The fields as text parts before a file that is no list and no picture. */
function formOf(body: unknown) {
  const fields = Object.entries((body ?? {}) as object).map(
    ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`,
  );
  const file =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\na;b\r\n--b--\r\n';
  return {
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: `${fields.join('')}${file}`,
  };
}
