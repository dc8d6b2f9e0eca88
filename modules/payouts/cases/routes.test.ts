import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';
import { newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { type ServedMonth, serveMonth } from '../testing/served.ts';

const db = await cloneDatabase();
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const PDF = Buffer.from('%PDF-1.7 biên bản');
let month: ServedMonth;
let camLoId: string;
let keeper: string;
let caseId: string;

before(async () => {
  month = await serveMonth(db);
  camLoId = month.province.camLoId;
  keeper = await month.counter.cookie('treasurer', camLoId);
  const vault = await showOfficeHand(db.read, camLoId, 'vault');
  const close = await month.counter.ask(keeper, 'POST', '/payouts/closes/hand', {
    officeId: camLoId,
    id: newId(),
    handId: vault.id,
    day: '2020-12-06',
    count: fewestNotes(149_000_000n).count,
    thingsCounted: 0,
    reason: 'Đếm lại hai lần, thiếu hai tờ',
  });
  caseId = close.json.caseIds[0];
});
after(() => month.close());

async function add(
  content: Buffer,
  cookie = keeper,
  paper: { id?: string; title?: string; officeId?: string } = {},
) {
  const { id = newId(), title = 'Biên bản kiểm quỹ', officeId = camLoId } = paper;
  const form = new FormData();
  form.set('id', id);
  form.set('title', title);
  form.set('file', new File([new Uint8Array(content)], 'ảnh lạ.exe'));
  const request = new Request('http://localhost', { method: 'POST', body: form });
  const answer = await month.counter.server.app.inject({
    method: 'POST',
    url: `/api/payouts/cases/${caseId}/papers?officeId=${officeId}`,
    headers: { cookie, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  const json = answer.json();
  return { id, status: answer.statusCode, code: json.error?.code ?? null, json };
}
const papers = async () =>
  (await month.counter.ask(keeper, 'GET', `/payouts/cases/${caseId}`)).json.papers as {
    id: string;
    title: string;
    mediaType: string;
    sha256: string;
    bytes: number;
  }[];

test('what the counter wrote of the difference stands in its case and on the slip, with how it stands', async () => {
  const { json } = await month.counter.ask(keeper, 'GET', `/payouts/cases/${caseId}`);
  assert.equal(json.said, 'Đếm lại hai lần, thiếu hai tờ');
  const slip = await month.counter.server.app.inject({
    url: `/api/payouts/forms/day-close?officeId=${camLoId}&handoverId=${json.handoverId}`,
    headers: { cookie: keeper },
  });
  const text = textOfPdf(slip.rawPayload).pages.join('\n');
  assert.match(text, /^Giải trình của người đếm: Đếm lại hai lần, thiếu hai tờ$/m);
  assert.match(text, /^Xử lý chênh lệch: đang treo, chờ kết luận\.$/m);
});

test('a paper lies beside a difference as it came, once, and whoever opens it is recorded', async () => {
  const first = await add(PNG);
  assert.equal(first.status, 200, JSON.stringify(first.json));
  assert.equal((await add(PNG, keeper, { id: first.id })).status, 200, 'sent again it is the same paper');
  assert.equal((await add(PDF, keeper, { id: first.id })).code, 'conflict');
  assert.equal((await add(PNG)).code, 'paper_known');
  assert.equal((await add(Buffer.from('<script>alert(1)</script>'))).code, 'image_unfit');
  assert.equal((await add(PDF, keeper, { title: 'Giấy trình' })).status, 200);
  const listed = await papers();
  assert.deepEqual(
    listed.map(({ title, mediaType, sha256, bytes }) => [title, mediaType, sha256, bytes]),
    [
      ['Biên bản kiểm quỹ', 'image/png', createHash('sha256').update(PNG).digest('hex'), PNG.length],
      ['Giấy trình', 'application/pdf', createHash('sha256').update(PDF).digest('hex'), PDF.length],
    ],
  );
  const open = (cookie: string) =>
    month.counter.server.app.inject({
      url: `/api/payouts/cases/${caseId}/papers/${first.id}`,
      headers: { cookie },
    });
  const opened = await open(keeper);
  assert.deepEqual([opened.statusCode, opened.headers['content-type']], [200, 'image/png']);
  assert.ok(opened.rawPayload.equals(PNG));
  assert.match(String(opened.headers['content-disposition']), /^attachment/);
  const { rows } = await db.owner.pool.query(
    `select 1 from access_log where subject_kind = 'case' and subject_id = $1`,
    [caseId],
  );
  assert.equal(rows.length, 1);
  const stranger = await month.counter.cookie('treasurer', month.farId);
  assert.equal((await open(stranger)).statusCode, 403);
  assert.equal((await add(PDF, stranger)).code, 'not_allowed');
});

test('twenty papers are enough, and none comes after the ruling', async () => {
  for (let i = 2; i < 20; i++) assert.equal((await add(Buffer.concat([PNG, Buffer.from([i])]))).status, 200);
  assert.equal((await add(Buffer.concat([PNG, Buffer.from([99])]))).code, 'papers_full');
  const accountant = await month.counter.cookie('chief-accountant', month.province.rootId);
  const ruling = { id: newId(), officeId: camLoId, ruling: 'written_off', note: 'Biên bản 4' };
  const ruled = await month.counter.ask(accountant, 'POST', `/payouts/cases/${caseId}/ruling`, ruling);
  assert.equal(ruled.status, 200, JSON.stringify(ruled.json));
  assert.equal((await add(Buffer.from('%PDF-2'))).code, 'case_ruled');
  assert.equal((await papers()).length, 20);
});
