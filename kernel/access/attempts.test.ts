import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '../testing/database.ts';
import { ATTEMPTS, countAttempt, forgetAttempts } from './attempts.ts';

const db = await cloneDatabase();
const tooMany = { code: 'too_many_requests', facts: { retryAfterSeconds: 900 } };

test('a whole province behind one address signs in at seven, and whoever guesses from there is stopped', async () => {
  for (let n = 0; n < ATTEMPTS.address + 20; n++) {
    await countAttempt(db, `gdv.${n}`, '10.0.0.1');
    await forgetAttempts(db, `gdv.${n}`, '10.0.0.1');
  }
  for (let n = 0; n < ATTEMPTS.address; n++) await countAttempt(db, `doan.${n}`, '10.0.0.1');
  await assert.rejects(countAttempt(db, 'gdv.1', '10.0.0.1'), tooMany);
  await countAttempt(db, 'gdv.1', '10.0.0.2');
});

test('one name is not guessed from many addresses', async () => {
  for (let n = 0; n < ATTEMPTS.name; n++) await countAttempt(db, 'ktt', `10.1.0.${n}`);
  await assert.rejects(countAttempt(db, 'KTT', '10.2.0.1'), tooMany);
});
