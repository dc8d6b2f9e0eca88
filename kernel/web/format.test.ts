import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatIn, shareOf } from './format.ts';

const vi = formatIn('vi');
const en = formatIn('en');

test('amounts are grouped as the language does', () => {
  assert.deepEqual(
    [vi.vnd('6519480800'), en.vnd('6519480800'), vi.vnd(-1500n)],
    ['6.519.480.800', '6,519,480,800', '\u22121.500'],
  );
});

test('100% is said only of what is complete', () => {
  assert.equal(vi.share(999_999n, 1_000_000n), '99,9%');
  assert.equal(en.share(734n, 1000n), '73.4%');
  assert.equal(vi.share(13n, 100n), '13,0%');
  assert.equal(vi.share(5n, 5n), '100%');
  assert.equal(vi.share(0n, 0n), '–');
  assert.equal(shareOf(3n, 2n), 1);
});

test('the hour is that of Vietnam', () => {
  assert.equal(vi.time(new Date('2020-12-05T02:03:04Z')), '09:03:04');
  assert.deepEqual([vi.dayShort('2020-12-05'), vi.month('2020-12')], ['05/12', '12/2020']);
  assert.deepEqual(
    [en.day('2020-12-05'), en.dayShort('2020-12-05'), en.month('2020-12')],
    ['5 Dec 2020', '5 Dec', 'December 2020'],
  );
});
