import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readXlsx } from 'hucre/xlsx';
import type { Layout, Row } from './layout.ts';
import { renderXlsx } from './xlsx.ts';

const layout: Layout = {
  layout: 1,
  code: 's',
  title: 'S',
  basis: 'không',
  confirmed: false,
  page: {
    size: 'A4',
    orientation: 'landscape',
    marginsMm: { top: 10, right: 10, bottom: 10, left: 10 },
    font: 'tinos',
    sizePt: 10,
  },
  body: [
    { kind: 'text', text: 'DANH SÁCH {title}', align: 'center', bold: true },
    {
      kind: 'table',
      rows: 'list',
      empty: 'Không phát sinh',
      columns: [
        { label: 'STT', share: 1, value: '{n}' },
        { label: 'Tên', share: 4, value: '{name}' },
        {
          label: 'Tiền',
          columns: [
            { label: 'Gốc', share: 3, value: '{firstVnd|vnd}', sum: true },
            { label: 'Thêm', share: 3, value: '{moreVnd|vnd}', sum: true },
          ],
        },
      ],
      groups: [{ by: 'kind', subtotal: 'Cộng {kind}' }],
      total: 'Tổng cộng',
    },
    { kind: 'text', text: '{total.list.firstVnd|spoken}' },
  ],
};
const sheetOf = async (rows: Row[], title = 'CHI TRẢ') => {
  const bytes = await renderXlsx(layout, {
    facts: { title },
    rows: { list: rows },
    madeAt: new Date('2020-12-05T00:00:00Z'),
  });
  const sheet = (await readXlsx(bytes)).sheets[0];
  assert.ok(sheet);
  return sheet;
};
const row = (name: string, kind = 'A'): Row => ({ name, kind, firstVnd: 1_234_567n, moreVnd: 10n });

describe('a layout as a sheet', () => {
  it('holds amounts as numbers, with subtotals and total', async () => {
    const { rows } = await sheetOf([row('Lê Văn Tám'), row('Võ Thị Mười'), row('Hồ Văn Đỉnh', 'B')]);
    assert.deepEqual(rows[3], [1, 'Lê Văn Tám', 1234567, 10]);
    const flat = rows.map((cells) => cells.filter((cell) => cell !== null && cell !== ''));
    assert.deepEqual(
      flat.find(([label]) => label === 'Cộng A'),
      ['Cộng A', 2469134, 20],
    );
    assert.deepEqual(
      flat.find(([label]) => label === 'Tổng cộng'),
      ['Tổng cộng', 3703701, 30],
    );
    assert.ok(flat.some(([text]) => String(text).startsWith('Ba triệu bảy trăm linh ba nghìn')));
  });

  it('gives a figure the width it needs, and a long text over merged columns the height', async () => {
    const wide = await sheetOf([{ ...row('x'), firstVnd: 99_999_000_000_000n }]);
    const widthOf = (column: number) => wide.columns?.[column]?.width ?? 0;
    assert.ok(widthOf(3) >= '99.999.000.000.000'.length - 1, String(widthOf(3)));
    const heightOf = async (title: string) => (await sheetOf([row('x')], title)).rowDefs?.get(0)?.height;
    assert.equal(await heightOf('NGẮN'), undefined);
    assert.ok(((await heightOf('BƯU ĐIỆN '.repeat(40))) ?? 0) > 30);
  });

  it('merges its heads, keeps them in sight and repeats them in print', async () => {
    const sheet = await sheetOf([row('x')]);
    const merges = (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) =>
      [startRow, startCol, endRow, endCol].join(),
    );
    assert.ok(merges.includes('1,2,1,3'), 'the head over two columns');
    assert.ok(merges.includes('1,0,2,0'), 'the head over two rows');
    assert.equal(sheet.freezePane?.rows, 3);
    assert.equal(sheet.pageSetup?.orientation, 'landscape');
    assert.equal(sheet.pageSetup?.printTitlesRow?.replaceAll('$', ''), '2:3');
  });

  it('neutralises text that a spreadsheet would run', async () => {
    for (const evil of ['=1+1', '+cmd', '-2+3', '@SUM(A1)']) {
      const { rows } = await sheetOf([row(evil)]);
      assert.equal(rows[3]?.[1], `'${evil}`);
    }
  });

  it('says that there is nothing, and refuses a sheet beyond its bound', async () => {
    const { rows } = await sheetOf([]);
    assert.equal(rows[3]?.[0], 'Không phát sinh');
    const data = { facts: { title: 'x' }, rows: { list: [row('a'), row('b')] }, madeAt: new Date(0) };
    await assert.rejects(renderXlsx(layout, data, 4), { code: 'paper-sheet-too-long' });
  });

  it('makes the same bytes from the same data', async () => {
    const data = { facts: { title: 'x' }, rows: { list: [row('a')] }, madeAt: new Date(0) };
    assert.deepEqual(await renderXlsx(layout, data), await renderXlsx(layout, data));
  });
});
