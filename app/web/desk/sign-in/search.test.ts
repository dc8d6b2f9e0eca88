import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPage } from './search.ts';

test('after signing in one goes on within the house only', () => {
  for (const own of ['/', '/month', '/people/1?tab=pay#x']) assert.deepEqual(nextPage(own), { next: own });
  for (const other of ['//evil.vn', '/\\evil.vn', 'https://evil.vn', 'javascript:alert(1)', '', null, ['/x']])
    assert.deepEqual(nextPage(other), {}, String(other));
});
