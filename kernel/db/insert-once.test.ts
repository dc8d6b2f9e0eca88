import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '../testing/database.ts';
import { type Id, newId } from '../words/id.ts';
import { insertOnce } from './insert-once.ts';

const db = await cloneDatabase();

const content = (id: Id, n = 1) => ({
  id,
  kind: 'test',
  input_hash: Buffer.alloc(32, n),
  answer: JSON.stringify({ n, notes: null }),
});
const at = (hour: number) => ({ recorded_at: new Date(Date.UTC(2020, 11, 8, hour)) });
const insert = (row: ReturnType<typeof content>, hour = 3) =>
  db.write((tx) => insertOnce(tx, 'act_receipt', row, at(hour)));

test('a row is written once; asked for again by a later hand it stands as it was', async () => {
  const id = newId();
  assert.equal(await insert(content(id)), true);
  assert.equal(await insert({ ...content(id), answer: '{"notes": null, "n": 1}' }, 4), false);
  const rows = await db.read.selectFrom('act_receipt').selectAll().where('id', '=', id).execute();
  assert.deepEqual(
    rows.map((row) => row.recorded_at),
    [at(3).recorded_at],
  );
});

test('an id that bears other content is refused', async () => {
  const id = newId();
  await insert(content(id));
  const others = [content(id, 2), { ...content(id), kind: 'other' }, { ...content(id), answer: '{"n": 1}' }];
  for (const other of others)
    await assert.rejects(insert(other), { name: 'Refusal', code: 'conflict', facts: { id } });
});

test('of many at the same moment one writes', async () => {
  const id = newId();
  const written = await Promise.all(Array.from({ length: 8 }, () => insert(content(id))));
  assert.equal(written.filter(Boolean).length, 1);
});
