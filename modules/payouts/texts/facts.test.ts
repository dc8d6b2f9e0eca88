import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factReader } from './facts.ts';

test('an instant is written to the minute at the hour of Vietnam, its day as the language writes days', () => {
  const morning = '2020-12-06T02:05:09Z';
  assert.equal(factReader('vi', 'đ').instant(morning), '06/12/2020 09:05');
  assert.equal(factReader('en', 'VND').instant(morning), '6 Dec 2020 09:05');
  assert.equal(factReader('en', 'VND').instant('2020-12-05T17:00:00Z'), '6 Dec 2020 00:00');
});

test('days and months are written as the screens of the language write them', () => {
  const vi = factReader('vi', 'đ');
  const en = factReader('en', 'VND');
  assert.deepEqual([vi.day('1962-11-10'), vi.month('2020-12')], ['10/11/1962', '12/2020']);
  assert.deepEqual([en.day('1962-11-10'), en.month('2020-12')], ['10 Nov 1962', 'December 2020']);
});
