import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

test('an option that nobody knows is refused with the help, before anything is started', () => {
  const run = spawnSync(process.execPath, [MAIN, '--bogus'], { encoding: 'utf8', timeout: 60_000 });
  assert.equal(run.status, 2, run.stderr);
  assert.match(run.stderr, /--bogus/);
  assert.match(run.stderr, /npm start \[-- --empty\]/);
  assert.equal(run.stdout, '');
});
