import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { isKept, keepWritten, placeOf } from '#kernel/files/keep.ts';
import { newId } from '#kernel/words/id.ts';
import { purgeExpired } from '#people/privacy/retention.ts';
import { removeUnusedFiles } from '../actions/unused-files.ts';
import { type ServedMonth, serveMonth } from '../../testing/served.ts';

const db = await cloneDatabase();
let month: ServedMonth;
let controller: string;

before(async () => {
  month = await serveMonth(db);
  controller = await month.counter.cookie('payout-controller', month.province.rootId);
});
after(() => month.close());

const HEAD = 'Mã đối tượng;Họ tên;Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng';
const line = (n: number, amount = '1.624.000', total = amount) =>
  `NCC-9${n};Lê Thị Xem ${n};1950;045150000${900 + n};Thôn 2;Xã Cam Tuyền;Thân nhân 01 liệt sĩ;${amount};${total}`;

async function look(lines: readonly string[], head = HEAD) {
  const form = new FormData();
  const id = newId();
  for (const [name, value] of Object.entries({ id, programme: 'merit', month: '2020-12' }))
    form.set(name, value);
  form.set('kind', 'supplementary');
  form.set('file', new File([[head, ...lines].join('\n')], 'them.csv'));
  const request = new Request('http://localhost', { method: 'POST', body: form });
  const answer = await month.counter.server.app.inject({
    method: 'POST',
    url: '/api/payouts/list-checks',
    headers: { cookie: controller, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  return { id, status: answer.statusCode, json: answer.json() };
}

const count = async (table: 'voucher' | 'payout_list' | 'citizen') =>
  (
    await db.read
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<bigint>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

async function figures() {
  return [await count('voucher'), await count('payout_list'), await count('citizen')];
}

test('a look at a file says what its import would do, and enters nothing; what was seen is then accepted once', async () => {
  const before = await figures();
  const seen = await look([line(1), line(2)]);
  assert.equal(seen.status, 200, JSON.stringify(seen.json));
  assert.equal(seen.json.outcome, 'clean');
  assert.equal(seen.json.people, 2);
  assert.equal(seen.json.totalVnd, '3248000');
  assert.equal(seen.json.report.vouchers, 2);
  const [sheet] = seen.json.report.sheets;
  assert.equal(sheet.headRow, 1);
  assert.deepEqual(sheet.columns[1], { letters: 'B', head: 'Họ tên', field: 'fullName' });
  assert.equal(sheet.opening[1].cells[3], '045*****0901', 'nobody is shown in full');
  assert.deepEqual(await figures(), before);

  const accept = () =>
    month.counter.ask(controller, 'POST', `/payouts/list-checks/${seen.id}/acceptance`, { id: newId() });
  const entered = await accept();
  assert.equal(entered.json.outcome, 'accepted');
  assert.equal(entered.json.vouchers, 2);
  assert.equal((await accept()).json.outcome, 'already');
  const again = await month.counter.ask(controller, 'GET', `/payouts/list-checks/${seen.id}`);
  assert.equal(again.json.listId, entered.json.listId);
});

test('a list with a wrong sum is refused with row and column, and its acceptance enters nothing', async () => {
  const before = await figures();
  const seen = await look([line(3, '1.624.000', '1.624.001')]);
  assert.equal(seen.json.outcome, 'refused');
  const finding = seen.json.report.findings.find((each: { code: string }) => each.code === 'sum_mismatch');
  assert.ok(finding);
  assert.equal(finding.row, 2);
  assert.equal(finding.column, 'I');
  assert.match(finding.vi, /^Dòng 2/);
  const entered = await month.counter.ask(controller, 'POST', `/payouts/list-checks/${seen.id}/acceptance`, {
    id: newId(),
  });
  assert.equal(entered.json.outcome, 'refused');
  assert.deepEqual(await figures(), before);
});

test('strange heads are read by the columns named by hand, without sending the file again; a field can be taken away', async () => {
  const seen = await look([line(4), line(5)], 'Cột 1;Ai;Khi nào;Giấy;Ở;Nơi;Diện;Phần;Được');
  assert.equal(seen.json.outcome, 'refused');
  assert.equal(seen.json.report.sheets[0].headRow, null);
  assert.equal(seen.json.report.sheets[0].opening[1].cells[1], 'Lê Thị Xem 4');
  const named = (mapping: Record<string, string>) =>
    month.counter.ask(controller, 'POST', `/payouts/list-checks/${seen.id}/mapping`, {
      id: newId(),
      mapping,
    });
  const mapping = { fullName: 'B', birth: 'C', identity: 'D', hamlet: 'E', commune: 'F', total: 'I' };
  const read = await named(mapping);
  assert.equal(read.json.outcome, 'clean', JSON.stringify(read.json));
  assert.equal(read.json.totalVnd, '3248000');
  const fields = (json: { report: { sheets: { columns: { field: string | null }[] }[] } }) =>
    json.report.sheets[0]?.columns.map(({ field }) => field);
  assert.ok(fields(read.json)?.includes('hamlet'));
  assert.ok(!fields((await named({ ...mapping, hamlet: '' })).json)?.includes('hamlet'));
});

test('only the payout controller looks', async () => {
  const auditor = await month.counter.cookie('auditor', month.province.rootId);
  const seen = await look([line(6)]);
  assert.equal(
    (await month.counter.ask(auditor, 'GET', `/payouts/list-checks/${seen.id}`)).code,
    'not_allowed',
  );
});

test('a file that was only looked at goes after its time; what a list or a newer look names stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-unused-'));
  after(() => rm(folder, { recursive: true }));
  const now = new Date('2021-04-01T03:10:00+07:00');
  const keep = async (text: string) => {
    const { sha256 } = await keepWritten(folder, (out) => new Promise((done) => out.end(text, done)));
    const long = new Date(Date.now() - 86_400_000);
    await utimes(placeOf(folder, sha256), long, long);
    return sha256;
  };
  const looked = (sha256: string, at: string) =>
    db.owner.pool.query(
      `insert into list_check (id, programme, month, kind, file_name, file_sha256, file_bytes, outcome, people, total_vnd, report,
         checked_by, checked_by_name, checked_at)
       values ($1, 'merit', '2020-12-01', 'regular', 'x.csv', decode($2, 'hex'), 1, 'refused', 0, 0, '{}', $1, 'x', $3)`,
      [newId(), sha256, at],
    );
  const [old, again, listed, fresh] = [await keep('a'), await keep('b'), await keep('c'), await keep('d')];
  await looked(old, '2020-12-05T09:00:00+07:00');
  await looked(again, '2020-12-05T09:00:00+07:00');
  await looked(again, '2021-03-30T09:00:00+07:00');
  await looked(listed, '2020-12-05T09:00:00+07:00');
  await looked(fresh, '2020-12-05T09:00:00+07:00');
  await utimes(placeOf(folder, fresh), new Date(), new Date());
  await db.owner.pool.query(`update payout_list set file_sha256 = decode($1, 'hex')`, [listed]);
  await db.write((tx) => purgeExpired(tx, now));
  assert.ok((await removeUnusedFiles(db, now, folder)) >= 1);
  assert.deepEqual(await Promise.all([old, again, listed, fresh].map((sha256) => isKept(folder, sha256))), [
    false,
    true,
    true,
    true,
  ]);
  assert.equal(await removeUnusedFiles(db, now, folder), 0);
});
