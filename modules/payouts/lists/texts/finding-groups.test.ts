import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../actions/import-list.ts';
import { groupFindings } from './finding-groups.ts';

const missing = (row: number): Finding => ({
  sheet: 'Thang 12',
  row,
  column: 'F',
  head: 'Số CCCD',
  code: 'identity_missing',
  severity: 'warning',
  found: `Lê Văn Thử ${row}`,
  expected: null,
});

test('what many rows repeat is told three times, and the other rows are named', () => {
  const other: Finding = { ...missing(4), column: 'G', code: 'name_missing', severity: 'error' };
  const groups = groupFindings([missing(2), missing(3), other, ...[5, 6, 7, 8].map(missing)], 'vi');
  assert.deepEqual(
    groups.map(({ severity, messages, otherRows }) => [severity, messages.length, otherRows]),
    [
      ['warning', 3, [6, 7, 8]],
      ['error', 1, []],
    ],
  );
  assert.match(groups[0]?.messages[0] ?? '', /dòng 2.*Lê Văn Thử 2/);
});
