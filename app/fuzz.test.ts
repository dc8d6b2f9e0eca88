import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { methodOf, pathOf, type Route, type RouteKey } from '#kernel/contract/contract.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { broken, type Known, likely, oneWrong, shaped } from '#kernel/testing/fuzz.ts';
import { openHouse } from './testing/house.ts';
import { readKnown } from './testing/known.ts';
import { furnish, listFile, pictureFile, type World } from './testing/world.ts';

/** The same by default, so that a commit passes or fails and does not do both; `SEED=123 FUZZ=300 FUZZ_MS=30000` looks farther. */
const SEED = Number(process.env['SEED'] ?? 1);
const RUNS = Number(process.env['FUZZ'] ?? 30);
/** All of one route's runs; a route that hashes passwords or reads files gets through fewer, but never through none. */
const ROUTE_MS = Number(process.env['FUZZ_MS'] ?? 1_000);
const HANGS_AFTER_MS = 10_000;

const house = await openHouse(await cloneDatabase(), 10);
const { db, month, routes } = house;
let world: World;
let known: Known;

before(async () => {
  world = await furnish(house);
});
after(() => house.close());

/** What ends a day, a month, an office or people's rights to be paid would leave little to do for the routes after it. */
const isLast = ([key]: [RouteKey, Route]) =>
  /^POST .*(closes|closing$|settlement|withdrawal$|unpaid$|death$|move$|stops$|plan$|plan\/people$|distribution$)/.test(
    key,
  );
const inOrder = [...routes.filter((each) => !isLast(each)), ...routes.filter(isLast)];

for (const [key, route] of inOrder.filter(([, each]) => each.reply !== 'events'))
  test(`${key} answers anything with an answer of its own`, async (t) => {
    // Whoever changes a password or signs out is another one each time.
    const apart = /^\w+ \/(auth|staff)/.test(key) ? await house.person(month.province.rootId) : null;
    known = await readKnown(
      db,
      [world.doer.staffId, world.other.staffId],
      month.province.tellers.map(({ id }) => id),
    );
    const until = performance.now() + ROUTE_MS;
    let asked = 0;
    let done = 0;
    await fc.assert(
      fc.asyncProperty(requestOf(route), fc.boolean(), fc.nat(3), async (input, twice, who) => {
        if (asked++ > 0 && performance.now() > until) return;
        const { cookie } = apart ?? (who === 0 ? world.other : world.doer);
        const ask = () => answerOf(key, route, input, cookie);
        const answers = await Promise.race([
          Promise.all(twice ? [ask(), ask()] : [ask()]),
          pause(HANGS_AFTER_MS, [{ status: 0, type: '', text: 'no answer' }], { ref: false }),
        ]);
        for (const { status, type, text } of answers) {
          assert.ok(
            status >= 200 && status < 500 && status !== 0,
            `${status} ${text} ${house.defects.at(-1)}`,
          );
          if (status < 400) done++;
          if (status < 400) continue;
          assert.match(type, /^application\/json/);
          assert.match((JSON.parse(text) as { error: { code: string } }).error.code, /^[a-z_]+$/);
        }
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
    // A role that now owes a second factor would be turned away by every later route.
    await db.owner.pool.query('delete from second_factor_role');
    t.diagnostic(`${done} done`);
  });

/** A request of a route's shape: right, right but for one part, of the shape alone, or broken. */
function requestOf({ params, query, body }: Route): fc.Arbitrary<Input> {
  const parts = { ...(params && { params }), ...(query && { query }), ...(body && { body }) };
  const whole = { type: 'object', properties: parts, required: Object.keys(parts) };
  const wrong = fc.record({
    params: shaped(params ?? {}, known),
    query: query ? broken(query, known) : fc.constant(undefined),
    body: body ? broken(body, known) : fc.constant(undefined),
  });
  const request = fc.oneof(
    { arbitrary: likely(whole, known), weight: 3 },
    { arbitrary: oneWrong(whole, known), weight: 3 },
    { arbitrary: shaped(whole, known), weight: 2 },
    { arbitrary: wrong, weight: 2 },
  ) as fc.Arbitrary<Omit<Input, 'file'>>;
  return fc.tuple(request, fc.constantFrom(...FILES)).map(([each, file]) => ({ ...each, file }));
}

interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** What is laid beside the body where a route takes a file. */
  readonly file: File;
}

const FILES = [
  new File(['a;b'], 'a.csv'),
  listFile(7, 'Lê Thị Bảy', '045150000907'),
  pictureFile(),
  new File([new Uint8Array(64)], 'a.xlsx'),
];

async function answerOf(key: RouteKey, route: Route, { params, query, body, file }: Input, cookie: string) {
  const path = pathOf(key).replace(/:([a-zA-Z]+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name]).toWellFormed()),
  );
  const sent = { cookie, body, ...(route.upload && { file }) };
  const { answer } = await house.send(methodOf(key), `${path}${queryOf(query)}`, sent);
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'] ?? '',
    text: answer.statusCode < 400 ? '' : answer.body,
  };
}

function queryOf(query: unknown): string {
  const pairs = Object.entries(query ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`,
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
