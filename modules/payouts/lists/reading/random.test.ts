import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Cells, readXlsx } from './testing/fixture.ts';

const NAMES = ['Lê Thị Mận', 'Trần Văn Ổi', 'Đặng Thị Đào', 'Hồ Sỹ Mít', 'Tống Thị Cam', 'Võ Ngọc Bưởi'];
const amount = fc.integer({ min: 100, max: 9_000_000 });
const part = fc.option(fc.integer({ min: 1, max: 90 }), { nil: null });
const payee = fc.record({
  regular: amount,
  arrears: part,
  deduction: part,
  carried: part,
  name: fc.constantFrom(...NAMES),
});
const list = fc.record({
  groups: fc.array(fc.array(payee, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
  title: fc.boolean(),
  asText: fc.boolean(),
  subtotals: fc.boolean(),
  repeatHead: fc.boolean(),
  shift: fc.boolean(),
});

/** A list as a funder prints it, with what it must read as. */
function printed({
  groups,
  title,
  asText,
  subtotals,
  repeatHead,
  shift,
}: typeof list extends fc.Arbitrary<infer T> ? T : never) {
  const top = ['STT', 'Họ và tên', 'Số CCCD', 'Số tiền', null, null, null, null, 'Ghi chú'];
  const words = ['Truy lĩnh', 'Khấu trừ', 'Kỳ trước chưa nhận', 'Tổng số'];
  const below = [null, null, null, ...(shift ? [...words, null] : ['Tháng này', ...words])];
  const figure = (n: number | null): string | number | null =>
    n === null ? null : asText ? n.toString().replace(/\B(?=(\d{3})+$)/g, '.') : n;
  const rows: Cells = title ? [['BẢO HIỂM XÃ HỘI'], ['Tháng 12 năm 2020'], []] : [];
  rows.push(top, below);
  let number = 0;
  let sum = 0;
  groups.forEach((people, g) => {
    if (g > 0 && repeatHead) rows.push(top, below);
    rows.push([null, `Xã Hoa ${'ABCD'[g]}`]);
    let groupSum = 0;
    for (const { name, regular, arrears, deduction, carried } of people) {
      const total = regular + (arrears ?? 0) - (deduction ?? 0) + (carried ?? 0);
      groupSum += total;
      rows.push([
        ++number,
        name,
        `0450570${String(10_000 + number)}`,
        ...[regular, arrears, deduction, carried, total].map(figure),
      ]);
    }
    sum += groupSum;
    if (subtotals)
      rows.push([
        null,
        `Cộng Xã Hoa ${'ABCD'[g]}`,
        null,
        null,
        null,
        null,
        ...(shift ? [figure(groupSum), null] : [null, figure(groupSum)]),
      ]);
  });
  rows.push([null, 'TỔNG CỘNG', null, null, null, null, null, figure(sum)]);
  return { rows, people: number, sum };
}

test('whatever a list looks like, every person is read once and every dong is counted', async () => {
  await fc.assert(
    fc.asyncProperty(list, async (shape) => {
      const { rows, people, sum } = printed(shape);
      const { report, rows: read } = await readXlsx(rows);
      assert.equal(report.people, people);
      assert.equal(report.totalVnd, BigInt(sum));
      assert.equal(report.errors, 0, JSON.stringify(report.findings));
      const told = shape.groups.flat();
      assert.deepEqual(
        read.map((row) => Number(row.regularVnd)),
        told.map(({ regular }) => regular),
      );
      assert.deepEqual(
        read.map((row) => Number(row.deductionVnd)),
        told.map(({ deduction }) => deduction ?? 0),
      );
    }),
    { numRuns: 80 },
  );
});

test('one figure changed anywhere in the money of a list is found', async () => {
  await fc.assert(
    fc.asyncProperty(list, fc.nat(), async (shape, which) => {
      const { rows } = printed({ ...shape, asText: false });
      const cells = rows.flatMap((row, r) =>
        row.flatMap((cell, c) => (c >= 3 && c <= 7 && typeof cell === 'number' ? [[r, c] as const] : [])),
      );
      const [r, c] = cells[which % cells.length] as readonly [number, number];
      const row = rows[r] as (string | number | null)[];
      row[c] = Number(row[c]) + 7;
      assert.ok((await readXlsx(rows)).report.errors > 0);
    }),
    { numRuns: 80 },
  );
});
