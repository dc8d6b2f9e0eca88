import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isId } from '../words/id.ts';
import { writeNewId } from './new-ids.ts';

const COUNT = 10_000;

test('many ids are all different, well formed, of now, and in order', () => {
  const from = Date.now();
  const bytes = Buffer.alloc(COUNT * 16);
  for (let i = 0; i < COUNT; i++) writeNewId(bytes, i * 16);
  const ids = Array.from({ length: COUNT }, (_, i) => {
    const hex = bytes.toString('hex', i * 16, i * 16 + 16);
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  });
  assert.equal(new Set(ids).size, COUNT);
  assert.ok(ids.every((id) => isId(id) && id[14] === '7'));
  assert.deepEqual(ids.toSorted(), ids);
  const at = Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16);
  assert.ok(at >= from && at <= Date.now() + 10, String(at));
});
