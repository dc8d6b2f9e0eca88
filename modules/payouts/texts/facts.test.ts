import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factReader } from './facts.ts';

test('an instant is written with two digits of its hour and day, at the hour of Vietnam', () => {
  const morning = '2020-12-06T02:05:09Z';
  const vi = factReader('vi-VN', 'đ').instant(morning);
  assert.match(vi, /09:05:09/);
  assert.match(vi, /06\/12\/2020/);
  assert.match(factReader('en-GB', 'VND').instant('2020-12-05T17:00:00Z'), /00:00:00/);
});
