import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

/**
 * The direction of the house, read from every import of the tree. A lower part never knows a higher one, there are no
 * cycles, the kernel names no business, a module enters another one through its door, and files stay small.
 */
const HOME = fileURLToPath(new URL('..', import.meta.url));

/** What each part may import besides itself. Everything may import `words`. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'kernel/words': [],
  'kernel/contract': [],
  // Leaves: they read and write files and know values, no database and no people.
  'kernel/sheets': [],
  'kernel/paper': [],
  'kernel/keys': [],
  'kernel/files': ['kernel/keys'],
  // The connection types name the generated table types, which lie beside the migrations.
  'kernel/db': ['kernel/contract', 'db'],
  'kernel/access': ['kernel/contract', 'kernel/db', 'kernel/keys', 'db'],
  'kernel/evidence': ['kernel/contract', 'kernel/db', 'kernel/access'],
  'kernel/feed': ['kernel/contract', 'kernel/db', 'kernel/access'],
  // Custody needs neither people's rights nor the feed: who may act is decided above it, and modules publish.
  'kernel/handover': ['kernel/db'],
  'kernel/devices': [
    'kernel/contract',
    'kernel/db',
    'kernel/access',
    'kernel/evidence',
    'kernel/feed',
    'kernel/handover',
    'kernel/files',
    'kernel/keys',
  ],
  'kernel/jobs': ['kernel/contract', 'kernel/db', 'kernel/feed', 'kernel/handover'],
  'kernel/http': [
    'kernel/contract',
    'kernel/db',
    'kernel/access',
    'kernel/evidence',
    'kernel/feed',
    'kernel/handover',
    'kernel/devices',
    'kernel/jobs',
    'kernel/files',
  ],
  places: ['kernel'],
  people: ['kernel', 'places'],
  modules: ['kernel', 'places', 'people'],
  app: ['kernel', 'places', 'people', 'modules', 'db'],
  // An edge: the browser's side knows contracts, values and the shape in which a failure travels.
  'kernel/web': ['kernel/contract', 'kernel/http'],
  db: [],
  bin: ['kernel', 'places', 'people', 'modules', 'app', 'db'],
  bench: ['kernel', 'places', 'people', 'modules', 'app', 'db', 'bin'],
  journeys: ['kernel', 'places', 'people', 'modules', 'app', 'db', 'bin'],
};

/** Words of a business; the kernel says hand, thing and handover instead. `card` and `file` are the kernel's own. */
const BUSINESS =
  /(?<![a-z])pension|voucher|payout|parcel|dossier|citizen|benef(it|iciar)|insurance|hotline|settlement|lương hưu|trợ cấp/i;
const LINES_MAX = 300;
const LINES_MOST = 150;

/** Raw SQL, the verbs of the query builder, and the kernel's insert that takes a table and its columns. */
const SPEAKS_SQL =
  /\bsql[`<]|\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(|\binsertOnce\(/;

interface File {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
  /** Those that remain when types are stripped. */
  readonly values: readonly string[];
  /** Tests and what only they use may reach sideways and up, but the kernel's never into a module. */
  readonly forTests: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b(?:[^'";]*?\bfrom)?\s*'([^']+)'|\bimport\('([^']+)'\)|new URL\('(\.[^']+\.tsx?)', import\.meta/g;

function readTree(): File[] {
  const folders = '{kernel,places,people,modules,app,bin,bench,journeys,db}';
  const paths = globSync(`${folders}/**/*.{ts,tsx,mjs}`, {
    cwd: HOME,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  });
  return paths
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(HOME, path), 'utf8');
      const named = [...text.matchAll(IMPORT)].flatMap(([statement, a, b, c]) =>
        resolve(path, a ?? b ?? c ?? '').map((to) => ({
          to,
          type: /^\s*(im|ex)port type\b/.test(statement),
        })),
      );
      return {
        path,
        text,
        imports: named.map(({ to }) => to),
        values: named.filter(({ type }) => !type).map(({ to }) => to),
        forTests: isForTests(path),
      };
    });
}

/** The path of an import inside the tree; nothing for a package. */
function resolve(from: string, name: string): string[] {
  if (name.startsWith('#')) return [name.slice(1)];
  return name.startsWith('.') ? [normalize(join(dirname(from), name)).replaceAll('\\', '/')] : [];
}

const isForTests = (path: string) => /\.test\.tsx?$|\/(testing|walk)\//.test(path);

/** `kernel/db`, `places`, `modules/payouts`: the part of the tree that a path belongs to. */
function partOf(path: string): string {
  const [top, next] = path.split('/');
  return (top === 'kernel' || top === 'modules') && next ? `${top}/${next}` : (top ?? '');
}

/** The row of the rule for a part: a module stands for all modules. */
const ruleOf = (part: string) => (part.startsWith('modules/') ? 'modules' : part);

function mayImport(from: string, to: string): boolean {
  const target = ruleOf(partOf(to));
  const own = partOf(from) === partOf(to) || target === 'kernel/words' || isDoor(from, to);
  const allowed = MAY[ruleOf(partOf(from))] ?? [];
  return own || allowed.includes(target) || allowed.includes(target.split('/')[0] ?? '');
}

/** One module's call at another's door; which of them there are is the module list's to say. */
const isDoor = (from: string, to: string) =>
  from.startsWith('modules/') && /^modules\/[^/]+\/(testing\/)?door\.ts$/.test(to);

const files = readTree();
const known = new Map(files.map((file) => [file.path, file]));
const shipped = files.filter((file) => !file.forTests);

/** Every import that breaks a rule, as a line to read; none is what each test wants. */
function broken(of: readonly File[], wrong: (file: File, imported: string) => boolean): string[] {
  return of.flatMap((file) =>
    file.imports.filter((imported) => wrong(file, imported)).map((imported) => `${file.path} -> ${imported}`),
  );
}

test('the tree is read: files, their imports, and every part by a rule', () => {
  assert.ok(files.length > 150, `${files.length} files`);
  assert.ok(files.flatMap((file) => file.imports).length > 400);
  const parts = new Set(shipped.map((file) => ruleOf(partOf(file.path))));
  const unruled = [...parts].filter((part) => !(part in MAY) && part !== 'kernel/testing');
  assert.deepEqual(unruled, [], 'a new part of the house needs its place in the direction');
});

test('imports go down: words, contract, db, access and feed, handover, http, places, people, modules, app', () => {
  assert.deepEqual(
    broken(shipped, (file, to) => !mayImport(file.path, to)),
    [],
  );
});

test('the kernel imports no module, its tests neither', () => {
  const kernel = files.filter((file) => file.path.startsWith('kernel/'));
  assert.deepEqual(
    broken(kernel, (_, to) => to.startsWith('modules/')),
    [],
  );
});

test('what is shipped imports nothing that is only for tests', () => {
  assert.deepEqual(
    broken(shipped, (_, to) => isForTests(to)).filter((line) => !/^(bin|bench|journeys)\//.test(line)),
    [],
  );
});

test('a module enters another one through its door', () => {
  const modules = files.filter((file) => file.path.startsWith('modules/'));
  assert.deepEqual(
    broken(
      modules,
      (file, to) => to.startsWith('modules/') && partOf(to) !== partOf(file.path) && !to.endsWith('/door.ts'),
    ),
    [],
  );
});

test('every edge between modules is listed with the modules, and no other', () => {
  const edges = shipped.flatMap((file) =>
    file.path.startsWith('modules/')
      ? file.imports
          .filter((to) => to.startsWith('modules/') && partOf(to) !== partOf(file.path))
          .map((to) => `${partOf(file.path).slice(8)} -> ${partOf(to).slice(8)}`)
      : [],
  );
  const listed = [...(known.get('app/modules.ts')?.text.matchAll(/\['(\w+)', '(\w+)'\]/g) ?? [])].map(
    ([, from, to]) => `${from} -> ${to}`,
  );
  assert.deepEqual([...new Set(edges)].sort(), listed.sort());
});

test('rules and contracts touch no database, no file, no network', () => {
  const pure = shipped.filter((file) => /^modules\/([^/]+\/){1,2}(rules|contract)(\.ts$|\/)/.test(file.path));
  const impure = pure.filter((file) => /from '(node:(?!assert)|pg|kysely|fastify)/.test(file.text));
  assert.deepEqual(
    [
      ...broken(pure, (_, to) => /^(app|kernel\/(db|http|jobs|feed))\//.test(to)),
      ...impure.map((file) => file.path),
    ],
    [],
  );
});

test('only the store of a module writes SQL', () => {
  const outside = shipped.filter(
    ({ path, text }) =>
      path.startsWith('modules/') && !/\/store(\.ts$|\/)/.test(path) && SPEAKS_SQL.test(text),
  );
  assert.deepEqual(
    outside.map(({ path }) => path),
    [],
  );
});

test('there is no cycle of imports', () => {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    state.set(path, 'open');
    // Two files may name each other's types; a cycle that runs is one that can meet a half-made module.
    for (const next of known.get(path)?.values ?? []) if (known.has(next)) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const { path } of files) visit(path, []);
  assert.deepEqual(cycles, []);
});

test('the kernel names no business', () => {
  const kernel = shipped.filter((file) => file.path.startsWith('kernel/'));
  const named = kernel.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, i) => (BUSINESS.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  );
  assert.deepEqual(named, []);
});

test('most files are short and none is long', (t) => {
  // Types written by the schema's own dump are as long as the schema; tables of data are rows, not code.
  const counted = files.filter(({ path }) => path !== 'db/types.ts' && !/\/data\//.test(path));
  const lines = counted.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
  const short = lines.filter((file) => file.lines < LINES_MOST).length;
  t.diagnostic(
    `${Math.round((100 * short) / lines.length)} % of ${lines.length} files under ${LINES_MOST} lines`,
  );
  assert.ok(short / lines.length > 0.6, 'most files are under 150 lines');
  assert.deepEqual(
    lines.filter((file) => file.lines > LINES_MAX).map((file) => `${file.path}: ${file.lines} lines`),
    [],
  );
});
