import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readAll } from './testing/fixture.ts';

/** Two sample lists stand beside the repository where it is developed; they are not part of it. */
const folder = join(import.meta.dirname, '../../../../../shared/data/lists');
const skip = existsSync(folder) ? false : 'the sample lists are not here';

test('the pension sample reads exactly, its shifted sub-heads proved by arithmetic', { skip }, async () => {
  const { report, rows, layout } = await readAll(join(folder, '2020-12-luong-huu-cam-lo.xlsx'));
  assert.equal(report.people, 1_460);
  assert.equal(report.totalVnd, 6_519_480_800n);
  assert.equal(rows.length, 1_460);
  assert.deepEqual(report.counts, { heads_shifted: 1 });
  assert.equal(report.errors, 0);
  assert.equal(layout.shifted, 1);
  assert.equal(layout.proof, 1);
  const sum = rows.reduce(
    (vnd, row) => vnd + row.regularVnd + row.arrearsVnd - row.deductionVnd + row.carriedVnd,
    0n,
  );
  assert.equal(sum, 6_519_480_800n);
  assert.ok(rows.every(({ communeText, hamlet, regime }) => communeText && hamlet && regime));
});

test('the merit sample reads exactly', { skip }, async () => {
  const { report } = await readAll(join(folder, '2020-12-nguoi-co-cong-cam-lo.csv'));
  assert.equal(report.people, 930);
  assert.equal(report.totalVnd, 2_809_106_000n);
  assert.deepEqual(report.counts, {});
});
