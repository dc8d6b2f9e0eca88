import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldDatabase } from './database.ts';
import { openPacked } from './packed.ts';
import type { Vault } from './vault.ts';

const PURGE_AT = '2020-12-08T09:00:00.000Z';
const bytes = (text: string) => new TextEncoder().encode(text);
const vault = { decrypt: async () => bytes('{"payouts":{"people":1}}') } as unknown as Vault;

/** The phone's memory, as far as what is packed goes. */
function memory() {
  const kept = new Map<string, unknown>([
    ['packed', { sealed: {}, afterSeq: 3, receivedAt: '2020-12-05T09:00:00.000Z', purgeAt: PURGE_AT }],
  ]);
  const db = {
    get: async (_store: string, name: string) => kept.get(name),
    delete: async (_store: string, name: string) => void kept.delete(name),
  } as unknown as FieldDatabase;
  return { db, kept };
}

const at = (days: number) => Date.parse(PURGE_AT) + days * 86_400_000;

test('before their time is over people’s facts stay, whatever is in hand', async () => {
  const { db } = memory();
  assert.ok(await openPacked(db, vault, at(0), () => false));
});

test('in the middle of a long round they stay while the bag holds something, and go once it holds nothing', async () => {
  const { db, kept } = memory();
  const packed = await openPacked(db, vault, at(9), () => true);
  assert.deepEqual(packed?.packs, { payouts: { people: 1 } });
  assert.ok(kept.has('packed'));
  assert.equal(await openPacked(db, vault, at(9), () => false), null);
  assert.equal(kept.has('packed'), false);
});
