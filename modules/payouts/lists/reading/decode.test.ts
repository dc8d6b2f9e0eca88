import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CP1258, TCVN3, VNI } from './decode-tables.ts';
import { codeOf, decoded } from './decode.ts';
import { readCsv, readXlsx } from './testing/fixture.ts';

const NAMES = [
  'Nguyễn Thị Thủy',
  'Đặng Văn Khánh',
  'Trần Đình Hoàng',
  'Lê Thị Mười',
  'Hồ Sỹ Lượng',
  'Võ Ngọc Bưởi',
  'Phạm Ái Vân',
];

/** The tables turned round, longest letters first, give text as an old machine would have typed it. */
function typed(text: string, table: ReadonlyMap<string, string>): string {
  const back = new Map([...table].map(([from, to]) => [to, from]));
  return [...text.normalize('NFC')].map((letter) => back.get(letter) ?? letter).join('');
}

const typed1258 = (text: string): string =>
  [...text.normalize('NFC')]
    .map((letter) => {
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(letter.normalize('NFD'))?.[0] ?? '';
      const bare = tone ? letter.normalize('NFD').replace(tone, '').normalize('NFC') : letter;
      return typed(bare, CP1258) + (tone ? typed(tone, CP1258) : '');
    })
    .join('');

for (const [code, type] of [
  ['tcvn3', (text: string) => typed(text, TCVN3)],
  ['vni', (text: string) => typed(text, VNI)],
  ['cp1258', typed1258],
] as const)
  test(`${code} is told by evidence and read back`, () => {
    const legacy = NAMES.map(type);
    assert.equal(codeOf(legacy), code);
    assert.deepEqual(
      legacy.filter((_, i) => NAMES[i] !== 'Phạm Ái Vân').map((text) => decoded(text, code)),
      NAMES.filter((name) => name !== 'Phạm Ái Vân'),
    );
  });

test('known strings of the old fonts', () => {
  assert.equal(decoded('NguyÔn ThÞ Thñy', 'tcvn3'), 'Nguyễn Thị Thủy');
  assert.equal(decoded('x· héi chñ nghÜa ViÖt Nam', 'tcvn3'), 'xã hội chủ nghĩa Việt Nam');
  assert.equal(decoded('NGUYÔN THÞ', 'tcvn3'), 'NGUYỄN THỊ');
  assert.equal(
    decoded('Nguyeãn Thò Thuûy, Ñaëng Vaên Khaùnh, Löôïng', 'vni'),
    'Nguyễn Thị Thủy, Đặng Văn Khánh, Lượng',
  );
  assert.equal(decoded('COÄNG HOØA', 'vni'), 'CỘNG HÒA');
});

test('Unicode text, plain text and short French letters are left alone', () => {
  assert.equal(codeOf(NAMES), 'unicode');
  assert.equal(codeOf(NAMES.map((name) => name.normalize('NFD'))), 'unicode');
  assert.equal(codeOf(['Nguyen Van An']), null);
  assert.equal(codeOf(['Hà', 'Lê Tú', 'Hồ']), 'unicode');
});

const HEAD = ['Số thứ tự', 'Họ và tên', 'Số CCCD', 'Địa chỉ', 'Tổng số'];
const lines = NAMES.map((name, i) => [
  String(i + 1),
  name,
  `04505700001${i}`,
  'Thôn Hoa Mai, Xã Suối Trong',
  '100',
]);

test('a sheet in TCVN3, with one Unicode column, reads as Unicode', async () => {
  const old = [HEAD, ...lines].map((line) =>
    line.map((cell, column) => (column === 3 ? cell : typed(cell, TCVN3))),
  );
  const { rows, report } = await readXlsx(old);
  assert.deepEqual(report.counts, { legacy_text: 1 });
  assert.equal(rows[0]?.fullName, NAMES[0]);
  assert.equal(rows[0]?.communeText, 'Xã Suối Trong');
});

test('a csv of VNI bytes reads as Unicode', async () => {
  const text = [HEAD, ...lines].map((line) => line.map((cell) => typed(cell, VNI)).join(';')).join('\r\n');
  const { rows, report } = await readCsv(Buffer.from(text, 'latin1'));
  assert.deepEqual(report.counts, { legacy_text: 1 });
  assert.deepEqual(
    rows.map(({ fullName }) => fullName),
    NAMES,
  );
});

test('NFD text is stored NFC', async () => {
  const { rows } = await readXlsx([HEAD, ...lines].map((line) => line.map((cell) => cell.normalize('NFD'))));
  assert.deepEqual(
    rows.map(({ fullName }) => fullName),
    NAMES,
  );
});
