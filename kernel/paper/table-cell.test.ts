import assert from 'node:assert/strict';
import { it } from 'node:test';
import PdfDocument from 'pdfkit';
import { formatVnd } from '#kernel/words/money.ts';
import { openFace } from './ink.ts';
import { PAD_PT, shrunk } from './table-cell.ts';

const doc = new PdfDocument({ autoFirstPage: false, font: null as never });
const face = openFace(doc, 'tinos', 'bold');
const column = { x: 0, width: 55 };
const room = column.width - 2 * PAD_PT;

it('writes a figure in the size of its table while its column holds it', () => {
  assert.deepEqual(shrunk(face, formatVnd(4_512_300n), 8.5, column), { lines: ['4.512.300'], sizePt: 8.5 });
});

it('makes a figure smaller rather than cut it or lay it over its neighbour', () => {
  for (const amount of [1_000_000_000_000n, 99_999_999_999_999n, -99_999_999_999_999n]) {
    const figure = formatVnd(amount);
    const { lines, sizePt } = shrunk(face, figure, 8.5, column);
    assert.deepEqual(lines, [figure]);
    assert.ok(face.widthOf(figure) * 8.5 > room, `${figure} would not fit`);
    assert.ok(face.widthOf(figure) * sizePt <= room, `${figure} fits at ${sizePt}`);
    assert.ok(sizePt > 5, `${figure} is readable at ${sizePt}`);
  }
});
