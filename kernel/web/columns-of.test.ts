import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf } from './columns-of.ts';
import { formatIn } from './format.ts';

interface Row {
  readonly name: string | null;
  readonly day: string | null;
  readonly amountVnd: string | null;
}

const full: Row = { name: 'Bưu cục', day: '2020-12-08', amountVnd: '1500000' };
const bare: Row = { name: null, day: null, amountVnd: null };

test('a day is sorted by the calendar, and shown and saved as people write it', () => {
  const day = columnsOf<Row>(formatIn('vi')).day('day', 'Ngày', (row) => row.day);
  assert.deepEqual(
    [day.value(full), day.cell(full), day.text?.(full)],
    ['2020-12-08', '08/12/2020', '08/12/2020'],
  );
});

test('a figure is grouped on the screen and plain in a file', () => {
  const amount = columnsOf<Row>(formatIn('en')).figure('amount', 'Amount', (row) => row.amountVnd);
  assert.deepEqual(
    [amount.align, amount.value(full), amount.cell(full), amount.text?.(full)],
    ['end', 1_500_000n, '1,500,000', '1500000'],
  );
});

test('nothing is a dash on the screen, empty in a file, and sorted before everything', () => {
  const column = columnsOf<Row>(formatIn('vi'));
  for (const { cell, text } of [
    column.text('name', 'Tên', (row) => row.name),
    column.day('day', 'Ngày', (row) => row.day),
    column.figure('amount', 'Tiền', (row) => row.amountVnd),
  ])
    assert.deepEqual([cell(bare), text?.(bare)], ['–', '']);
  assert.ok(Number(column.figure('amount', 'Tiền', (row) => row.amountVnd).value(bare)) < 0);
});

test('a sum stands in the row of totals', () => {
  const rows = ['1000', '2500000'];
  assert.equal(columnsOf(formatIn('vi'), rows).summed('vnd', 'Tiền', (vnd) => vnd).total, '2.501.000');
});
