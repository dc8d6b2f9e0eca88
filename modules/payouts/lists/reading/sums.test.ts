import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEAD, person, type Cells, readXlsx } from './testing/fixture.ts';

test('a wrong subtotal, a wrong total and a wrong count are named with found and expected', async () => {
  const sum = (label: string, total: number): (string | null | number)[] => [
    null,
    label,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    total,
  ];
  const { report, finding } = await readXlsx([
    HEAD,
    [null, 'Xã Suối Trong'],
    person(1, 1_000_000),
    person(2, 2_000_000),
    sum('Cộng Xã Suối Trong', 2_900_000),
    [null, 'Xã Hoa Mai'],
    person(3, 3_000_000),
    sum('Cộng Xã Hoa Mai: 2 người', 3_000_000),
    sum('Tổng cộng', 5_900_000),
  ]);
  assert.deepEqual(report.counts, { subtotal_mismatch: 1, total_mismatch: 1, count_mismatch: 1 });
  const { row, column, found, expected } = finding('subtotal_mismatch') ?? {};
  assert.deepEqual([row, column, found, expected], [5, 'J', '2900000', '3000000']);
  assert.deepEqual(
    [finding('total_mismatch')?.found, finding('total_mismatch')?.expected],
    ['5900000', '6000000'],
  );
  assert.equal(report.errors, 3);
});

test('a row whose parts do not make its total is an error with both figures', async () => {
  const { report, finding } = await readXlsx([
    HEAD,
    person(1, 100, 50),
    person(2, 100, 50),
    person(3, 100, 50, 160),
  ]);
  assert.deepEqual(
    [finding('sum_mismatch')?.row, finding('sum_mismatch')?.found, finding('sum_mismatch')?.expected],
    [4, '160', '150'],
  );
  assert.equal(report.errors, 1);
});

test('headings that announce their sums, one inside another, and a total told in words', async () => {
  const head = ['STT', 'Họ và tên', 'CCCD', 'Chế độ', 'Số tiền'];
  const line = (i: number, amount: number): (string | number)[] => [
    i,
    `Lê Văn Ổi ${'ABCDEF'[i]}`,
    `04505700001${i}`,
    'Hưu trí',
    amount,
  ];
  const sheet = (outer: number, second: number, words: string): Cells => [
    head,
    ['I', 'Điểm chi trả Mai', null, null, outer],
    ['A', 'Xã Mai', null, null, 3_000],
    line(1, 1_000),
    line(2, 2_000),
    ['B', 'Xã Lan', null, null, second],
    line(3, 4_000),
    [],
    [`Tổng số tiền: ${words} đồng (3 người)`],
  ];
  assert.deepEqual((await readXlsx(sheet(7_000, 4_000, '7.000'))).report.counts, {});
  const { report, finding } = await readXlsx(sheet(7_000, 5_000, '8.000'));
  assert.deepEqual(report.counts, { subtotal_mismatch: 1, total_mismatch: 1 });
  assert.deepEqual([finding('subtotal_mismatch')?.row, finding('subtotal_mismatch')?.expected], [6, '4000']);
  assert.equal((await readXlsx(sheet(9_000, 4_000, '7.000'))).finding('subtotal_mismatch')?.row, 2);
});

test('page subtotals and running sums', async () => {
  const line = (i: number): (string | number)[] => [
    i,
    `Lê Văn Ổi ${'ABCDEF'[i]}`,
    `04505700001${i}`,
    i * 100,
  ];
  const sum = (label: string, total: number): (string | number | null)[] => [null, label, null, total];
  const head = ['STT', 'Họ tên', 'CCCD', 'Tổng số'];
  const { report } = await readXlsx([
    head,
    line(1),
    line(2),
    sum('Cộng trang 1', 300),
    head,
    line(3),
    sum('Cộng trang 2', 300),
    sum('Lũy kế', 600),
    sum('Tổng cộng', 600),
  ]);
  assert.deepEqual(report.counts, {});
  assert.equal(report.people, 3);
});
