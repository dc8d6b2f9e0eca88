import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { addKey, addSaved, openKeyring, passingKeyring, readKept, replaceKeys } from './keyring.ts';
import { lockText, unlockText } from './saved.ts';
import { KeyMissing, seal, sealBytes, sealedUnder, unseal, unsealBytes, useKeyring } from './seal.ts';

const folder = await mkdtemp(join(tmpdir(), 'tungnha-keys-'));
const path = join(folder, 'keys', 'keyring.json');
const NOW = new Date('2026-01-01T00:00:00Z');
const ACCOUNT = '190012345678';
const PLACE = 'person.account/1';
after(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => useKeyring(openKeyring(path, NOW)));

test('what is sealed opens at its place and at no other, and not when it was touched', () => {
  const sealed = seal(ACCOUNT, PLACE);
  assert.doesNotMatch(sealed, new RegExp(ACCOUNT));
  assert.equal(unseal(sealed, PLACE), ACCOUNT);
  assert.throws(() => unseal(sealed, 'person.account/2'));
  const cut = sealed.lastIndexOf(':') + 1;
  const body = Buffer.from(sealed.slice(cut), 'base64url');
  for (let at = 0; at < body.length; at++) {
    const touched = Buffer.from(body);
    touched[at] = (touched[at] ?? 0) ^ 1;
    assert.throws(
      () => unseal(`${sealed.slice(0, cut)}${touched.toString('base64url')}`, PLACE),
      `byte ${at}`,
    );
  }
  assert.throws(() => unseal(sealed.slice(0, -4), PLACE));
  assert.equal(unseal('190099', PLACE), '190099', 'written before there were keys');
});

test('the same text at the same place is the same value; elsewhere nothing tells that it is', () => {
  assert.equal(seal(ACCOUNT, PLACE), seal(ACCOUNT, PLACE));
  const body = (place: string) => seal(ACCOUNT, place).split(':')[2];
  assert.notEqual(body(PLACE), body('person.account/2'));
  assert.notEqual(body('a/1'), body('a/11'));
});

test('bytes are sealed too, also none', () => {
  for (const content of [Buffer.alloc(0), Buffer.from('%PDF-1.7'), Buffer.alloc(70_000, 7)]) {
    const sealed = sealBytes(content, PLACE);
    assert.deepEqual(unsealBytes(sealed, PLACE), content);
    assert.equal(sealedUnder(sealed), readKept(path)?.at(-1)?.id);
    assert.throws(() => unsealBytes(sealed, 'elsewhere'));
    assert.equal(unsealBytes(content, PLACE), content);
  }
});

test('a new key seals, the earlier one still opens, and a process that runs on learns of the new one', async () => {
  const running = openKeyring(path, NOW);
  const before = seal(ACCOUNT, PLACE);
  addKey(path, NOW);
  useKeyring(openKeyring(path, NOW));
  const anew = seal(ACCOUNT, PLACE);
  assert.notEqual(sealedUnder(anew), sealedUnder(before));
  assert.equal(unseal(before, PLACE), ACCOUNT);
  useKeyring(running);
  assert.equal(unseal(anew, PLACE), ACCOUNT);
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  useKeyring(passingKeyring());
  assert.throws(() => unseal(anew, PLACE), KeyMissing);
});

test('saved under a passphrase, the keys come back whole or not at all', () => {
  const kept = readKept(path) ?? [];
  const sealed = seal(ACCOUNT, PLACE);
  const saved = lockText(JSON.stringify(kept), 'một câu đủ dài để nhớ');
  assert.doesNotMatch(saved, new RegExp(kept[0]?.id ?? '-'));
  assert.equal(unlockText(saved, 'một câu khác'), null);
  const touched = saved.replace(/"body": "(.)/, (_, first) => `"body": "${first === 'A' ? 'B' : 'A'}`);
  assert.equal(unlockText(touched, 'một câu đủ dài để nhớ'), null);
  const elsewhere = join(folder, 'elsewhere.json');
  replaceKeys(elsewhere, JSON.parse(unlockText(saved, 'một câu đủ dài để nhớ') ?? '[]'));
  useKeyring(openKeyring(elsewhere, NOW));
  assert.equal(unseal(sealed, PLACE), ACCOUNT);
});

test('saved keys come before those made here meanwhile, whatever the clocks said', () => {
  const [home, elsewhere] = [join(folder, 'home.json'), join(folder, 'new-machine.json')];
  const namesOf = (file: string) => readKept(file)?.map(({ id }) => id) ?? [];
  openKeyring(home, new Date('2030-01-01T00:00:00Z'));
  addKey(home, NOW);
  openKeyring(elsewhere, NOW);
  const [first, second] = namesOf(home);
  const [own] = namesOf(elsewhere);
  assert.equal(addSaved(elsewhere, readKept(home) ?? []), 2);
  assert.deepEqual(namesOf(elsewhere), [first, second, own]);
  assert.equal(addSaved(elsewhere, readKept(home) ?? []), 0);
  const third = addKey(home, NOW).id;
  assert.equal(addSaved(home, (readKept(home) ?? []).slice(0, 1)), 0);
  assert.deepEqual(namesOf(home), [first, second, third]);
  assert.equal(addSaved(elsewhere, readKept(home) ?? []), 1);
  assert.deepEqual(namesOf(elsewhere), [first, second, third, own], 'in the order they were made at home');
});

test(
  'a keyring that others of the machine may read is not used',
  { skip: process.platform === 'win32' },
  () => {
    chmodSync(path, 0o604);
    assert.throws(() => openKeyring(path, NOW), /chmod 600/);
    chmodSync(path, 0o600);
    openKeyring(path, NOW);
  },
);
