import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { keyringFile } from '#app/platform/settings.ts';
import { openKeyring } from '#kernel/keys/keyring.ts';
import { bringKeys } from './keys-lost.ts';

const root = await mkdtemp(join(tmpdir(), 'tungnha-keys-'));
const here = join(root, 'here');
after(() => rm(root, { recursive: true, force: true }));
process.env['DATA_DIR'] = here;
delete process.env['KEYRING_FILE'];

test('what is restored gets the keys that open it, or none when one of them is not here', async () => {
  const held = openKeyring(keyringFile({ dataDir: here }), new Date()).newest().id;
  const whole = keyringFile({ dataDir: join(root, 'whole') });
  assert.deepEqual(bringKeys([held], join(root, 'whole')), []);
  assert.deepEqual(await readFile(whole), await readFile(keyringFile({ dataDir: here })));
  const strange = join(root, 'strange');
  assert.deepEqual(bringKeys([held, 'k00000000'], strange), ['k00000000']);
  assert.ok(!existsSync(strange));
  const plain = join(root, 'plain');
  assert.deepEqual(bringKeys([], plain), []);
  assert.ok(!existsSync(plain), 'nothing is sealed there, so the first start makes a key of its own');
});
