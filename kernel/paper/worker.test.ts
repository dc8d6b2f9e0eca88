import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Layout, Row } from './layout.ts';
import { renderPdf } from './pdf.ts';
import { renderInWorker, stopPaperWorker } from './worker.ts';
import { renderXlsx } from './xlsx.ts';

const layout: Layout = {
  layout: 1,
  code: 'w',
  title: 'W',
  basis: 'không',
  confirmed: false,
  page: { size: 'A4', marginsMm: { top: 10, right: 10, bottom: 10, left: 10 }, font: 'tinos', sizePt: 10 },
  body: [
    {
      kind: 'table',
      rows: 'list',
      empty: '-',
      columns: [{ label: 'Đồng', share: 1, value: '{amountVnd|vnd}', sum: true }],
      total: 'Tổng',
    },
  ],
};
const madeAt = new Date('2020-12-05T01:00:00Z');
const amounts = Array.from({ length: 2100 }, (_, i): Row => ({ amountVnd: BigInt(i) }));

describe('the paper thread', () => {
  after(stopPaperWorker);

  it('makes the same bytes as this thread, from rows that come as they are ready', async () => {
    async function* rows() {
      for (const row of amounts) yield row;
    }
    const there = await renderInWorker('pdf', layout, { facts: {}, rows: { list: rows() }, madeAt }, 10);
    const here = await renderPdf(layout, { facts: {}, rows: { list: amounts }, madeAt }, 10);
    assert.deepEqual(there, here);
    assert.ok(here.length > 1);
  });

  it('makes several documents at once, sheets among them', async () => {
    const data = { facts: {}, rows: { list: amounts.slice(0, 50) }, madeAt };
    const [pdf, xlsx] = await Promise.all([
      renderInWorker('pdf', layout, data),
      renderInWorker('xlsx', layout, data),
    ]);
    assert.deepEqual(pdf, await renderPdf(layout, data));
    assert.equal(xlsx[0]?.length, (await renderXlsx(layout, data)).length);
  });

  it('passes a refusal on with its code and facts', async () => {
    const data = { facts: {}, rows: { list: [{ other: 1 }] }, madeAt };
    await assert.rejects(renderInWorker('pdf', layout, data), {
      name: 'Refusal',
      code: 'paper-value-missing',
    });
  });

  it('gives the reader its own error back and closes the source', async () => {
    let closed = false;
    async function* rows(): AsyncGenerator<Row> {
      try {
        yield* amounts.slice(0, 600);
        throw new RangeError('the list broke');
      } finally {
        closed = true;
      }
    }
    await assert.rejects(renderInWorker('pdf', layout, { facts: {}, rows: { list: rows() }, madeAt }), {
      message: 'the list broke',
    });
    assert.ok(closed);
  });

  it('starts again after it was stopped', async () => {
    await stopPaperWorker();
    const [pdf] = await renderInWorker('pdf', layout, { facts: {}, rows: { list: [] }, madeAt });
    assert.ok((pdf?.length ?? 0) > 1000);
  });
});
