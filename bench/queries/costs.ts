import fc from 'fast-check';
import { Client } from 'pg';
import { pino } from 'pino';
import { makeTestPerson, TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { methodOf, pathOf, type Route, type RouteKey } from '#kernel/contract/contract.ts';
import type { Database } from '#kernel/db/connect.ts';
import { likely } from '#kernel/testing/fuzz.ts';
import { openSignIn } from '#kernel/access/sign-in.ts';
import { bindModules } from '#app/modules.ts';
import { buildServer } from '#app/server.ts';
import { readKnown } from '#app/testing/known.ts';
import { ROLES } from '#people/staff/roles.ts';
import type { BenchContext, Measure } from '../measure.ts';
import { fillNation } from './nation.ts';

/** What a screen may wait for a list. */
const LIMIT_MS = 500;
const SAMPLES = 6;
/** A table of fewer rows is read whole without harm. */
const SMALL = 20_000;

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Cost {
  ms: number;
  statements: number;
  /** Blocks of 8 kB that the statements touched, in memory or not. */
  blocks: number;
  /** Large tables of which a statement read everything. */
  whole: Set<string>;
  slowest: string;
}

/** What every route that reads asks of the database, with `--people` (300,000) listed, for a province, a district and a point. */
export async function run({ db, owner, folder, size, say }: BenchContext): Promise<Measure[]> {
  await fillNation(owner, size('people', 300_000), say);
  const clock = { now: () => new Date('2020-12-08T10:00:00+07:00') };
  await owner.pool.query(
    `insert into setting (name, value) values ('clock_offset_ms', to_jsonb($1::float8))`,
    [clock.now().valueOf() - Date.now()],
  );
  const log = pino({ level: 'error' }, { write: (line: string) => say(line.slice(0, 400)) });
  const settings = { db, clock, log, dataDir: folder, sessionSecret: TEST_SECRET };
  const server = await buildServer({ ...settings, requestsPerMinute: 1_000_000 });
  const signIn = openSignIn({ db, secret: TEST_SECRET, secure: false, issuer: 'bench' });
  const parts = { db, clock, signIn, secret: TEST_SECRET, filesFolder: folder, demonstration: null };
  const routes = bindModules(parts).flatMap(
    ({ contract }) => Object.entries(contract) as [RouteKey, Route][],
  );
  const known = await readKnown({ owner }, [], []);
  const { rows: offices } = await owner.pool.query<{ id: string; path: string }>(
    `(select id, path from office where path not like '%/%') union all
     (select o.id, o.path from office o where path like '%/%' and path not like '%/%/%' order by path limit 1) union all
     (select o.id, o.path from office o where path like '%/%/%' order by path limit 1)`,
  );
  const large = await largeTables(owner);
  const recorded = record();
  const measures: Measure[] = [];
  try {
    for (const [key, route] of routes.filter(
      ([each, { reply }]) => methodOf(each) === 'GET' && reply !== 'events',
    ))
      for (const [place, office] of offices.entries()) {
        const { cookie } = await makeTestPerson(
          owner,
          ROLES.map((role) => ({ role, officeId: office.id })),
        );
        const here = {
          ...known,
          byField: { ...known.byField, officeId: [office.id], limit: [500], after: [''] },
        };
        const cost: Cost = { ms: 0, statements: 0, blocks: 0, whole: new Set(), slowest: '' };
        let answered = 0;
        for (const url of urlsOf(key, route, here)) {
          recorded.length = 0;
          const from = performance.now();
          const { statusCode, body } = await server.app.inject({ url, headers: { cookie } });
          const ms = performance.now() - from;
          if (statusCode >= 500) say(`${url}: ${body.slice(0, 200)}`);
          if (statusCode >= 400) continue;
          answered++;
          const statements = [...recorded];
          cost.statements = Math.max(cost.statements, statements.length);
          if (ms > cost.ms) {
            cost.ms = ms;
            cost.slowest = url;
          }
          if (ms > 20 || statements.length > 12) await explain(owner, statements, large, cost);
        }
        if (answered === 0) continue;
        const name = `${key} of a ${['province', 'district', 'point'][place]}`;
        measures.push({
          name,
          value: cost.ms,
          unit: 'ms',
          ratio: cost.ms / LIMIT_MS,
          baseline: LIMIT_MS,
          against: `${cost.statements} statements, ${cost.blocks} blocks, whole: ${[...cost.whole].join(' ')}`,
        });
        if (cost.ms > 100 || cost.whole.size > 0 || cost.statements > 12)
          say(
            `${cost.ms.toFixed(0)} ms, ${cost.statements} statements, ${cost.blocks} blocks, whole ${[...cost.whole].join(' ')}: ${name} ${cost.slowest}`,
          );
      }
  } finally {
    await server.close();
  }
  return measures;
}

function urlsOf(key: RouteKey, { params, query }: Route, known: Parameters<typeof likely>[1]): string[] {
  const parts = { ...(params && { params }), ...(query && { query }) };
  const whole = { type: 'object', properties: parts, required: Object.keys(parts) };
  return fc.sample(likely(whole, known), { numRuns: SAMPLES, seed: 1 }).map((each) => {
    const asked = each as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const path = pathOf(key).replace(/:([a-zA-Z]+)/g, (_, name: string) => String(asked['params']?.[name]));
    const pairs = Object.entries(asked['query'] ?? {}).map(
      ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
    );
    return `/api${path}?${pairs.join('&')}`;
  });
}

/** Every statement that is sent from now on by this process. */
function record(): Statement[] {
  const statements: Statement[] = [];
  const query = Client.prototype.query as (...args: unknown[]) => unknown;
  Client.prototype.query = function recording(this: Client, ...args: unknown[]) {
    const [first, values] = args as [string | { text?: string; values?: unknown[] }, unknown[] | undefined];
    const text = typeof first === 'string' ? first : first?.text;
    const given = typeof first === 'string' ? values : (first?.values ?? values);
    if (text && /^\s*(--[^\n]*\n\s*)*(select|with|\(select)/i.test(text) && !/^explain/i.test(text))
      statements.push({ text, values: Array.isArray(given) ? given : [] });
    return query.apply(this, args);
  } as typeof Client.prototype.query;
  return statements;
}

async function largeTables(owner: Database): Promise<ReadonlySet<string>> {
  const { rows } = await owner.pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'p') and reltuples > ${SMALL}`,
  );
  return new Set(rows.map(({ name }) => name));
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly Node[];
}

async function explain(
  owner: Database,
  statements: readonly Statement[],
  large: ReadonlySet<string>,
  cost: Cost,
) {
  let blocks = 0;
  for (const { text, values } of statements) {
    try {
      const { rows } = await owner.pool.query(`explain (analyze, buffers, timing off, format json) ${text}`, [
        ...values,
      ]);
      const plan = rows[0]['QUERY PLAN'][0].Plan as Node;
      blocks += (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
      for (const name of scanned(plan)) if (large.has(name)) cost.whole.add(name);
    } catch {
      // What locks or looks for itself cannot be explained a second time.
    }
  }
  cost.blocks = Math.max(cost.blocks, blocks);
}

function scanned(node: Node): string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scanned)];
}
