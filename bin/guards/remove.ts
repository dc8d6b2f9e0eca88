import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { TEMPLATE } from '#kernel/testing/server.ts';
import type { Guard, Result } from './guard.ts';

export interface Bench {
  /** The owner's connection to the test server. */
  readonly url: string;
  /** A copy of the sources that may be changed. */
  readonly home: string;
}

const MAIMED = 'tungnha_maimed';
/** A race without its lock may wait for ever: that is a failure like another, also when it keeps the file from ending. */
const TEST_MS = 60_000;
const FILES_MS = 120_000;
export const ALL_FILES_MS = 900_000;
export const BROKEN = 'cannot be removed';
const run = promisify(execFile);

/** Copies what is under version control, so that a guard can be taken out of it; packages are shared. */
export async function copySources(from: string): Promise<{ home: string; remove(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'tungnha-guards-'));
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: from,
    maxBuffer: 16 * 2 ** 20,
  });
  for (const file of stdout.split('\0').filter((name) => name !== '' && name !== 'node_modules')) {
    await mkdir(dirname(join(home, file)), { recursive: true });
    await cp(join(from, file), join(home, file)).catch(() => {});
  }
  await symlink(join(from, 'node_modules'), join(home, 'node_modules'));
  return { home, remove: () => rm(home, { recursive: true, force: true }) };
}

/** Takes the guard away, runs its tests, and puts it back. */
export async function withoutGuard(bench: Bench, guard: Guard): Promise<Result> {
  const { removal, tests } = guard;
  try {
    if (removal.by === 'source') {
      const place = join(bench.home, removal.file);
      const whole = await readFile(place, 'utf8');
      await writeFile(place, replacedOnce(whole, removal.find, removal.put));
      try {
        return { guard, failed: await failedTests(bench, tests), broken: null };
      } finally {
        await writeFile(place, whole);
      }
    }
    await maim(bench.url, removal);
    return { guard, failed: await failedTests(bench, tests, MAIMED), broken: null };
  } catch (error) {
    return { guard, failed: [], broken: `${BROKEN}: ${(error as Error).message}` };
  }
}

/** Names of the tests that fail; of a file that fails as a whole, its path. */
export async function failedTests(
  bench: Bench,
  tests: readonly string[],
  template = TEMPLATE,
  withinMs = FILES_MS,
): Promise<string[]> {
  const args = ['--test', '--test-reporter=tap', `--test-timeout=${TEST_MS}`, ...tests];
  const env = { ...process.env, TEST_DATABASE_URL: bench.url, TEST_TEMPLATE: template };
  const { stdout, code } = await run(process.execPath, args, {
    cwd: bench.home,
    env,
    maxBuffer: 64 * 2 ** 20,
    timeout: withinMs,
  }).then(
    (done) => ({ stdout: done.stdout, code: 0 }),
    (error: { stdout?: string; code?: number; killed?: boolean }) => ({
      stdout: `${error.stdout ?? ''}${error.killed ? `\nnot ok 0 - ${tests.join(', ')} did not end` : ''}`,
      code: error.code ?? 1,
    }),
  );
  const failed = [...stdout.matchAll(/^\s*not ok \d+ - (.+?)(?: # .*)?$/gm)].map(
    (match) => match[1] as string,
  );
  assert(failed.length > 0 || code === 0, `the tests ended with ${code} and named no failure`);
  return failed;
}

async function maim(url: string, removal: Exclude<Guard['removal'], { by: 'source' }>): Promise<void> {
  await onDatabase(url, async (server) => {
    await server.query(`drop database if exists ${MAIMED} with (force)`);
    await server.query(`create database ${MAIMED} template ${TEMPLATE}`);
  });
  await onDatabase(Object.assign(new URL(url), { pathname: `/${MAIMED}` }).href, async (database) => {
    await database.query('set search_path = province');
    if (removal.by === 'sql') return void (await database.query(removal.statement));
    const { rows } = await database.query<{ text: string }>(
      'select pg_get_functiondef($1::regproc) as text',
      [removal.name],
    );
    await database.query(replacedOnce(rows[0]?.text ?? '', removal.find, removal.put));
  });
}

async function onDatabase(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** White space is as good as other white space: a formatter may move a line's end. */
function replacedOnce(whole: string, find: string, put: string): string {
  const pattern = find
    .trim()
    .split(/\s+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+');
  const found = [...whole.matchAll(new RegExp(pattern, 'g'))];
  assert(found.length === 1, `its text stands ${found.length} times`);
  const [match] = found as [RegExpExecArray];
  return whole.slice(0, match.index) + put + whole.slice(match.index + match[0].length);
}
