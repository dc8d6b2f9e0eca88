import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { clearPassing, hashFile, keepFile, keepWritten, placeOf, withKept } from './keep.ts';
import { makePrivate } from './private.ts';
import { passingKeyring } from '../keys/keyring.ts';
import { useKeyring } from '../keys/seal.ts';

useKeyring(passingKeyring());
const folder = await mkdtemp(join(tmpdir(), 'tungnha-private-'));
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
const skip = process.platform === 'win32';
after(() => rm(folder, { recursive: true, force: true }));

test(
  'a folder is made for its owner alone, and one that is there is closed to everybody else',
  { skip },
  async () => {
    const [made, found] = [join(folder, 'a', 'made'), join(folder, 'found')];
    assert.equal(await makePrivate(made), true);
    assert.equal(await modeOf(made), '700');
    await mkdir(found);
    await chmod(found, 0o755);
    assert.equal(await makePrivate(found), true);
    assert.equal(await modeOf(found), '750', 'a group may be meant');
  },
);

test(
  'what lies open on its way is for its owner alone, and is gone at the next start; what is kept stays',
  { skip },
  async () => {
    const files = join(folder, 'files');
    const before = process.umask(0);
    try {
      const { sha256 } = await keepWritten(files, async (out) => {
        assert.equal(await modeOf(files), '700');
        await new Promise<void>((done) => out.end('một danh sách', () => done()));
        const [draft = ''] = (await readdir(files)).filter((name) => name.endsWith('.part'));
        assert.equal(await modeOf(join(files, draft)), '600');
      });
      await withKept(files, sha256, async (path) => {
        assert.equal(await modeOf(join(files, 'reading')), '700');
        assert.equal(await modeOf(path), '600');
        // A process that dies here leaves all this.
        await writeFile(join(files, 'left.part'), 'x');
        await mkdir(join(files, 'coming'));
        await writeFile(join(files, 'coming', 'old'), 'x');
        await writeFile(join(files, 'coming', 'new'), 'x');
        const longAgo = new Date(Date.now() - 31 * 86_400_000);
        await utimes(join(files, 'coming', 'old'), longAgo, longAgo);
        await chmod(files, 0o755);
        await clearPassing(files);
        assert.deepEqual((await readdir(files)).toSorted(), [sha256.slice(0, 2), 'coming']);
        assert.deepEqual(await readdir(join(files, 'coming')), ['new']);
        assert.equal(await modeOf(files), '750');
        assert.equal(await modeOf(placeOf(files, sha256)), '600');
      });
      const path = join(folder, 'plain');
      await writeFile(path, 'y');
      await keepFile(files, path, await hashFile(path));
    } finally {
      process.umask(before);
    }
  },
);
