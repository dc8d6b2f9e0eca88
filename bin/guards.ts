import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestServer, TEMPLATE } from '#kernel/testing/server.ts';
import { ALL_GUARDS } from './guards/all-guards.ts';
import { type Guard, removalText, type Result } from './guards/guard.ts';
import { ALL_FILES_MS, type Bench, BROKEN, copySources, failedTests, withoutGuard } from './guards/remove.ts';

/**
 * `npm run guards [-- WORD...]`: removes each guard in turn from a copy, runs the tests that answer for it, and shows that
 * one fails. A guard that nothing misses, or that cannot be found any more, fails the run. The table in docs/guards.md is
 * written anew; with words, the rows of those guards.
 */
const HOME = fileURLToPath(new URL('..', import.meta.url));
const TABLE = join(HOME, 'docs/guards.md');

const NONE = '**none**';
const words = process.argv.slice(2);
const guards = ALL_GUARDS.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);
process.exitCode = (await tryAll(guards)) ? 0 : 1;

async function tryAll(tried: readonly Guard[]): Promise<boolean> {
  const server = await startTestServer();
  const sources = await copySources(HOME);
  const bench: Bench = { url: server.url, home: sources.home };
  try {
    // A test that fails with every guard in place would prove nothing.
    const sick = await failedTests(
      bench,
      [...new Set(tried.flatMap(({ tests }) => tests))],
      TEMPLATE,
      ALL_FILES_MS,
    );
    for (const name of sick) console.error(`fails with every guard in place: ${name}`);
    if (sick.length > 0) return false;
    const results: Result[] = [];
    for (const guard of tried) {
      const result = await withoutGuard(bench, guard);
      results.push(result);
      const said = result.broken ?? result.failed[0] ?? 'SURVIVED: no test fails without it';
      console.error(`${result.failed.length > 0 ? 'ok  ' : 'FAIL'} ${guard.name} -> ${said}`);
    }
    const known = words.length === 0 ? new Map<string, string>() : await readRows();
    for (const result of results) known.set(result.guard.name, row(result));
    await writeFile(TABLE, page(known));
    const missed = results.filter(({ failed }) => failed.length === 0).length;
    console.error(`${results.length} guards, ${results.length - missed} missed by a test, ${missed} by none`);
    return missed === 0;
  } finally {
    await sources.remove();
    await server.stop();
  }
}

async function readRows(): Promise<Map<string, string>> {
  const text = await readFile(TABLE, 'utf8').catch(() => '');
  return new Map([...text.matchAll(/^\| (.+?) +\| `.*$/gm)].map((match) => [match[1] as string, match[0]]));
}

function row({ guard, failed, broken }: Result): string {
  const more = failed.length > 1 ? ` (and ${failed.length - 1} more)` : '';
  const test = broken ?? (failed[0] ? `${failed[0]}${more}` : NONE);
  return `| ${guard.name} | ${removalText(guard.removal)} | ${test.replaceAll('|', '\\|')} |`;
}

/** Rows stand in the order of the guards; what is no guard any more falls out. */
function page(known: ReadonlyMap<string, string>): string {
  const rows = ALL_GUARDS.flatMap(({ name }) => known.get(name) ?? []);
  const missed = rows.filter((each) => each.includes(NONE) || each.includes(BROKEN)).length;
  return `# Guards, each removed once

Written by \`npm run guards\`: each guard is taken away from a copy, the tests that answer for it run, and at least one must
fail. The run itself fails when a guard is missed by no test, or when its place is no longer found. Guards are listed in
\`bin/guards/\`.

${rows.length} guards; removed without a test that fails: ${missed}.

| guard | how it is removed | first test that fails without it |
| --- | --- | --- |
${rows.join('\n')}
`;
}
