import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvSplitter, delimiterOf } from './csv-cells.ts';
import { USUAL_LIMITS } from './limits.ts';
import { openSheets } from './read.ts';

const cells = fc.array(
  fc.array(fc.string({ unit: fc.constantFrom('a', 'ắ', '"', ';', '\n', '\r', ' '), maxLength: 6 }), {
    minLength: 2,
    maxLength: 4,
  }),
  { minLength: 1, maxLength: 6 },
);
const written = (rows: string[][]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n');

test('what is written is read back, however the text is cut into pieces', () => {
  fc.assert(
    fc.property(
      cells,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      fc.boolean(),
      (rows, cuts, newline) => {
        const text = written(rows) + (newline ? '\r\n' : '');
        const splitter = csvSplitter(';', USUAL_LIMITS);
        const read: string[][] = [];
        for (let at = 0, i = 0; at < text.length; i++) {
          const length = cuts[i % cuts.length] as number;
          read.push(...splitter.feed(text.slice(at, at + length)));
          at += length;
        }
        read.push(...splitter.end());
        assert.deepEqual(read, rows);
      },
    ),
  );
});

test('plain cells, empty cells, line ends of three kinds, stray quotes', () => {
  const read = (text: string): string[][] => {
    const splitter = csvSplitter(';', USUAL_LIMITS);
    return [...splitter.feed(text), ...splitter.end()];
  };
  assert.deepEqual(read('a;;b\n;\r\nc;\rd;e'), [
    ['a', '', 'b'],
    ['', ''],
    ['c', ''],
    ['d', 'e'],
  ]);
  assert.deepEqual(read('a;b;'), [['a', 'b', '']]);
  assert.deepEqual(read('Lê "Út" Mơ;"x"y;"z'), [['Lê "Út" Mơ', 'xy', 'z']]);
});

test('delimiters are told from the lines', () => {
  assert.equal(delimiterOf('Họ, tên;Tổng\nLê Ổi;1,000\nLê Mơ;2,000'), ';');
  assert.equal(delimiterOf('a,b,c\n"1,5",2,3'), ',');
  assert.equal(delimiterOf('a\tb\n1\t2'), '\t');
  assert.equal(delimiterOf('một dòng\nhai dòng'), null);
});

test('encodings: UTF-8 with and without mark, UTF-16 both ways and without mark, bytes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'csv-'));
  const text = 'Họ tên;Tổng\r\nĐặng Thị Mận;5\r\n';
  const be = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  const inAll: [Buffer, string][] = [
    [Buffer.from(text), 'Đặng Thị Mận'],
    [Buffer.from(`\uFEFF${text}`), 'Đặng Thị Mận'],
    [Buffer.from(`\uFEFF${text}`, 'utf16le'), 'Đặng Thị Mận'],
    [be, 'Đặng Thị Mận'],
    [Buffer.from('Ho ten;Tong\r\nDang Man;5\r\n', 'utf16le'), 'Dang Man'],
    [Buffer.from('T;x\r\nNguyÔn;5\r\n', 'latin1'), 'NguyÔn'],
  ];
  for (const [bytes, name] of inAll) {
    const path = join(folder, 'a.csv');
    await writeFile(path, bytes);
    const { sheets } = await openSheets(path);
    const rows = [];
    for await (const sheet of sheets) for await (const batch of sheet.batches) rows.push(...batch);
    assert.equal(rows.length, 2);
    assert.deepEqual(rows[1], { row: 2, cells: [name, '5'] });
  }
  await rm(folder, { recursive: true });
});
