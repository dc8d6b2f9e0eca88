import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cells, type Read, readXlsx } from './testing/fixture.ts';

const HEAD = [
  'STT',
  'Mã đối tượng',
  'Họ và tên',
  'Giới tính',
  'Năm sinh',
  'CCCD/CMND',
  'Thôn',
  'Xã',
  'Đối tượng',
  'Số tiền',
  'Ghi chú',
];
type Over = Partial<
  Record<'code' | 'name' | 'sex' | 'birth' | 'number' | 'regime' | 'amount' | 'note', string | number | null>
>;

function list(...people: Over[]): Promise<Read> {
  const rows: Cells = people.map((over, i) => {
    const p = {
      code: `MA${i}`,
      name: 'Đỗ Thị Đào',
      sex: 'Nữ',
      birth: 1957,
      number: `0451570001${10 + i}`,
      regime: 'Thương binh',
      amount: 500_000,
      note: null,
      ...over,
    };
    return [
      i + 1,
      p.code,
      p.name,
      p.sex,
      p.birth,
      p.number,
      'Thôn Mai',
      'Xã Lan',
      p.regime,
      p.amount,
      p.note,
    ];
  });
  return readXlsx([HEAD, ...rows]);
}

test('numbers that lost their leading zeros are restored with a warning', async () => {
  const { rows, report, finding } = await list(
    { number: 45_157_000_110 },
    { number: 1_157_000_111 },
    { number: 91_234_567 },
    { number: 191_234_568 },
  );
  assert.deepEqual(
    rows.map(({ cccd, cmnd }) => cccd ?? cmnd),
    ['045157000110', '001157000111', '091234567', '191234568'],
  );
  assert.equal(report.counts.identity_zero_restored, 3);
  assert.equal(finding('identity_zero_restored')?.expected, '045157000110');
  assert.equal(report.errors, 0);
});

test('a number of no known length, and a CCCD at odds with birth or sex', async () => {
  const { report, codes } = await list(
    { number: '12345' },
    { number: '045057000111' },
    { number: '045158000112', birth: 1957 },
  );
  assert.deepEqual(codes, [
    'identity_malformed',
    'identity_missing',
    'identity_implausible',
    'identity_implausible',
  ]);
  assert.equal(report.counts.identity_implausible, 2);
});

test('births: day, year, month and year, unknown day, date cell, serial; and no birth', async () => {
  const born = async (birth: Over['birth'] | Date): Promise<unknown> => {
    const { rows, codes } = await list({ birth: birth as number, number: null });
    return codes.includes('birth_unreadable')
      ? 'unreadable'
      : (rows[0]?.bornOn ?? rows[0]?.birthYear ?? null);
  };
  assert.equal(await born('15/8/1957'), '1957-08-15');
  assert.equal(await born('1957'), 1957);
  assert.equal(await born('8/1957'), 1957);
  assert.equal(await born('00/00/1957'), 1957);
  assert.equal(await born(new Date(Date.UTC(1957, 7, 15))), '1957-08-15');
  assert.equal(await born(21_047), '1957-08-15');
  assert.equal(await born(15_081_957), '1957-08-15');
  assert.equal(await born('15/08/57'), '1957-08-15');
  assert.equal(await born(null), null);
  for (const wrong of ['31/02/1957', 'không rõ', '1757', '15/13/1957', 2077])
    assert.equal(await born(wrong), 'unreadable');
});

test('the same person twice under one regime is an error; under two regimes it is not', async () => {
  const number = '045157000110';
  assert.deepEqual((await list({ number }, { number, regime: 'Bệnh binh' })).codes, []);
  const twice = await list({ number }, { number: 45_157_000_110 });
  assert.deepEqual(twice.codes, ['identity_zero_restored', 'duplicate_in_file']);
  assert.equal(twice.finding('duplicate_in_file')?.expected, '2');
  assert.deepEqual(
    (await list({ number, name: 'Đỗ Thị Đào' }, { number, name: 'Lý Thị Lựu', regime: 'Tuất' })).codes,
    ['identity_two_names'],
  );
});

test('one insurance number beside two identities is an error; beside one, or none, it is not', async () => {
  const head = ['Họ và tên', 'Năm sinh', 'CCCD/CMND', 'Số sổ BHXH', 'Xã', 'Chế độ', 'Số tiền'];
  const person = (number: string | null, insurance: string, regime: string) =>
    ['Đỗ Thị Đào', 1957, number, insurance, 'Xã Lan', regime, 500_000] as const;
  const codes = async (...rows: readonly (readonly (string | number | null)[])[]) =>
    (await readXlsx([head, ...rows] as Cells)).codes;
  const [one, other] = ['045157000110', '045157000111'];
  const two = await codes(person(one, '4500123456', 'Hưu trí'), person(other, '4500123456', 'Hưu trí'));
  assert.deepEqual(two, ['insurance_two_people']);
  assert.deepEqual(await codes(person(one, '4500123456', 'Hưu trí'), person(one, '4500123456', 'Tuất')), []);
  const unnamed = await codes(person(one, '4500123456', 'Hưu trí'), person(null, '4500123456', 'Tuất'));
  assert.ok(!unnamed.includes('insurance_two_people'));
});

test('no name, no amount, no identity', async () => {
  const { codes, report } = await list(
    { name: null },
    { amount: 0 },
    { amount: null },
    { number: null },
    { amount: -5 },
  );
  assert.deepEqual(codes, [
    'name_missing',
    'amount_not_positive',
    'amount_not_positive',
    'identity_missing',
    'amount_not_positive',
    'amount_not_positive',
  ]);
  assert.equal(report.counts.amount_not_positive, 4);
  assert.equal(report.warnings, 1);
});

test('notes ask for payment at home', async () => {
  const { rows } = await list({ note: 'Già yếu, chi tại nhà' }, { note: 'Chuyển từ xã khác' });
  assert.deepEqual(
    rows.map(({ homeRequested }) => homeRequested),
    [true, false],
  );
});

test('year of birth in a men’s and a women’s column gives the sex', async () => {
  const { rows } = await readXlsx([
    ['STT', 'Họ và tên', 'Năm sinh', null, 'CCCD', 'Số tiền'],
    [null, null, 'Nam', 'Nữ', null, null],
    [1, 'Lê Văn Ổi', 1957, null, '045057000011', 100],
    [2, 'Lê Thị Mơ', null, 1960, '045160000012', 100],
  ]);
  assert.deepEqual(
    rows.map(({ sex, birthYear }) => [sex, birthYear]),
    [
      ['male', 1957],
      ['female', 1960],
    ],
  );
});

test('family and given name in two columns are one name', async () => {
  const { rows } = await readXlsx([
    ['STT', 'Họ và tên', null, 'CCCD', 'Số tiền'],
    [1, 'Lê Văn', 'Ổi', '045057000011', 100],
    [2, 'Lê Thị', 'Mơ', '045160000012', 100],
  ]);
  assert.deepEqual(
    rows.map(({ fullName }) => fullName),
    ['Lê Văn Ổi', 'Lê Thị Mơ'],
  );
});

test('the family name Tống and the name Cộng are people, not sums', async () => {
  const { rows } = await list(
    { name: 'Tống Thị Cộng' },
    { name: 'Công Tằng Tôn Nữ Mơ', number: null, code: null },
  );
  assert.equal(rows.length, 2);
});

test('a line for the month and a line for a one-off payment are one person’s two rights', async () => {
  const head = ['STT', 'Họ và tên', 'CCCD', 'Chế độ', 'Mức hưởng', 'Trợ cấp một lần', 'Tổng'];
  const line = (i: number, regular: number | null, oneOff: number | null): (string | number | null)[] => [
    i,
    'Lê Văn Ổi',
    '045057000011',
    'Tuất',
    regular,
    oneOff,
    (regular ?? 0) + (oneOff ?? 0),
  ];
  assert.deepEqual((await readXlsx([head, line(1, 100, null), line(2, null, 900)])).codes, []);
  assert.deepEqual((await readXlsx([head, line(1, 100, 900), line(2, null, 900)])).codes, [
    'duplicate_in_file',
  ]);
});
