import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { renderPdf } from '#kernel/paper/pdf.ts';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';
import { stopPaperWorker } from '#kernel/paper/worker.ts';
import { renderXlsx } from '#kernel/paper/xlsx.ts';
import { exampleOf } from './examples.ts';
import { FORM_CODES, layoutOf, printForm, whyNotReplace, type FormCode, type FormContent } from './forms.ts';

const madeAt = new Date('2020-12-05T01:00:00Z');
const textOf = async (code: FormCode, data = { ...exampleOf(code), madeAt }) => {
  const [pdf] = await renderPdf(layoutOf(code), data);
  return textOfPdf(pdf as Buffer).pages.join('\n');
};

describe('the forms', () => {
  after(stopPaperWorker);
  for (const code of FORM_CODES) {
    it(`${code} fits its data and is marked as not confirmed`, () => {
      assert.equal(whyNotReplace(code, layoutOf(code)), null);
      assert.equal(layoutOf(code).code, code);
      assert.equal(layoutOf(code).confirmed, false);
    });
    it(`${code} prints every letter and makes a sheet`, async () => {
      const text = await textOf(code);
      assert.ok(!text.includes('\uFFFD') && !/[{}]/.test(text));
      const bytes = await renderXlsx(layoutOf(code), { ...exampleOf(code), madeAt });
      assert.equal(Buffer.from(bytes.subarray(0, 2)).toString(), 'PK');
    });
  }

  it('carry the national heading where they are official', async () => {
    for (const code of FORM_CODES) {
      if (code === 'c73-80mm') continue;
      const text = await textOf(code);
      assert.ok(
        text.includes('CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM') && text.includes('Độc lập – Tự do – Hạnh phúc'),
        code,
      );
      assert.ok(text.includes('Đông Hà, ngày 05 tháng 12 năm 2020'), code);
    }
  });

  it('the receipt sums its vouchers, in words, and names the collector', async () => {
    for (const code of ['c73', 'c73-80mm'] as const) {
      const text = (await textOf(code)).replaceAll('\n', ' ');
      assert.match(text, /6\.136\.300 đồng/);
      assert.match(text, /Sáu triệu một trăm ba mươi sáu nghìn ba trăm đồng\./);
      assert.match(text, /Hoàng Văn Quyết.*người được uỷ +quyền/);
      assert.match(text, /DH-2020-12-000123/);
    }
  });

  it('the minutes show what was offered, what was counted and the difference', async () => {
    const text = await textOf('cash-minutes');
    assert.match(text, /^500\.000 400 200\.000\.000 399 199\.500\.000 -1 -500\.000$/m);
    assert.match(text, /^Cộng 550 215\.000\.000 549 214\.500\.000 -1 -500\.000$/m);
    assert.match(text, /Người chứng kiến: Lê Văn Tám/);
  });

  it('the minutes of two people have two places to sign', async () => {
    const example = exampleOf('cash-minutes');
    const facts = { ...example.facts, witness: { name: null, position: null } };
    const text = await textOf('cash-minutes', { ...example, facts, madeAt });
    assert.ok(!text.includes('Người chứng kiến'));
  });

  it('the slip of a day shows book, count, difference and things', async () => {
    const text = await textOf('day-close');
    assert.match(text, /Tồn quỹ theo sổ 13\.488\.000/);
    assert.match(text, /Cộng đếm được 269 13\.486\.000/);
    assert.match(text, /Chênh lệch \(đếm trừ sổ\): -2\.000 đồng/);
    assert.match(text, /Giải trình của người đếm: đếm lại hai lần/);
    assert.match(text, /Xử lý chênh lệch: đang treo, chờ kết luận\./);
    assert.match(text, /Phiếu chi trả 12 12 0/);
  });

  it('the pay list counts people once and sums by point, source and regime', async () => {
    const { facts, rows } = exampleOf('c72a') as unknown as FormContent<'c72a'>;
    const [first] = rows.people as Iterable<ListedRow>;
    assert.ok(first);
    const people = [
      first,
      { ...first, thisMonthVnd: 1_000n, totalVnd: 1_000n },
      { ...first, personRef: 'b', regimeCode: 'survivor', regimeName: 'Tuất', totalVnd: 7n },
      { ...first, personRef: 'c', pointCode: '2', pointName: 'Phường 5', totalVnd: 1n },
    ];
    const text = await textOf('c72a', { facts, rows: { people }, madeAt });
    assert.match(text, /Cộng chế độ Hưu trí: 1 người .* 4\.801\.000$/m);
    assert.match(text, /Cộng chế độ Tuất: 1 người .* 7$/m);
    assert.match(text, /Cộng điểm chi trả Phường 1: 2 người .* 4\.801\.007$/m);
    assert.match(text, /TỔNG CỘNG: 3 người .* 4\.801\.008$/m);
    assert.match(text, /Trong đó, chế độ Hưu trí: 2 người .* 4\.801\.001$/m);
    assert.match(text, /Tổng số người: 3\. Tổng số tiền: 4\.801\.008 đồng\./);
    assert.match(text, /Bốn triệu tám trăm linh một nghìn không trăm linh tám đồng/);
  });

  it('print off the main thread, in a layout given for the day', async () => {
    const content = { ...exampleOf('c73'), madeAt } as unknown as FormContent<'c73'>;
    const layout = {
      ...layoutOf('c73'),
      body: [{ kind: 'text', text: 'Biên nhận {receiptNumber}' }],
    } as const;
    const [pdf] = await printForm('pdf', 'c73', content, layout);
    assert.match(textOfPdf(pdf as Buffer).pages.join(), /^Biên nhận DH-2020-12-000123\nTrang 1/);
  });

  it('refuse a layout of another form or with names that the form does not have', () => {
    assert.equal(whyNotReplace('c73', layoutOf('c74'))?.at, 'code');
    const renamed = JSON.parse(
      JSON.stringify(layoutOf('c73')).replace('{receiptNumber}', '{receipt}'),
    ) as unknown;
    assert.match(whyNotReplace('c73', renamed)?.fault.vi ?? '', /receipt/);
  });
});

type ListedRow = FormContent<'c72a'>['rows']['people'] extends Iterable<infer R> | AsyncIterable<unknown>
  ? R
  : never;
