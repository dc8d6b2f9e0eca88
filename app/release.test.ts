import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { rememberRelease } from './release.ts';

const home = await mkdtemp(join(tmpdir(), 'tungnha-release-'));
after(() => rm(home, { recursive: true, force: true }));

test('a release that is laid over the running one is noticed: a file that is new, gone or another', async () => {
  for (const folder of ['app', 'db', 'kernel', 'modules', 'people', 'places'])
    await mkdir(join(home, folder, 'inside'), { recursive: true });
  const file = join(home, 'modules', 'inside', 'layout.json');
  await writeFile(file, '{}');
  const remember = async () => {
    const isReplaced = rememberRelease(home);
    await soon();
    await soon();
    return isReplaced;
  };
  const first = await remember();
  assert.equal(first(), false);
  await cp(file, join(home, 'kernel', 'new.ts'));
  assert.equal(first(), true);
  const second = await remember();
  await writeFile(file, '{ }');
  assert.equal(second(), true);
  const third = await remember();
  await rm(file);
  assert.equal(third(), true);
});
