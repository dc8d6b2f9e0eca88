import assert from 'node:assert/strict';
import { randomBytes, scryptSync } from 'node:crypto';
import { test } from 'node:test';
import { cloneDatabase } from '../testing/database.ts';
import { newId } from '../words/id.ts';
import { hashPassword, isFormerHash, isPasswordOfHash } from './password-hash.ts';
import { findByPassword, isPasswordOf } from './passwords.ts';
import { makeTestPerson } from './testing/signed-in.ts';

const db = await cloneDatabase();
const PASSWORD = 'mưa nguồn suối lũ';

/** As the sign-in library wrote it. */
function formerHash(password: string): string {
  const salt = randomBytes(16).toString('hex');
  const cost = { N: 2 ** 14, r: 16, p: 1, maxmem: 2 ** 26 };
  return `${salt}:${scryptSync(password.normalize('NFKC'), salt, 64, cost).toString('hex')}`;
}

async function withPassword(hash: string) {
  const person = await makeTestPerson(db, []);
  await db.pool.query(
    `insert into account (id, account_id, provider_id, staff_id, password) values ($1, 'own', 'credential', $2, $3)`,
    [newId(), person.staffId, hash],
  );
  const kept = async () => {
    const { rows } = await db.pool.query<{ password: string }>(
      'select password from account where staff_id = $1',
      [person.staffId],
    );
    return rows[0]?.password ?? '';
  };
  return { ...person, kept };
}

test('a password is kept at the cost that OWASP asks for, and is none but itself', async () => {
  const hash = await hashPassword(PASSWORD);
  assert.match(hash, /^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
  assert.equal(isFormerHash(hash), false);
  assert.equal(
    await isPasswordOfHash(hash, PASSWORD.normalize('NFD')),
    true,
    'however the keyboard composes it',
  );
  assert.equal(await isPasswordOfHash(hash, `${PASSWORD} `), false);
  assert.notEqual(await hashPassword(PASSWORD), hash, 'a salt of its own');
});

test('a password of the cost before opens the house, and is kept at the present one from then on', async () => {
  const person = await withPassword(formerHash(PASSWORD));
  assert.equal(await findByPassword(db, person.username, 'sai mật khẩu'), null);
  assert.equal(isFormerHash(await person.kept()), true, 'a wrong one changes nothing');
  assert.equal(await isPasswordOf(db, person.staffId, PASSWORD), true);
  assert.equal((await findByPassword(db, person.username.toUpperCase(), PASSWORD))?.staffId, person.staffId);
  assert.equal(isFormerHash(await person.kept()), false);
  assert.equal((await findByPassword(db, person.username, PASSWORD))?.staffId, person.staffId);
});

test('nobody, and somebody without a password, are not found', async () => {
  const person = await makeTestPerson(db, []);
  assert.equal(await findByPassword(db, 'khong-co-ai', PASSWORD), null);
  assert.equal(await findByPassword(db, person.username, PASSWORD), null);
  assert.equal(await isPasswordOf(db, person.staffId, PASSWORD), false);
});
