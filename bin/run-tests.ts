import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestServer } from '#kernel/testing/server.ts';

/**
 * `npm test [-- PATH-OR-WORD...]`: lint, format and types, then every test on one throw-away PostgreSQL, then the web
 * build and the browser journeys. With words, only the test files whose path contains one of them.
 */
const HOME = fileURLToPath(new URL('..', import.meta.url));
const PARALLEL_FILES = 2;
/** A test that hangs fails with its name instead of holding the run. */
const TEST_TIMEOUT_MS = 600_000;
const TOOLS = join(HOME, 'node_modules');

const running = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => running.abort(signal));

const words = process.argv.slice(2);
process.exitCode = (await runAll(words)) ? 0 : 1;

async function runAll(only: string[]): Promise<boolean> {
  const checked = only.length > 0 || (await checkSources());
  const tests = findTests('{kernel,places,people,modules,app,bin,bench,db}/**/*.test.ts', only);
  const journeys = findTests('journeys/**/*.test.ts', only);
  if (tests.length + journeys.length === 0) {
    console.error(`No test file matches ${only.join(', ')}.`);
    return false;
  }
  const passed = await withDatabase(async (env) => {
    // The web is built before all tests, so that the runner's own summary stays the last thing printed.
    const built =
      journeys.length === 0 || (await step('build the web', [join(TOOLS, 'vite/bin/vite.js'), 'build']));
    return built && runTests([...tests, ...journeys], env);
  });
  if (!checked) console.error('Lint, format or types FAILED: see the top.');
  return passed && checked && !running.signal.aborted;
}

async function checkSources(): Promise<boolean> {
  const results = [
    await step('lint', [join(TOOLS, 'oxlint/bin/oxlint'), '--type-aware', '--quiet']),
    await step('format', [join(TOOLS, 'oxfmt/bin/oxfmt'), '--check', '.']),
    await step('types', [join(TOOLS, 'typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json']),
  ];
  return results.every(Boolean);
}

function findTests(pattern: string, only: string[]): string[] {
  const files = globSync(pattern, { cwd: HOME }).map((file) => file.replaceAll('\\', '/'));
  const wanted = (file: string) =>
    only.length === 0 || only.some((word) => file.includes(word.replace(/^\.\//, '')));
  return files.filter(wanted).sort();
}

async function withDatabase(work: (env: NodeJS.ProcessEnv) => Promise<boolean>): Promise<boolean> {
  if (running.signal.aborted) return false;
  const server = await startTestServer();
  try {
    return await work({ ...process.env, TEST_DATABASE_URL: server.url });
  } finally {
    await server.stop();
  }
}

function runTests(files: string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  return run(
    ['--test', `--test-concurrency=${PARALLEL_FILES}`, `--test-timeout=${TEST_TIMEOUT_MS}`, ...files],
    env,
  );
}

async function step(name: string, args: string[]): Promise<boolean> {
  const started = Date.now();
  console.error(`${name} ...`);
  const passed = await run(args, process.env);
  console.error(`${name} ${passed ? 'passed' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return passed;
}

function run(args: string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  if (running.signal.aborted) return Promise.resolve(false);
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, {
      cwd: HOME,
      stdio: 'inherit',
      env,
      signal: running.signal,
      killSignal: 'SIGINT',
    });
    child.once('error', (error) => (error.name === 'AbortError' ? undefined : failed(error)));
    child.once('close', (code) => done(code === 0));
  });
}
