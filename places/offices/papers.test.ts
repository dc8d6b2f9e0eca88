import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { setPapersSay, showPapersSay } from './papers.ts';
import { openRootOffice } from './root.ts';

const NOW = new Date('2020-12-05T09:00:00+07:00');

test('papers name a place from the first day, and the public page once the province has one', async () => {
  const db = await cloneDatabase();
  await db.owner.write((tx) => openRootOffice(tx, NOW));
  assert.deepEqual(await showPapersSay(db.read), { placeOfIssue: 'Quảng Trị', publicAddress: null });
  const say = { placeOfIssue: 'Đông Hà', publicAddress: 'https://chitra.example.vn/' };
  await db.write((tx) => setPapersSay(tx, say, NOW));
  assert.deepEqual(await showPapersSay(db.read), { ...say, publicAddress: 'https://chitra.example.vn' });
  await db.owner.write((tx) => openRootOffice(tx, NOW));
  assert.equal((await showPapersSay(db.read)).placeOfIssue, 'Đông Hà', 'a later start changes nothing');
  await db.write((tx) => setPapersSay(tx, { ...say, publicAddress: null }, NOW));
  assert.equal((await showPapersSay(db.read)).publicAddress, null);
});
