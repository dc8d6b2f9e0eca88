import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { importList } from '../actions/import-list.ts';
import { type ServedMonth, serveMonth } from '../../testing/served.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let auditor: string;
let listId: string;

const HEAD = 'Mã đối tượng;Họ tên;Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng';

/** The month after: Hòa stays with more, Bình is gone, An is new. */
const JANUARY = [
  'NCC-1;Nguyễn Thị Hòa;1950;045150000001;Thôn 1;Xã Cam Hiếu;Thân nhân 01 liệt sĩ;1.700.000;1.700.000',
  'NCC-3;Lê Văn An;1948;045048000009;Thôn 1;Xã Cam Tuyền;Thân nhân 01 liệt sĩ;1.624.000;1.624.000',
];

before(async () => {
  month = await serveMonth(db);
  auditor = await month.counter.cookie('auditor', month.province.rootId);
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-compare-'));
  const path = join(folder, 'january.csv');
  await writeFile(path, [HEAD, ...JANUARY].join('\n'));
  const outcome = await importList(
    db,
    new Date('2020-12-29T08:00:00+07:00'),
    {
      id: newId(),
      doer: month.province.controller,
      programme: 'merit',
      month: '2021-01',
      kind: 'regular',
      path,
      fileName: 'january.csv',
      fileBytes: (await stat(path)).size,
    },
    { filesFolder: folder },
  );
  assert.equal(outcome.outcome, 'accepted', JSON.stringify(outcome.findings));
  listId = outcome.listId;
  await rm(folder, { recursive: true });
});
after(() => month.close());

const ask = (url: string) => month.counter.ask(auditor, 'GET', url);

test('who is new, gone and changed, by how much, a programme and a commune at a time', async () => {
  const { json } = await ask('/payouts/comparison?month=2021-01');
  assert.equal(json.before, '2020-12');
  const [merit] = json.programmes;
  assert.equal(merit.comparable, true);
  assert.deepEqual(
    [merit.beforePeople, merit.nowPeople, merit.newPeople, merit.gonePeople, merit.changedPeople],
    [2, 2, 1, 1, 1],
  );
  assert.equal(merit.changedVnd, '76000');
  assert.equal(BigInt(merit.nowVnd) - BigInt(merit.beforeVnd), 76_000n);
  const hieu = json.communes.find((each: { name: string }) => /Cam Hiếu/.test(each.name));
  assert.deepEqual([hieu.beforePeople, hieu.nowPeople, hieu.gonePeople], [2, 1, 1]);
});

test('the people behind a figure, filtered by change, name without accents, and page by page', async () => {
  const all = await ask('/payouts/comparison/people?month=2021-01');
  assert.equal(all.json.total, 3);
  assert.equal(all.json.differenceVnd, '76000');
  const gone = await ask('/payouts/comparison/people?month=2021-01&change=gone');
  assert.equal(gone.json.items[0].fullName, 'Trần Đức Bình');
  assert.equal(gone.json.items[0].differenceVnd, '-1624000');
  const named = await ask('/payouts/comparison/people?month=2021-01&q=thi+hoa');
  assert.deepEqual(
    named.json.items.map((each: { change: string }) => each.change),
    ['changed'],
  );
  const seen = new Set<string>();
  for (let after = ''; ;) {
    const { json } = await ask(`/payouts/comparison/people?month=2021-01&limit=1${after}`);
    for (const item of json.items) seen.add(item.citizenId);
    if (json.next === null) break;
    after = `&after=${json.next}`;
  }
  assert.equal(seen.size, 3);
});

test('a month whose list has not come is not compared: nobody is said to be gone', async () => {
  const { json } = await ask('/payouts/comparison?month=2021-02');
  assert.equal(json.programmes[0].comparable, false);
  assert.equal((await ask('/payouts/comparison/people?month=2021-02')).json.total, 0);
});

test('a list shows what it brought and where its vouchers stand', async () => {
  const list = await ask(`/payouts/lists/${listId}`);
  assert.equal(list.json.totalVnd, '3324000');
  assert.deepEqual(list.json.states, [{ status: 'due', vouchers: 2, totalVnd: '3324000' }]);
  const first = await ask(`/payouts/lists/${listId}/vouchers?limit=1`);
  assert.equal(first.json.total, 2);
  assert.equal(first.json.items[0].fullName, 'Nguyễn Thị Hòa');
  assert.equal(first.json.items[0].cccdMasked, '045*****0001');
  const second = await ask(`/payouts/lists/${listId}/vouchers?limit=1&after=${first.json.next}`);
  assert.equal(second.json.items[0].fullName, 'Lê Văn An');
  assert.deepEqual([second.json.next, second.json.total], [null, null]);
  assert.equal((await ask(`/payouts/lists/${listId}/vouchers?q=le+an`)).json.total, 1);
  assert.equal((await ask(`/payouts/lists/${newId()}/vouchers`)).code, 'not_found');
});

test('the first month that can be asked for is compared with the one before it, which cannot', async () => {
  const { status, json } = await ask('/payouts/comparison?month=1800-01');
  assert.deepEqual([status, json.before, json.programmes], [200, '1799-12', []]);
});
