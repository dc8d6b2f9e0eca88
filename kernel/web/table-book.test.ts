import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readXlsx } from 'hucre/xlsx';
import { columnsOf } from './columns-of.ts';
import { formatIn } from './format.ts';
import { bookOf } from './table-book.ts';
import { sheetColumns, textsOf } from './table-file.ts';

interface Row {
  readonly code: string;
  readonly day: string | null;
  readonly at: string;
  readonly paidVnd: string;
  readonly dueVnd: string;
}

const rows: Row[] = [
  { code: '19333', day: '2020-12-08', at: '2020-12-07T20:05:00Z', paidVnd: '1958000', dueVnd: '2000000' },
  { code: '=1+1', day: null, at: '2020-12-08T03:00:00Z', paidVnd: '-99999000000000', dueVnd: '0' },
];
const format = formatIn('vi');
const column = columnsOf<Row>(format, rows);
const columns = [
  column.text('code', 'Mã', (row) => row.code),
  column.day('day', 'Ngày', (row) => row.day),
  column.moment('at', 'Lúc', (row) => row.at),
  column.summed('paid', 'Đã chi', (row) => row.paidVnd),
  {
    key: 'share',
    head: 'Tỷ lệ',
    align: 'end' as const,
    value: (row: Row) => BigInt(row.paidVnd),
    text: (row: Row) => format.share(BigInt(row.paidVnd), BigInt(row.dueVnd)),
    cell: () => null,
    total: '1,2%',
  },
];
const read = async (totalWord: string | null) => {
  const [sheet] = (await readXlsx(await bookOf(sheetColumns(columns, rows), 'Chi trả / Đông Hà', totalWord)))
    .sheets;
  assert.ok(sheet);
  return sheet;
};

test('figures, shares, days and hours are what a sheet reckons with; a code of digits stays text', async () => {
  const { rows: cells } = await read(null);
  assert.deepEqual(cells[0], ['Mã', 'Ngày', 'Lúc', 'Đã chi', 'Tỷ lệ']);
  const [code, day, at, paid, share] = cells[1] ?? [];
  assert.deepEqual([code, paid, share], ['19333', 1_958_000, 0.979]);
  assert.deepEqual(
    [day, at].map((cell) => cell instanceof Date && cell.toISOString().slice(0, 16)),
    ['2020-12-08T00:00', '2020-12-08T03:05'],
  );
  assert.deepEqual(cells[2]?.slice(0, 2), ["'=1+1", null]);
  assert.equal(cells[2]?.[3], -99_999_000_000_000);
  assert.equal(cells.length, 3);
});

test('its last row is the row of totals as the screen shows it', async () => {
  const { rows: cells } = await read('Tổng');
  assert.deepEqual(cells.at(-1), ['Tổng', null, null, -99_998_998_042_000, 0.012]);
});

test('its head stays in sight, and no column is too narrow for its figures', async () => {
  const { freezePane, columns: drawn, name } = await read('Tổng');
  assert.equal(freezePane?.rows, 1);
  assert.ok((drawn?.[3]?.width ?? 0) > '-99.999.000.000.000'.length);
  assert.equal(name, 'Chi trả   Đông Hà');
});

test('text and CSV have days and figures as people write them', () => {
  assert.deepEqual(textsOf(columns, rows)[1], [
    '19333',
    '08/12/2020',
    '08/12/2020 03:05',
    '1958000',
    '97,9%',
  ]);
});
