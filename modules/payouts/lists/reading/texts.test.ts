import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as en from './en.ts';
import { FINDING_CODES, type Finding } from './shapes.ts';
import * as vi from './vi.ts';

const finding = (code: Finding['code']): Finding => ({
  sheet: 'C72a',
  row: 19,
  column: 'M',
  head: 'Tổng số',
  code,
  severity: 'error',
  found: '1234567',
  expected: '7654321',
});

test('every finding says where it stands in both languages', () => {
  for (const code of FINDING_CODES)
    for (const { findingTexts } of [vi, en]) {
      const text = findingTexts[code](finding(code));
      assert.doesNotMatch(text, /undefined|null|NaN/);
      if (code !== 'no_list_found') assert.match(text, /C72a.* 19.* M \(Tổng số\)/);
    }
});

test('found and expected stand in the sentence as money, month or number', () => {
  assert.match(vi.findingTexts.sum_mismatch(finding('sum_mismatch')), /1\.234\.567 đ.*7\.654\.321 đ/);
  assert.match(
    vi.findingTexts.month_mismatch({ ...finding('month_mismatch'), found: '2020-11', expected: '2020-12' }),
    /11\/2020.*12\/2020/,
  );
});

test('every refusal of a file has a sentence in both languages', () => {
  for (const code of Object.keys(vi.fileTexts) as vi.FileRefusalCode[])
    for (const facts of [
      { kind: 'PNG', rows: 5, limitRows: 4, row: 1, limit: 9 },
      { bytes: 5e6, limitBytes: 1e6, kind: 'x', row: 2, limit: 3 },
      { memoryMb: 5, kind: 'x', row: 2, limit: 3 },
    ])
      for (const { fileTexts } of [vi, en]) assert.doesNotMatch(fileTexts[code](facts), /undefined|null|NaN/);
});
