import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pino } from 'pino';
import { makeTestPerson, TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { Compile } from 'typebox/compile';
import type { Route, RouteKey } from '#kernel/contract/contract.ts';
import { checkRouteMatrix } from '#kernel/http/testing/route-matrix.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { openOffices } from '#places/offices/offices.ts';
import { ROLES } from '#people/staff/roles.ts';
import { openSignIn } from '#kernel/access/sign-in.ts';
import { bindModules, say } from './modules.ts';
import { loadReference } from './reference/load.ts';
import { buildServer } from './server.ts';

const db = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-matrix-'));
after(() => rm(folder, { recursive: true }));
const clock = { now: () => new Date('2020-12-05T09:00:00+07:00') };
const server = await buildServer({
  db,
  clock,
  log: pino({ level: 'silent' }),
  dataDir: folder,
  sessionSecret: TEST_SECRET,
  requestsPerMinute: 1_000_000,
});
after(() => server.close());
const signIn = openSignIn({ db, secret: TEST_SECRET, secure: false, issuer: 'test' });
const contracts = bindModules({
  db,
  clock,
  signIn,
  secret: TEST_SECRET,
  filesFolder: folder,
  demonstration: null,
}).map((bound) => bound.contract);

test('every route refuses a wrong role and a wrong office, and admits a right one', async () => {
  const now = clock.now();
  const offices = await db.owner.write(async (tx) => {
    await loadReference(tx, now);
    const root = await tx
      .selectFrom('office')
      .select('id')
      .where('code', '=', 'QT')
      .executeTakeFirstOrThrow();
    const [a, b] = await openOffices(
      tx,
      now,
      '2019-01-01',
      ['A', 'B'].map((code) => ({
        code,
        name: `Bưu điện ${code}`,
        kind: 'district',
        parentCode: 'QT',
        communeCodes: [],
        lat: null,
        lon: null,
      })),
    );
    return { root: root.id, a: a?.id as string, b: b?.id as string };
  });
  const cookies = new Map<string, Promise<string>>();
  const cookieOf = (role: string, officeId: string) => {
    const key = `${role} ${officeId}`;
    const made =
      cookies.get(key) ??
      makeTestPerson(db.owner, [{ role: role, officeId }]).then((person) => person.cookie);
    cookies.set(key, made);
    return made;
  };
  const { checked, wrong } = await checkRouteMatrix({
    app: server.app,
    contracts,
    roles: ROLES,
    offices,
    cookieOf,
  });
  assert.deepEqual(wrong, []);
  assert.ok(checked > 300, `${checked} cases`);
});

/** Where an address carries what somebody typed: the names that are looked for, never matched with a number. */
const NAMES_IN_ADDRESSES = [
  'GET /staff search',
  'GET /looks by',
  'GET /entry/events by',
  'GET /payouts/comparison/people q',
  'GET /payouts/lists/:listId/vouchers q',
  'GET /payouts/plan/people q',
];
/** Texts that nobody types: cursors, and codes that the house gives. */
const GIVEN = / (after|programme|kind|source)$/;

test('no address takes the number of a person: whoever is looked for by it is asked for in a body', () => {
  const open = contracts.flatMap((contract) =>
    (Object.entries(contract) as [RouteKey, Route][]).flatMap(([key, { params, query }]) =>
      Object.entries({ ...params?.properties, ...query?.properties })
        .filter(([, schema]) => Compile(schema).Check('045150000001'))
        .map(([name]) => `${key} ${name}`),
    ),
  );
  assert.deepEqual(
    open.filter((each) => !GIVEN.test(each)),
    NAMES_IN_ADDRESSES,
  );
});

test('every refusal that a route declares has a text in both languages', () => {
  const silent = contracts.flatMap((contract) =>
    (Object.keys(contract) as RouteKey[]).flatMap((key) =>
      (contract[key]?.refusals ?? []).filter((code) => {
        const text = say(code, { blocks: [], things: [] });
        return !text?.vi || !text.en;
      }),
    ),
  );
  assert.deepEqual([...new Set(silent)], []);
});

test('the description is OpenAPI 3.1 and names every route', async () => {
  const { paths, openapi } = (await server.app.inject('/api/openapi.json')).json<{
    openapi: string;
    paths: Record<string, object>;
  }>();
  assert.match(openapi, /^3\.1/);
  const described = Object.values(paths).reduce((sum, path) => sum + Object.keys(path).length, 0);
  assert.equal(
    described,
    contracts.reduce((sum, contract) => sum + Object.keys(contract).length, 0),
  );
});
