import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';
import { copyPdf } from './copy-paper.ts';
import type { PersonCopy } from './copy.ts';

const NOTHING: PersonCopy = {
  records: [],
  changes: [],
  notes: [],
  death: [],
  authorities: [],
  heirs: [],
  stops: [],
  entitlements: [],
  payments: [],
  looks: [],
  requests: [],
};

test('a copy that is made early in the morning bears the day of Vietnam', async () => {
  const copy = { ...NOTHING, records: [{ full_name: 'Nguyễn Thị Thử' }] };
  const pdf = await copyPdf(copy, new Date('2026-03-02T06:30:00+07:00'));
  assert.match(textOfPdf(pdf).pages.join('\n'), /Lập ngày 02\/03\/2026/);
});
