import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** What the pages point at exists: links, paths of the tree, scripts, and every decision in its index. */
const HOME = fileURLToPath(new URL('..', import.meta.url));
const pages = globSync(
  '{README*.md,docs/**/*.md,{app,bench,journeys,kernel,modules,people,places}/**/*.md}',
  {
    cwd: HOME,
  },
).filter((page) => !page.includes('node_modules') && page !== 'docs/guards.md');

const textOf = (page: string) => readFileSync(join(HOME, page), 'utf8');
/** A path in backticks: from the top of the tree, or inside the folder of the page that names it. */
const PATH = /`((?:[\w.-]+\/)+[\w-]+(?:\/|(?:\.[\w-]+)*\.(?:ts|tsx|mjs|md|sql|json)))`/g;
const MADE_ON_THE_MACHINE = /^(DATA_DIR|BACKUP_DIR|CHECKPOINT_DIR|dist|evidence|keys|node_modules)\//;

test('every link of every page leads somewhere', () => {
  assert.ok(pages.length > 40, `${pages.length} pages`);
  const dead = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)]
      .map(([, to = '']) => normalize(join(dirname(page), to)))
      .filter((to) => !existsSync(join(HOME, to)))
      .map((to) => `${page} -> ${to}`),
  );
  assert.deepEqual(dead, []);
});

test('every path that a page names is there', () => {
  const named = pages.flatMap((page) =>
    [...textOf(page).matchAll(PATH)].map(([, path = '']) => ({ page, path })),
  );
  assert.ok(named.length > 100, `${named.length} paths`);
  const gone = named.filter(
    ({ page, path }) =>
      !MADE_ON_THE_MACHINE.test(path) &&
      ![HOME, join(HOME, dirname(page)), join(HOME, 'modules/payouts')].some((from) =>
        existsSync(join(from, path)),
      ),
  );
  assert.deepEqual(
    gone.map(({ page, path }) => `${page}: ${path}`),
    [],
  );
});

test('every script that a page tells to run is one', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const told = pages.flatMap((page) => [...textOf(page).matchAll(/npm run ([a-z]+(?::[a-z]+)?)/g)]);
  assert.ok(told.length > 3);
  const unknown = told.map(([, name = '']) => name).filter((name) => !(name in scripts));
  assert.deepEqual(unknown, []);
});

test('the index of decisions lists each of them', () => {
  const index = textOf('docs/decisions/README.md');
  const missing = readdirSync(join(HOME, 'docs/decisions')).filter(
    (name) => name !== 'README.md' && !index.includes(`](${name})`),
  );
  assert.deepEqual(missing, []);
});
