import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import type { Cell, SheetRow } from './cell.ts';
import { sheetXml, workbookParts, zipOf } from './testing/hostile.ts';
import { openSheets } from './read.ts';

let folder: string;
before(async () => void (folder = await mkdtemp(join(tmpdir(), 'xlsx-'))));
after(async () => rm(folder, { recursive: true }));

async function read(bytes: Uint8Array): Promise<{ name: string; rows: SheetRow[] }[]> {
  const path = join(folder, 'a.xlsx');
  await writeFile(path, bytes);
  const sheets = [];
  for await (const { name, batches } of (await openSheets(path)).sheets) {
    const rows: SheetRow[] = [];
    for await (const batch of batches) rows.push(...batch);
    sheets.push({ name, rows });
  }
  return sheets;
}

const trimmed = (cells: (Cell | undefined)[]): Cell[] => {
  const all = cells.map((cell) => (cell === '' || cell === undefined ? null : cell));
  while (all.length > 0 && all.at(-1) === null) all.pop();
  return all;
};

test('what another library writes is read back', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'Đ', 'ữ', '<', '&', '"', ' ', '_', 'x', '0', '>', ']', '\n'),
    maxLength: 12,
  });
  const value = fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(value, { maxLength: 30 }), { minLength: 1, maxLength: 5 }),
      async (rows) => {
        const bytes = await writeXlsx({
          sheets: [
            { name: 'Một & hai', rows },
            { name: 'Ba', rows: [[1]] },
          ],
        });
        const [first, second] = await read(bytes);
        assert.equal(first?.name, 'Một & hai');
        for (const [i, cells] of rows.entries())
          assert.deepEqual(first?.rows.find(({ row }) => row === i + 1)?.cells ?? [], trimmed(cells));
        assert.deepEqual(second?.rows, [{ row: 1, cells: [1] }]);
      },
    ),
    { numRuns: 60 },
  );
});

const rowsOf = async (xml: string, shared?: string): Promise<SheetRow[]> =>
  (await read(zipOf(workbookParts(sheetXml(xml), shared === undefined ? undefined : Buffer.from(shared)))))[0]
    ?.rows ?? [];

test('rich, phonetic, empty and escaped shared texts', async () => {
  const shared =
    '<sst><si><t xml:space="preserve"> a </t></si><si><r><rPr><b/></rPr><t>Nguyễn </t></r><r><t>Mận</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>' +
    '<si/><si><t/></si><si><t>a_x000D_b &lt;&#x111;&#273;</t></si><si><t><![CDATA[x<&y]]></t></si></sst>';
  const cells = [0, 1, 2, 3, 4, 5].map((n) => `<c t="s"><v>${n}</v></c>`).join('');
  assert.deepEqual((await rowsOf(`<row>${cells}</row>`, shared))[0]?.cells, [
    ' a ',
    'Nguyễn Mận',
    null,
    null,
    'a\rb <đđ',
    'x<&y',
  ]);
});

test('cells of every type, gaps, self-closed cells and rows, single quotes, formulas', async () => {
  const rows = await rowsOf(
    `<row r="2"/><row r='4'><c r='B4'><v>1</v></c><c r="D4" s="0"/><c r="E4" t="str"><f>A&amp;"x"</f><v>x</v></c><c t="b"><v>1</v></c><c r="H4" t="e"><v>#N/A</v></c>` +
      `<c r="I4"><f>1+1</f></c><c r="AA4" t="d"><v>2020-12-01T00:00:00</v></c></row><row><c><v>1.5E3</v></c></row>`,
  );
  const four: Cell[] = [null, 1, null, null, 'x', true, null, '#N/A'];
  assert.deepEqual(rows, [
    { row: 2, cells: [] },
    { row: 4, cells: [...four, ...Array.from({ length: 18 }, () => null), '2020-12-01'] },
    { row: 5, cells: [1_500] },
  ]);
});

test('a prefix before every element changes nothing', async () => {
  const prefixed =
    '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Mận</x:t></x:is></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>';
  const parts = workbookParts(Buffer.from(prefixed));
  assert.deepEqual((await read(zipOf(parts)))[0]?.rows, [{ row: 1, cells: ['Mận', 2] }]);
});

test('cells formatted as dates come as days; the 1904 system is honoured', async () => {
  const day = new Date(Date.UTC(1957, 4, 16));
  for (const dateSystem of ['1900', '1904'] as const) {
    const [sheet] = await read(
      await writeXlsx({ sheets: [{ name: 'a', rows: [[day, 20_956]] }], dateSystem }),
    );
    assert.deepEqual(sheet?.rows[0]?.cells, ['1957-05-16', 20_956]);
  }
});

test('a changed byte is damage, not another amount', async () => {
  const parts = workbookParts(sheetXml('<row><c><v>1000000</v></c></row>'));
  const bytes = zipOf(parts);
  const directory = bytes.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml')) - 46;
  bytes.writeUInt32LE(12_345, directory + 16);
  await assert.rejects(read(bytes), { code: 'file_truncated' });
});
