import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isId } from '../words/id.ts';
import { newIds } from './new-ids.ts';

test('many ids are all different, well formed, of now, and in order across runs', () => {
  const from = Date.now();
  const ids = [...newIds(10_000), ...newIds(3)];
  assert.equal(ids.length, 10_003);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => isId(id) && id[14] === '7'));
  assert.deepEqual(ids.toSorted(), ids);
  const at = Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16);
  assert.ok(at >= from && at <= Date.now() + 10, String(at));
});
