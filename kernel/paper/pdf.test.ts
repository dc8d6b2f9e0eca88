import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { constants, inflateSync } from 'node:zlib';
import { Refusal } from '#kernel/words/refusal.ts';
import { formatVnd } from '#kernel/words/money.ts';
import type { DocumentData, Layout, Row, TableBlock } from './layout.ts';
import { renderPdf, writePdf } from './pdf.ts';
import { textOfPdf } from './testing/pdf-text.ts';

const table: TableBlock = {
  kind: 'table',
  rows: 'items',
  minRowMm: 4,
  columns: [
    { label: 'STT', share: 1, value: '{n}' },
    { label: 'Tên', share: 5, value: '{name}' },
    {
      label: 'Số tiền',
      columns: [{ label: 'Đồng', share: 3, value: '{amountVnd|vnd}', align: 'right', sum: true }],
    },
  ],
  groups: [{ by: 'kind', heading: 'Nhóm {kind}', subtotal: 'Cộng nhóm {kind}: {count|count}' }],
  tallies: [{ by: 'place', label: 'Riêng {place}' }],
  distinct: 'who',
  total: 'Tổng: {distinct|count} người',
  carry: { forward: 'Chuyển trang sau', brought: 'Trang trước chuyển sang' },
  empty: 'Không phát sinh',
};
const layout: Layout = {
  layout: 1,
  code: 'sample',
  title: 'Mẫu thử',
  basis: 'không',
  confirmed: false,
  page: { size: 'A4', marginsMm: { top: 10, right: 10, bottom: 12, left: 10 }, font: 'tinos', sizePt: 11 },
  foot: { right: 'Trang {page} / {pages}' },
  body: [
    { kind: 'text', text: 'Ngày lập: {madeOn|officialDay}' },
    table,
    { kind: 'text', text: 'Bằng chữ: {total.items.amountVnd|spoken}' },
    { kind: 'signatures', roomMm: 20, slots: [{ lines: [{ text: 'Người lập' }], name: '{maker}' }] },
  ],
};
const madeAt = new Date('2020-12-05T01:00:00Z');
const facts = { madeOn: '2020-02-05', maker: 'Võ Thị Mười' };

function* items(count: number): Generator<Row> {
  for (let i = 0; i < count; i++)
    yield {
      name: `Người thứ ${i}`,
      who: `w${i >> 1}`,
      kind: i < count / 2 ? 'A' : 'B',
      place: i % 3 ? 'Đông Hà' : 'Vĩnh Thuỷ',
      amountVnd: BigInt(1000 + i),
    };
}
const data = (rows: DocumentData['rows'][string], more = {}): DocumentData => ({
  facts: { ...facts, ...more },
  rows: { items: rows },
  madeAt,
});
const pagesOf = async (rows: DocumentData['rows'][string], form = layout) => {
  const parts = await renderPdf(form, data(rows));
  return parts.flatMap((part) => textOfPdf(part).pages);
};
const figureIn = (page: string | undefined, label: string) => {
  const line = page?.split('\n').find((text) => text.startsWith(label));
  return line === undefined ? null : BigInt((line.split(' ').at(-1) as string).replaceAll('.', ''));
};

const code = (expected: string) => (error: unknown) => error instanceof Refusal && error.code === expected;

describe('a list as PDF', () => {
  it('keeps every Vietnamese letter, composed or not', async () => {
    const letters = [...'aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ'];
    const all = [...letters, ...letters.map((letter) => letter.toUpperCase())];
    const rows = all.map((name, i) => ({
      name: i % 2 ? name.normalize('NFD') : name,
      who: i,
      kind: 'A',
      place: 'x',
      amountVnd: 1n,
    }));
    const text = (await pagesOf(rows)).join('\n');
    all.forEach((letter, i) => assert.ok(text.includes(`\n${i + 1} ${letter} 1\n`), letter));
    assert.ok(!text.includes('\uFFFD'));
  });

  it('prints every row of 5,000 once, and sums that agree', async () => {
    const rows = [...items(5000)];
    const pages = await pagesOf(rows);
    const text = pages.join('\n');
    const printed = [...text.matchAll(/^\d+ Người thứ (\d+) ([\d.]+)$/gm)];
    assert.equal(printed.length, 5000);
    assert.equal(new Set(printed.map(([, i]) => i)).size, 5000);
    const total = rows.reduce((sum, { amountVnd }) => sum + (amountVnd as bigint), 0n);
    assert.ok(text.includes(`Tổng: 2.500 người ${formatVnd(total)}`));
    const [a, b] = ['Cộng nhóm A: 2.500', 'Cộng nhóm B: 2.500'].map((label) => figureIn(text, label));
    assert.equal((a ?? 0n) + (b ?? 0n), total);
    assert.equal((figureIn(text, 'Riêng Đông Hà') ?? 0n) + (figureIn(text, 'Riêng Vĩnh Thuỷ') ?? 0n), total);
    assert.ok(text.includes('Bằng chữ: Mười bảy triệu bốn trăm chín mươi bảy nghìn năm trăm đồng'));
    pages.forEach((page, i) => assert.match(page, new RegExp(`Trang ${i + 1} / +${pages.length}$`)));
  });

  it('carries the sum of the rows above to the next page', async () => {
    const pages = await pagesOf(items(300));
    let sum = 0n;
    pages.slice(0, -1).forEach((page, i) => {
      for (const [, amount = ''] of page.matchAll(/^\d+ Người thứ \d+ ([\d.]+)$/gm))
        sum += BigInt(amount.replaceAll('.', ''));
      assert.equal(figureIn(page, 'Chuyển trang sau'), sum);
      assert.equal(figureIn(pages[i + 1], 'Trang trước chuyển sang'), sum);
      assert.ok(pages[i + 1]?.includes('STT Tên'), 'the head is repeated');
    });
    assert.ok(pages.length > 3);
  });

  it('says that there is nothing, and sums it to zero', async () => {
    const [page, ...more] = await pagesOf([]);
    assert.equal(more.length, 0);
    assert.ok(page?.includes('Không phát sinh'));
    assert.ok(page?.includes('Tổng: 0 người 0'));
    assert.ok(page?.includes('Không đồng'));
  });

  it('wraps a long name and cuts a word that has no blank', async () => {
    const long = 'Công Tằng Tôn Nữ '.repeat(12).trim();
    const rows = [long, 'X'.repeat(200)].map((name, i) => ({
      name,
      who: i,
      kind: 'A',
      place: 'x',
      amountVnd: 5n,
    }));
    const text = (await pagesOf(rows)).join('\n');
    const words = [...text.matchAll(/Công|Tằng|Tôn|Nữ/g)].length;
    assert.equal(words, 48);
    assert.equal([...text.matchAll(/X/g)].length, 200);
    assert.ok(!text.includes('X'.repeat(100)), 'no line is wider than its column');
  });

  it('keeps each figure whole on its line, however narrow its column', async () => {
    const narrow = {
      ...table,
      columns: [{ label: 'Tên', share: 12, value: '{name}' }, ...table.columns.slice(2)],
    };
    const amountVnd = 9_999_900_000_000n;
    const rows = [...items(10)].map((row) => ({ ...row, amountVnd }));
    const text = (await pagesOf(rows, { ...layout, body: [narrow] })).join('\n');
    assert.equal(text.match(/^Người thứ \d 9\.999\.900\.000\.000$/gm)?.length, 10);
    assert.ok(text.includes(`Tổng: 5 người ${formatVnd(10n * amountVnd)}\n`));
  });

  it('never leaves a signature alone on a page', async () => {
    for (let count = 0; count < 60; count++) {
      const pages = await pagesOf(items(count));
      assert.match(pages.at(-1) as string, /Bằng chữ: [\s\S]*Người lập\nVõ Thị Mười/, `${count} rows`);
    }
  });

  it('never leaves the sum of a group alone on a page', async () => {
    const groups = [{ by: 'kind', heading: 'Nhóm {kind}', subtotal: 'Cộng nhóm {kind}', newPage: true }];
    const { carry: _, ...whole } = table;
    for (let count = 60; count < 140; count += 2) {
      const pages = await pagesOf(items(count), { ...layout, body: [{ ...whole, groups }] });
      for (const page of pages.filter((text) => text.includes('Cộng nhóm')))
        assert.match(page, /^\d+ Người thứ[^\n]*\nCộng nhóm/m, `${count} rows`);
    }
  });

  it('starts a new file after a number of pages and counts the pages of each', async () => {
    const whole = await pagesOf(items(300));
    const parts = await renderPdf(layout, data(items(300)), 2);
    assert.equal(parts.length, Math.ceil(whole.length / 2));
    const second = textOfPdf(parts[1] as Buffer).pages;
    assert.match(second[0] as string, /phần 2\b[\s\S]*Trang 1 \/ +2|Trang 1 \/ +2[\s\S]*phần 2\b/);
    assert.equal(
      figureIn(second[0], 'Trang trước chuyển sang'),
      figureIn(whole[2], 'Trang trước chuyển sang'),
    );
  });

  it('makes the same bytes from the same data, and others from other data', async () => {
    const once = await renderPdf(layout, data(items(100)));
    const again = await renderPdf(layout, data(items(100)));
    assert.ok(once[0]?.equals(again[0] as Buffer));
    const other = await renderPdf(layout, data(items(101)));
    assert.ok(!once[0]?.equals(other[0] as Buffer));
  });

  it('waits for a slow reader', async () => {
    let held = 0;
    let most = 0;
    const slow = () =>
      new Writable({
        highWaterMark: 1024,
        write(chunk: Buffer, _encoding, done) {
          held += chunk.length;
          most = Math.max(most, this.writableLength);
          setImmediate(done);
        },
      });
    await writePdf(layout, data(items(5000)), slow);
    assert.ok(held > 150_000, `${held} bytes`);
    assert.ok(most < held / 4, `${most} of ${held} bytes waited`);
  });

  it('fails when its reader goes away', async () => {
    let taken = 0;
    const leaving = new Writable({
      write(_chunk, _encoding, done) {
        if (++taken === 3) this.destroy();
        done();
      },
    });
    await assert.rejects(writePdf(layout, data(items(5000)), () => leaving));
    await assert.rejects(
      writePdf(layout, data(items(50)), () => createWriteStream('/nowhere/at/all.pdf')),
      { code: 'ENOENT' },
    );
  });

  it('refuses a missing or unprintable value rather than leave a blank', async () => {
    const row = [...items(1)][0] as Row;
    await assert.rejects(
      renderPdf(layout, data([{ ...row, amountVnd: 1.5 }])),
      code('paper-value-unprintable'),
    );
    const { name: _, ...nameless } = row;
    await assert.rejects(renderPdf(layout, data([nameless])), code('paper-value-missing'));
    await assert.rejects(
      renderPdf(layout, data([], { madeOn: '31/12/2020' })),
      code('paper-value-unprintable'),
    );
    await assert.rejects(renderPdf(layout, { ...data([]), rows: {} }), code('paper-rows-missing'));
  });

  it('prints the official date: a zero before small days and before months 1 and 2 only', async () => {
    const [page] = await renderPdf(layout, data([]));
    assert.ok(textOfPdf(page as Buffer).pages[0]?.includes('ngày 05 tháng 02 năm 2020'));
    const [later] = await renderPdf(layout, data([], { madeOn: '2020-03-09' }));
    assert.ok(textOfPdf(later as Buffer).pages[0]?.includes('ngày 09 tháng 3 năm 2020'));
  });

  it('draws the rule of an underlined text once, under its last line', async () => {
    const rules = async (text: string) => {
      const body = [{ kind: 'text' as const, text, underline: true }];
      const [page] = await renderPdf({ ...layout, body, foot: {} }, data([]));
      const drawn = (page as Buffer)
        .toString('latin1')
        .split('stream\n')
        .flatMap((part) => {
          try {
            return inflateSync(Buffer.from(part, 'latin1'), { finishFlush: constants.Z_SYNC_FLUSH }).toString(
              'latin1',
            );
          } catch {
            return [];
          }
        });
      return drawn.join('\n').match(/ l S/g)?.length;
    };
    assert.equal(await rules('Bưu điện huyện'), 1);
    assert.equal(await rules('Điểm chi trả nhà văn hoá thôn '.repeat(12)), 1);
  });
});
