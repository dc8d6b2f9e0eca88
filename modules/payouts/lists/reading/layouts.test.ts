import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEAD, person, type Cells, readCsv, readXlsx } from './testing/fixture.ts';

test('title block, commune headings, subtotals, grand total, page heads and footer', async () => {
  const rows: Cells = [
    ['BẢO HIỂM XÃ HỘI TỈNH'],
    [],
    ['DANH SÁCH CHI TRẢ'],
    ['Tháng 12 năm 2020'],
    HEAD,
    ['A', 'B', 'C', '1', '2', '3', '4', '5', '6', '7=5+6', '8'],
    [null, 'XÃ SUỐI TRONG'],
    person(1, 1_000_000),
    person(2, 2_000_000, 500_000),
    [null, 'Cộng Xã Suối Trong', null, null, null, null, null, null, null, 3_500_000],
    HEAD,
    [null, 'THỊ TRẤN HOA MAI'],
    person(3, 3_000_000),
    [null, 'Cộng: 1 người', null, null, null, null, null, null, null, 3_000_000],
    [null, 'TỔNG CỘNG', null, null, null, null, null, null, null, 6_500_000],
    [],
    ['Số tiền bằng chữ: Sáu triệu năm trăm nghìn đồng'],
    ['Người lập', null, null, 'Phụ trách kế toán', null, null, null, 'Giám đốc'],
    [],
    ['Trần Văn Mận', null, null, 'Lê Thị Lê'],
  ];
  const { report, rows: people } = await readXlsx(rows);
  assert.deepEqual(report.counts, {});
  assert.equal(report.people, 3);
  assert.equal(report.totalVnd, 6_500_000n);
  assert.deepEqual(
    people.map(({ group }) => group.commune),
    ['XÃ SUỐI TRONG', 'XÃ SUỐI TRONG', 'THỊ TRẤN HOA MAI'],
  );
  assert.equal(people[1]?.arrearsMonths, 2);
  assert.deepEqual([people[0]?.hamlet, people[0]?.communeText], ['Thôn Hoa Mai', 'Xã Suối Trong']);
});

const shifted = (sum: (row: (number | null)[]) => number): Cells => {
  const line = (i: number, ...money: (number | null)[]): (string | number | null)[] => [
    i,
    `Lê Văn Ổi ${'ABCDEF'[i]}`,
    `04505700001${i}`,
    ...money,
    sum(money),
  ];
  return [
    ['STT', 'Họ và tên', 'Số CCCD', 'Số tiền', null, null, null, null, 'Ký nhận', 'Ghi chú'],
    [null, null, null, 'Truy lĩnh', 'Khấu trừ', 'Kỳ trước chưa nhận', 'Tổng số', null, null, null],
    line(1, 100_000, 20_000, null, null),
    line(2, 200_000, null, 50_000, null),
    line(3, 300_000, null, null, 300_000),
    line(4, 400_000, null, null, null),
    [null, 'TỔNG CỘNG', null, null, null, null, 1_270_000, null],
  ];
};

test('sub-heads one column off are read by their figures, and said so', async () => {
  const { rows, report, layout, finding } = await readXlsx(
    shifted(([a, b, c, d]) => (a ?? 0) + (b ?? 0) - (c ?? 0) + (d ?? 0)),
  );
  assert.equal(layout.shifted, 1);
  assert.deepEqual(report.counts, { heads_shifted: 1 });
  assert.match(
    finding('heads_shifted')?.expected ?? '',
    /^regular \| arrears \| deduction \| carried \| total/,
  );
  assert.deepEqual(
    rows.map(({ carriedVnd }) => carriedVnd),
    [0n, 0n, 300_000n, 0n],
  );
  assert.equal(report.totalVnd, 1_270_000n);
});

test('sub-heads that stand right are left alone', async () => {
  const { layout, report, rows } = await readXlsx([
    ['STT', 'Họ và tên', 'Số CCCD', 'Số tiền', null, null, null, 'Ghi chú'],
    [null, null, null, 'Tháng này', 'Truy lĩnh', 'Khấu trừ', 'Tổng số'],
    [1, 'Lê Văn Ổi', '045057000011', 100, 50, 20, 130],
    [2, 'Lê Văn Mơ', '045057000012', 100, null, null, 100],
  ]);
  assert.equal(layout.shifted, 0);
  assert.deepEqual(report.counts, {});
  assert.deepEqual([rows[0]?.arrearsVnd, rows[0]?.deductionVnd], [50n, 20n]);
});

test('several sheets: each with its head, one carrying on, one hidden, one no list', async () => {
  const { withXlsx, readAll } = await import('./testing/fixture.ts');
  const read = await withXlsx(
    {
      Một: [HEAD, person(1, 100)],
      Hai: [person(2, 200), person(3, 300)],
      Nháp: [HEAD, person(4, 400)],
      'Thuyết minh': [['Ghi chú']],
    },
    readAll,
    ['Nháp'],
  );
  assert.equal(read.report.people, 3);
  assert.equal(read.report.totalVnd, 600n);
  assert.deepEqual(read.report.counts, { sheet_hidden: 1, sheet_without_list: 1 });
});

test('text amounts, units of a thousand, and amounts that are none', async () => {
  const csv = (title: string, ...lines: string[]): string =>
    [title, 'STT;Họ tên;CCCD;Mức trợ cấp;Phụ cấp;Tổng', ...lines].join('\n');
  const text = await readCsv(
    csv(
      'Danh sách;;;;;',
      '1;Lê Văn Ổi;045057000011;1.234.000;"6,000 đ";1 240 000',
      '2;Lê Văn Mơ;045057000012;một triệu;;5',
    ),
  );
  assert.equal(text.rows[0]?.totalVnd, 1_240_000n);
  const { row, column, found } = text.finding('amount_unreadable') ?? {};
  assert.deepEqual([row, column, found], [4, 'D', 'một triệu']);
  const thousand = await readCsv(
    csv('Đơn vị tính: nghìn đồng;;;;;', '1;Lê Văn Ổi;045057000011;1.234,5;;1.234,5'),
  );
  assert.equal(thousand.rows[0]?.totalVnd, 1_234_500n);
  assert.deepEqual(thousand.report.counts, { unit_multiplied: 1 });
});

test('the month of the title must be the month asked for; the day of signing is not a month', async () => {
  const sheet = (title: string): Cells => [[title], HEAD, person(1, 100)];
  const wrong = await readXlsx(sheet('Tháng 11 năm 2020'));
  assert.deepEqual(
    [wrong.finding('month_mismatch')?.found, wrong.finding('month_mismatch')?.expected],
    ['2020-11', '2020-12'],
  );
  assert.deepEqual((await readXlsx(sheet('Đông Hà, ngày 25 tháng 11 năm 2020'))).codes, []);
});

test('a mapping by letter or head overrides, and a column that is not there is said', async () => {
  const sheet: Cells = [
    ['STT', 'Họ và tên', 'Số CCCD', 'Cột lạ', 'Thôn bản'],
    [1, 'Lê Văn Ổi', '045057000011', 700, 'Thôn Mai'],
  ];
  const read = await readXlsx(sheet, { mapping: { total: 'D', note: 'Thôn bản' } });
  assert.equal(read.report.totalVnd, 700n);
  assert.equal(read.rows[0]?.note, 'Thôn Mai');
  assert.deepEqual((await readXlsx(sheet, { mapping: { total: 'D', phone: 'Điện thoại' } })).codes, [
    'mapping_unknown',
  ]);
});

test('the fingerprint ignores case, diacritics and spacing of heads, and tells other heads apart', async () => {
  const print = async (heads: string[]): Promise<string> =>
    (await readXlsx([heads, person(1, 1)])).layout.fingerprint;
  const one = await print(HEAD);
  assert.equal(one, await print(HEAD.map((head) => head.toUpperCase().normalize('NFD'))));
  assert.notEqual(one, await print(HEAD.with(5, 'Nơi ở')));
});

test('regime inside commune, and commune inside regime, nest as they stand', async () => {
  const line = (i: number): (string | number)[] => [i, `Lê Văn Ổi ${'ABCDEF'[i]}`, `04505700001${i}`, 100];
  const { rows } = await readXlsx([
    ['STT', 'Họ và tên', 'CCCD', 'Tổng số'],
    [null, 'I. Hưu trí'],
    [null, 'Xã Mai'],
    line(1),
    [null, 'Xã Lan'],
    line(2),
    [null, 'II. Tuất'],
    [null, 'Xã Mai'],
    line(3),
  ]);
  assert.deepEqual(
    rows.map(({ regime, group }) => [regime, group.commune]),
    [
      ['Hưu trí', 'Xã Mai'],
      ['Hưu trí', 'Xã Lan'],
      ['Tuất', 'Xã Mai'],
    ],
  );
});

test('a table without a money column is said once', async () => {
  const { report, codes } = await readXlsx([
    ['STT', 'Họ và tên', 'CCCD', 'Hệ số'],
    [1, 'Lê Ổi', '045057000011', 1.5],
  ]);
  assert.deepEqual(codes, ['amount_column_missing']);
  assert.equal(report.people, 0);
});

test('heads nobody knows are read by a mapping, by letters or by their own words', async () => {
  const sheet: Cells = [
    ['Payees of December'],
    ['No', 'Payee', 'Card', 'VND'],
    [1, 'Lê Văn Ổi', '045057000011', 700],
    [2, 'Lê Thị Mơ', '045160000012', 800],
  ];
  assert.deepEqual((await readXlsx(sheet)).codes, ['sheet_without_list', 'no_list_found']);
  for (const mapping of [
    { fullName: 'B', identity: 'C', total: 'D' },
    { fullName: 'Payee', identity: 'Card', total: 'VND' },
  ]) {
    const { report, rows } = await readXlsx(sheet, { mapping });
    assert.deepEqual([report.people, report.totalVnd, report.counts], [2, 1_500n, {}]);
    assert.equal(rows[1]?.cccd, '045160000012');
  }
});
