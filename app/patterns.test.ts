import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/**
 * No pattern may take more than linear time on what a stranger writes (ReDoS, CWE-1333). A repeated group that itself
 * repeats, or that offers two ways through the same letters, is what makes one explode; the patterns of contracts are also
 * run on texts made to hurt them.
 */
const HOME = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('{kernel,places,people,modules,app}/**/*.ts', { cwd: HOME }).filter(
  (file) => !file.includes('.test.') && !file.includes('testing/') && !file.includes('app/web/'),
);
const REGEX =
  /(?<=[=(,:[!&|?{};\s])\/((?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\[*])(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\[])*)\/([a-z]*)(?=[\s.,;)\]}:]|$)/gm;
const PATTERN = /pattern: ['`]((?:\\.|[^'`\\])*)['`]/g;
/** A group with a quantifier that has no upper bound, holding another that has none. */
const NESTED =
  /\((?:\?[:=!])?(?:\\.|\[(?:\\.|[^\]])*\]|[^()\\[])*[+*](?:\\.|\[(?:\\.|[^\]])*\]|[^()\\[])*\)(?:[+*]|\{\d+,\})/;
/** Repetitions in which a separator must stand, so that a text can be read one way only. */
const ONE_WAY = new Set([
  '^[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z][A-Za-z0-9]*)*$',
  '^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$',
]);

const sources = files.flatMap((file) => {
  const text = readFileSync(join(HOME, file), 'utf8');
  return [...text.matchAll(REGEX)].map((match) => ({
    file,
    source: match[1] as string,
    flags: match[2] ?? '',
  }));
});
const patterns = files.flatMap((file) =>
  [...readFileSync(join(HOME, file), 'utf8').matchAll(PATTERN)].map((match) => ({
    file,
    source: (match[1] as string).replaceAll('\\\\', '\\').replace(/\$\{[^}]*\}/g, '(19|20)\\d{2}'),
    flags: '',
  })),
);

test('no pattern repeats what itself repeats without end', () => {
  assert.ok(sources.length > 100, `${sources.length} patterns found`);
  const nested = sources.filter(({ source }) => NESTED.test(source) && !ONE_WAY.has(source));
  assert.deepEqual(
    nested.map(({ file, source }) => `${file}: ${source}`),
    [],
  );
  assert.ok(NESTED.test('^(a+)+$') && NESTED.test('(?:x|\\d*)*y') && !NESTED.test('^(a|b)+$'));
});

/** The longest text that a field or a cell of a list may hold. */
const LENGTH = 4_000;
const evil = ['a', '0', ' ', '-', 'aA', '0.', '| ', 'ơ', '/', '\t', '"', '='].flatMap((part) => {
  const long = part.repeat(LENGTH / part.length);
  return [long, `${long}!`, `!${long}`];
});

test('every pattern reads the longest text, made to hurt it, in no time', () => {
  assert.ok(patterns.length > 5, `${patterns.length} contract patterns`);
  for (const { file, source, flags } of [...sources, ...patterns]) {
    const pattern = readPattern(source, flags);
    // Two divisions in one line look like a pattern and are none.
    if (!pattern) continue;
    const began = performance.now();
    for (const text of evil) text.search(pattern);
    const ms = performance.now() - began;
    assert.ok(ms < 1_000, `${file}: ${source} took ${ms.toFixed(0)} ms`);
  }
});

function readPattern(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}
