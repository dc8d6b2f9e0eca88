import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { whyNotLayout } from './check.ts';
import { whyNotFits } from './fit.ts';
import type { Layout } from './layout.ts';
import { renderPdf } from './pdf.ts';

const good = () => ({
  layout: 1,
  code: 'x',
  title: 'X',
  basis: 'không',
  confirmed: false,
  page: { size: 'A5', marginsMm: { top: 10, right: 10, bottom: 10, left: 10 }, font: 'tinos', sizePt: 10 },
  foot: { right: '{page}/{pages}' },
  body: [
    { kind: 'text', text: 'Xin chào {who.name}' },
    { kind: 'sides', sides: [{ share: 1, lines: [{ text: 'a', align: 'center' }] }] },
    {
      kind: 'table',
      rows: 'list',
      empty: '-',
      columns: [{ label: 'L', share: 1, value: '{amountVnd|vnd}', sum: true }],
      groups: [{ by: 'kind' }],
    },
    { kind: 'text', text: '{total.list.amountVnd|spoken} {total.list.count|count}' },
    { kind: 'signatures', roomMm: 10, slots: [{ lines: [], name: '{who.name}' }] },
  ],
});
type Tree = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- faults are planted anywhere in the tree

describe('a layout', () => {
  it('is taken when it is right', () => assert.equal(whyNotLayout(good()), null));

  const faults: [string, (layout: Tree) => void][] = [
    ['layout', (l) => (l['layout'] = 2)],
    ['title', (l) => delete l['title']],
    ['confirmed', (l) => (l['confirmed'] = 'yes')],
    ['script', (l) => (l['script'] = 'x')],
    ['page.size', (l) => (l['page'].size = 'A0')],
    ['page.size', (l) => (l['page'].size = { rollMm: 500 })],
    ['page.font', (l) => (l['page'].font = 'arial')],
    ['page.marginsMm.left', (l) => (l['page'].marginsMm.left = 100)],
    ['page.sizePt', (l) => (l['page'].sizePt = 0)],
    ['foot.right', (l) => (l['foot'].right = '{pages} {who}')],
    ['body', (l) => (l['body'] = {})],
    ['body[0].text', (l) => (l['body'][0].text = 'Xin {who')],
    ['body[0].text', (l) => (l['body'][0].text = '{who|evil}')],
    ['body[0].text', (l) => (l['body'][0].text = '{who.constructor()}')],
    ['body[0].kind', (l) => (l['body'][0].kind = 'image')],
    ['body[1].sides[0].lines[0].align', (l) => (l['body'][1].sides[0].lines[0].align = 'middle')],
    ['body[2].columns', (l) => (l['body'][2].columns = [])],
    ['body[2].columns[0].share', (l) => (l['body'][2].columns[0].share = 0)],
    ['body[2].columns[0].value', (l) => (l['body'][2].columns[0].value = '{a|vnd} {b|vnd}')],
    ['body[2].columns[0].labell', (l) => (l['body'][2].columns[0].labell = 'x')],
    ['body[2].groups[0].by', (l) => delete l['body'][2].groups[0].by],
    ['body[2].carry.brought', (l) => (l['body'][2].carry = { forward: 'x' })],
    ['body[4].slots', (l) => (l['body'][4].slots = [])],
    ['body[4].roomMm', (l) => (l['body'][4].roomMm = -1)],
  ];
  for (const [at, plant] of faults)
    it(`is refused by the place of its fault: ${at}`, async () => {
      const bad = good();
      plant(bad);
      assert.equal(whyNotLayout(bad)?.at, at);
      await assert.rejects(
        renderPdf(bad as unknown as Layout, { facts: {}, rows: {}, madeAt: new Date(0) }),
        { code: 'layout-refused' },
      );
    });

  it('is refused when it is no object at all', () => {
    for (const json of [null, [], 'x', 7]) assert.ok(whyNotLayout(json));
  });
});

describe('a layout against the data of its form', () => {
  const example = { facts: { who: { name: 'A' } }, rows: { list: [{ amountVnd: 1n, kind: 'k' }] } };
  const why = (plant: (layout: Tree) => void) => {
    const layout = good();
    plant(layout);
    return whyNotFits(layout as unknown as Layout, example)?.at ?? null;
  };
  it('fits', () =>
    assert.equal(
      why(() => {}),
      null,
    ));
  it('names what the form does not have', () => {
    assert.equal(
      why((l) => (l['body'][0].text = '{who.age}')),
      'body[0].text',
    );
    assert.equal(
      why((l) => (l['body'][0].text = '{who.name|vnd}')),
      'body[0].text',
    );
    assert.equal(
      why((l) => (l['body'][2].rows = 'lists')),
      'body[2].rows',
    );
    assert.equal(
      why((l) => (l['body'][2].groups[0].by = 'kinds')),
      'body[2].groups[0].by',
    );
    assert.equal(
      why((l) => (l['body'][2].columns[0].value = '{amount|vnd}')),
      'body[2].columns[0].value',
    );
    assert.equal(
      why((l) => (l['body'][3].text = '{total.list.other|spoken}')),
      'body[3].text',
    );
    assert.equal(
      why((l) => (l['body'][4].slots[0].name = '{whom}')),
      'body[4].slots[0].name',
    );
  });
});
