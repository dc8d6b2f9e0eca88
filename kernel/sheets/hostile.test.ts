import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Refusal } from '#kernel/words/refusal.ts';
import type { SheetRow } from './cell.ts';
import { type Part, sheetXml, workbookParts, zipOf } from './testing/hostile.ts';
import { type SheetLimits, USUAL_LIMITS } from './limits.ts';
import { openSheets } from './read.ts';
import { fromWorker } from './worker.ts';

let folder: string;
before(async () => void (folder = await mkdtemp(join(tmpdir(), 'sheets-'))));
after(async () => rm(folder, { recursive: true }));

async function fileOf(bytes: Buffer | string): Promise<string> {
  const path = join(folder, `${Math.random()}.xlsx`);
  await writeFile(path, bytes);
  return path;
}

async function readAll(path: string, limits?: Partial<SheetLimits>): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  const { sheets } = await openSheets(path, { ...USUAL_LIMITS, ...limits });
  for await (const { batches } of sheets) for await (const batch of batches) rows.push(...batch);
  return rows;
}

async function refusalOf(bytes: Buffer | string, limits?: Partial<SheetLimits>): Promise<Refusal> {
  const path = await fileOf(bytes);
  const refusal = await readAll(path, limits).then(
    () => assert.fail('it was read'),
    (error: unknown) => error,
  );
  assert.ok(refusal instanceof Refusal, String(refusal));
  return refusal;
}

const cell = (text: string): string =>
  `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c><c r="B1"><v>12.5</v></c></row>`;
const good = (): Part[] => workbookParts(sheetXml(cell('Mận')));

/** A compound file header with directory entries, as a password or old Excel leaves it. */
function compound(...streams: string[]): Buffer {
  const header = Buffer.alloc(512);
  header.write('d0cf11e0a1b11ae1', 'hex');
  return Buffer.concat([
    header,
    Buffer.alloc(600_000),
    ...streams.map((name) => Buffer.from(name.padEnd(32, '\0'), 'utf16le')),
  ]);
}

test('a sound workbook is read', async () => {
  assert.deepEqual(await readAll(await fileOf(zipOf(good()))), [{ row: 1, cells: ['Mận', 12.5] }]);
});

const REFUSED: [what: string, code: string, bytes: () => Buffer | string, limits?: Partial<SheetLimits>][] = [
  ['nothing at all', 'file_empty', () => ''],
  ['blank lines only', 'file_empty', () => ' \r\n\r\n'],
  [
    'a workbook without sheets',
    'file_empty',
    () =>
      zipOf(good().with(2, { name: 'xl/workbook.xml', data: Buffer.from('<workbook><sheets/></workbook>') })),
  ],
  [
    'a workbook cut in half',
    'file_truncated',
    () => {
      const bytes = zipOf(good());
      return bytes.subarray(0, bytes.length >> 1);
    },
  ],
  [
    'a workbook that lost its middle',
    'file_truncated',
    () => {
      const bytes = zipOf(good());
      return Buffer.concat([bytes.subarray(0, 400), bytes.subarray(600)]);
    },
  ],
  ['a csv cut inside a line', 'file_truncated', () => 'a;b;c\n1;2;3\n4;5'],
  ['a password', 'file_encrypted', () => compound('EncryptionInfo', 'EncryptedPackage')],
  ['an old xls', 'file_legacy_xls', () => compound('Workbook')],
  ['an old doc', 'file_not_a_sheet', () => compound('WordDocument')],
  ['a picture', 'file_not_a_sheet', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['a PDF', 'file_not_a_sheet', () => '%PDF-1.7 ...'],
  ['a program', 'file_not_a_sheet', () => Buffer.from('4d5a900003000000', 'hex')],
  ['a web page called a sheet', 'file_not_a_sheet', () => '<html><table><tr><td>1</td></tr></table></html>'],
  ['a zip of other things', 'file_not_a_sheet', () => zipOf([{ name: 'a.txt', data: Buffer.from('a') }])],
  [
    'a text document',
    'file_not_a_sheet',
    () => zipOf([{ name: 'word/document.xml', data: Buffer.from('<a/>') }]),
  ],
  ['a letter', 'file_not_a_sheet', () => 'Kính gửi\nBưu điện tỉnh\n'],
  [
    'random bytes',
    'file_not_a_sheet',
    () => Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 197) % 256)),
  ],
  ['an honest bomb', 'file_bomb', () => zipOf(workbookParts(sheetXml(' '.repeat(40 * 2 ** 20))))],
  [
    'a bomb that claims to be small',
    'file_bomb',
    () =>
      zipOf(
        workbookParts(sheetXml(' '.repeat(40 * 2 ** 20))).map((part) =>
          part.name.endsWith('sheet1.xml') ? { ...part, claimedBytes: 5_000 } : part,
        ),
      ),
  ],
  [
    'a bomb that claims to be nothing',
    'file_bomb',
    () =>
      zipOf(
        workbookParts(sheetXml(' '.repeat(2 ** 20))).map((part) =>
          part.name.endsWith('sheet1.xml') ? { ...part, claimedBytes: 0 } : part,
        ),
      ),
  ],
  [
    'a lying list of sheets',
    'file_bomb',
    () =>
      zipOf(
        good().map((part) =>
          part.name === 'xl/workbook.xml'
            ? { ...part, data: Buffer.concat([part.data, Buffer.alloc(400_000, 32)]), claimedBytes: 200 }
            : part,
        ),
      ),
  ],
  ['too much in all', 'file_too_big', () => zipOf(good()), { inflatedBytes: 100 }],
  [
    'too many shared texts',
    'file_too_big',
    () => zipOf(workbookParts(sheetXml(''), Buffer.alloc(5_000, 32))),
    { sharedBytes: 1_000 },
  ],
  ['too many rows', 'file_too_big', () => 'a;b\n1;2\n3;4\n', { rows: 2 }],
  [
    'too many rows of xlsx',
    'file_too_big',
    () => zipOf(workbookParts(sheetXml('<row><c><v>1</v></c></row>'.repeat(3)))),
    { rows: 2 },
  ],
  ['too big a file', 'file_too_big', () => 'a;b\n1;2\n', { fileBytes: 4 }],
  [
    'an endless cell of xlsx',
    'file_cell_too_long',
    () => zipOf(workbookParts(sheetXml(cell('x'.repeat(5_000))))),
  ],
  ['an unclosed quote', 'file_cell_too_long', () => `a;b\n"1;2\n${'3;4\n'.repeat(5_000)}`],
];

for (const [what, code, bytes, limits] of REFUSED)
  test(`${what}: ${code}`, async () => assert.equal((await refusalOf(bytes(), limits)).code, code));

test('a bomb is refused before it costs memory', async () => {
  const bomb = zipOf(workbookParts(sheetXml(' '.repeat(400 * 2 ** 20))));
  globalThis.gc?.();
  const beforeRss = process.memoryUsage().rss;
  await refusalOf(bomb);
  assert.ok(process.memoryUsage().rss - beforeRss < 40 * 2 ** 20);
});

const module = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

test('a thread that runs out of memory refuses the file and leaves the process alive', async () => {
  const greedy = module(
    'export async function* produce() { const kept = []; for (;;) kept.push({ a: Math.random() }); }',
  );
  const items = fromWorker(greedy, null, { memoryMb: 32 });
  await assert.rejects(items.next(), (error) => error instanceof Refusal && error.code === 'file_too_big');
});

test('a thread stops when its reader stops or aborts, and passes failures on', async () => {
  const endless = module('export async function* produce(n) { for (;;) yield n++; }');
  const seen: number[] = [];
  for await (const item of fromWorker<number>(endless, 5)) if (seen.push(item) === 40) break;
  assert.deepEqual(
    seen,
    Array.from({ length: 40 }, (_, i) => i + 5),
  );
  const stop = new AbortController();
  const items = fromWorker<number>(endless, 1, { signal: stop.signal });
  await items.next();
  stop.abort(new Error('enough'));
  await assert.rejects(items.next(), /enough/);
  await assert.rejects(
    fromWorker(module('export async function* produce() { throw new Error("bad day") }'), 1).next(),
    /bad day/,
  );
});
