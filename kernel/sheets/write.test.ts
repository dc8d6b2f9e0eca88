import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Cell } from './cell.ts';
import { openSheets } from './read.ts';
import { writeCsv, writeXlsx } from './write.ts';

const columns = [
  { head: 'Họ tên', width: 20 },
  { head: '=Tổng', figure: true },
];
const rows = [
  ['=HYPERLINK("http://x")', 5n],
  ['+84', -3],
  ['@a', null],
  ['-1;"x"\n', 1_234_000n],
  ['\tb', true],
  ['Mận', '1-2'],
];

async function readBack(path: string): Promise<Cell[][]> {
  const read: Cell[][] = [];
  for await (const { batches } of (await openSheets(path)).sheets)
    for await (const batch of batches) read.push(...batch.map(({ cells }) => cells));
  return read;
}

test('xlsx: formulas become text, amounts stay numbers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'write-'));
  const path = join(folder, 'a.xlsx');
  await writeXlsx(createWriteStream(path), { name: 'Danh sách: [12/2020]', columns, rows });
  assert.deepEqual(await readBack(path), [
    ['Họ tên', "'=Tổng"],
    [`'=HYPERLINK("http://x")`, 5],
    ["'+84", -3],
    ["'@a"],
    [`'-1;"x"\n`, 1_234_000],
    ["'\tb", true],
    ['Mận', '1-2'],
  ]);
  await rm(folder, { recursive: true });
});

test('csv: the same, quoted where it must be', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'write-'));
  const path = join(folder, 'a.csv');
  await writeCsv(createWriteStream(path), { columns, rows });
  const text = await readFile(path, 'utf8');
  assert.ok(text.startsWith('\uFEFFHọ tên;'));
  assert.deepEqual((await readBack(path)).slice(1), [
    [`'=HYPERLINK("http://x")`, '5'],
    ["'+84", '-3'],
    ["'@a", ''],
    [`'-1;"x"\n`, '1234000'],
    ["'\tb", 'true'],
    ['Mận', '1-2'],
  ]);
  await rm(folder, { recursive: true });
});
