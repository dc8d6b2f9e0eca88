import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { addKey, openKeyring } from '#kernel/keys/keyring.ts';
import { useKeyring } from '#kernel/keys/seal.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { openAccount } from '#people/looks/accounts.ts';
import { countSealed, resealAll, sealFormer } from './sealed.ts';

const db = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-sealed-'));
const path = join(folder, 'keyring.json');
const NOW = new Date('2026-01-01T00:00:00Z');
const PEOPLE = 1_203;
const people: Id[] = Array.from({ length: PEOPLE }, () => newId());
const accountOf = (n: number) => String(19_000_000_000 + n);
after(() => rm(folder, { recursive: true, force: true }));

const accounts = async () => {
  const { rows } = await db.pool.query<{ id: Id; bank_account: string }>(
    'select id, bank_account from citizen order by id',
  );
  return rows;
};

test('what an older release wrote in the clear is sealed once, and reads as before', async () => {
  await db.owner.pool.query(
    `insert into citizen (id, full_name, name_key, tail_key, bank_account, recorded_at)
     select id, 'Thử', 'thu', 'thu', account, now() from unnest($1::uuid[], $2::text[]) as p(id, account)`,
    [people, people.map((_, n) => accountOf(n))],
  );
  await db.owner.pool.query(
    `insert into citizen_change (id, citizen_id, before, after, reason, changed_by, changed_at)
     values (gen_random_uuid(), $1, '{"bank_account": "111", "phone": "1"}', '{"bank_account": null}', 'thử', $1, now())`,
    [people[0]],
  );
  const ring = openKeyring(path, NOW);
  useKeyring(ring);
  assert.equal(await sealFormer(db, db.ownerUrl, ring), PEOPLE + 1);
  assert.equal(await sealFormer(db, db.ownerUrl, ring), 0);
  for (const { id, bank_account } of await accounts()) {
    assert.match(bank_account, /^enc:k[0-9a-f]{8}:/);
    assert.equal(openAccount(id, bank_account), accountOf(people.indexOf(id)));
  }
  const { rows } = await db.owner.pool.query('select before, after from citizen_change');
  assert.equal(openAccount(people[0] ?? '', rows[0].before.bank_account), '111');
  assert.deepEqual([rows[0].before.phone, rows[0].after.bank_account], ['1', null]);
});

test('a rotation brings everything under the new key while values change, and may be broken off', async () => {
  const before = openKeyring(path, NOW).newest().id;
  const { id: fresh } = addKey(path, NOW);
  const ring = openKeyring(path, NOW);
  useKeyring(ring);
  // Broken off after some: what is done stays, and the next run does the rest.
  await db.owner.pool.query(
    `create table halfway as select id, bank_account from citizen order by id limit 600`,
  );
  const [, other] = await Promise.all([resealAll(db.ownerUrl, ring), resealAll(db.ownerUrl, ring)]);
  assert.ok(other.changed + other.passed <= PEOPLE + 1);
  await db.owner.pool.query(
    'update citizen c set bank_account = h.bank_account from halfway h where h.id = c.id',
  );
  assert.deepEqual(Object.fromEntries(await countSealed(db.ownerUrl)), {
    [before]: 600,
    [fresh]: PEOPLE + 1 - 600,
  });
  assert.deepEqual(await resealAll(db.ownerUrl, ring), { changed: 600, passed: 0 });
  assert.deepEqual(Object.fromEntries(await countSealed(db.ownerUrl)), { [fresh]: PEOPLE + 1 });
  for (const { id, bank_account } of await accounts())
    assert.equal(openAccount(id, bank_account), accountOf(people.indexOf(id)));
});
