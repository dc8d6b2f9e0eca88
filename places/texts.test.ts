import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en, vi } from './texts.ts';

test('a day is written as each language reads it', () => {
  const facts = { day: '2020-12-05', name: 'Tết' };
  assert.match(vi.holiday_known(facts), /05\/12\/2020/);
  assert.match(en.holiday_known(facts), /5 Dec 2020/);
});
