import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { catchUp } from '#kernel/evidence/follow.ts';
import { verifyFile } from '#kernel/evidence/verify-file.ts';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';
import { stopPaperWorker } from '#kernel/paper/worker.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { untilSettled } from '#kernel/testing/settled.ts';
import { newId } from '#kernel/words/id.ts';
import { fillDrawer, payCommand, payNow } from '#modules/payouts/testing/paying.ts';
import { HOA, type ServedMonth, serveMonth } from '#modules/payouts/testing/served.ts';
import type { Receipt } from '#modules/payouts/pay/actions/pay.ts';
import { reversePayment } from '#modules/payouts/pay/actions/reverse.ts';
import type { Person } from '#modules/payouts/posting.ts';
import type { Server } from '#kernel/http/server.ts';
import { buildServer } from '../../server.ts';

const db = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-receipt-'));
const log = pino({ level: 'silent' });
let month: ServedMonth;
let server: Server;
let receipt: Receipt;
let code: string;

before(async () => {
  month = await serveMonth(db);
  const { clock } = month;
  server = await buildServer({ db, clock, log, dataDir: folder, sessionSecret: TEST_SECRET });
  await fillDrawer(db, month, { '500000': 8 });
  receipt = await payNow(db, month, await payCommand(db, month, HOA));
  const paper = await month.counter.server.app.inject({
    url: `/api/payouts/payments/${receipt.handoverId}/receipt?officeId=${month.province.camLoId}&paper=80mm`,
    headers: { cookie: await month.counter.cookie('teller', month.province.camLoId) },
  });
  const text = textOfPdf(paper.rawPayload).pages.join(' ');
  code = /Mã kiểm chứng: (\S+)/.exec(text)?.[1] as string;
  assert.match(code, /^[0-9A-Z]{5}-[0-9A-Z]{5}$/, text);
});
after(async () => {
  await server.close();
  await month.close();
  await stopPaperWorker();
  await rm(folder, { recursive: true, force: true });
});

let caller = 0;
/** Each look comes from an address of its own, so that only the test of the limit meets it. */
async function look(so: string, ma: string, path = '', remoteAddress = `10.0.0.${++caller}`) {
  const query = new URLSearchParams({ so, ma });
  const answer = await server.app.inject({ url: `/kiem-chung${path}?${query}`, remoteAddress });
  return { status: answer.statusCode, text: answer.body };
}

const settings = () => ({ db, clock: month.clock, log, keysFolder: join(folder, 'evidence') });

test('the page stands without a script and asks for number and code', async () => {
  const { statusCode, body, headers } = await server.app.inject('/kiem-chung');
  assert.equal(statusCode, 200);
  assert.ok(!body.includes('<script') && !/ style=/.test(body));
  assert.match(body, /<html lang="vi">/);
  assert.match(body, /<label for="so">Số biên nhận.*<label for="ma">Mã kiểm chứng/s);
  assert.match(String(headers['content-security-policy']), /script-src 'self'/);
  assert.equal((await server.app.inject('/kiem-chung/page.css')).statusCode, 200);
});

test('what the code on the paper says is taken in as it was scanned', async () => {
  const scanned = `https://chitra.example.vn/kiem-chung?so=${receipt.receiptNo}&ma=${code}`;
  assert.match((await look(scanned, '')).text, /chưa vào điểm chốt/);
  assert.match((await look(`/kiem-chung?so=${receipt.receiptNo}&ma=${code}`, '')).text, /chưa vào điểm chốt/);
  assert.match((await look(scanned.replace('&ma=', '&mx='), '')).text, /Không có biên nhận nào/);
});

test('before the next checkpoint the page says so, and after it the receipt is proved', async () => {
  assert.match((await look(receipt.receiptNo, code)).text, /chưa vào điểm chốt/);
  await untilSettled(db);
  await catchUp(settings());
  const { status, text } = await look(receipt.receiptNo, code);
  assert.equal(status, 200);
  assert.match(text, /Đúng: biên nhận này có trong sổ chứng/);
  assert.match(text, /1\.624\.000 đ/);
  assert.match(text, /Bưu điện huyện Cam Lộ/);
  for (const personal of ['Hòa', HOA, 'Giao Dịch', HOA.slice(-4)])
    assert.ok(!text.includes(personal), personal);
  const typed = await look(receipt.receiptNo.toLowerCase(), code.toLowerCase().replace('-', ' '));
  assert.match(typed.text, /Đúng/);
});

test('a wrong code and a wrong number are answered alike', async () => {
  const wrong = `${code.startsWith('0') ? '1' : '0'}${code.slice(1)}`;
  const shown = async (so: string, ma: string) => {
    const { status, text } = await look(so, ma);
    assert.equal(status, 404);
    assert.ok(!text.includes('1.624.000'));
    return text.replaceAll(/value="[^"]*"/g, '');
  };
  const [a, b, c] = [
    await shown(receipt.receiptNo, wrong),
    await shown(`XX-201206-${'0'.repeat(10)}`, code),
    await shown(`'; drop table payment; --`, '<script>'),
  ];
  assert.equal(a, b);
  assert.equal(b, c);
});

test('the proof is a file that verifies without the server, and says nothing of a person', async () => {
  const { text } = await look(receipt.receiptNo, code, '/bang-chung.json');
  assert.ok(!text.includes(receipt.handoverId));
  const path = join(folder, 'proof.json');
  await writeFile(path, text);
  assert.deepEqual(
    { ...(await verifyFile(path, { code })), checkpoint: '' },
    { file: 'receipt', why: null, code, checkpoint: '' },
  );
  const other = await verifyFile(path, { code: '00000-00000' });
  assert.equal(other.file === 'receipt' && other.why, 'code_differs');
  await writeFile(path, text.replace(/"position": \d+/, '"position": 0'));
  const moved = await verifyFile(path, { code });
  assert.equal(moved.file === 'receipt' && moved.why, 'not_included');
});

test('a record that was changed after the receipt was printed is called so', async () => {
  const amount = (vnd: number) =>
    db.owner.pool.query('update money_move set amount_vnd = $2 where handover_id = $1', [
      receipt.handoverId,
      vnd,
    ]);
  await amount(1);
  assert.match((await look(receipt.receiptNo, code)).text, /đã bị thay đổi sau khi in/);
  await amount(1_624_000);
  assert.match((await look(receipt.receiptNo, code)).text, /Đúng/);
});

test('of a payment taken back, page and paper say so before anything else', async () => {
  const { province, clock } = month;
  await db.write((tx) =>
    reversePayment(tx, clock.now(), {
      id: newId(),
      doer: province.tellers[0] as Person,
      paymentHandoverId: receipt.handoverId,
      witnessId: province.treasurer.id,
      reason: 'chi nhầm người',
    }),
  );
  const { text } = await look(receipt.receiptNo, code);
  assert.match(text, /Biên nhận này có thật, nhưng tiền đã được thu hồi/);
  assert.match(text, /Đã thu hồi.*1\.624\.000 đ/);
  assert.ok(!text.includes('Đúng: biên nhận'));
  for (const paper of ['a5', '80mm']) {
    const again = await month.counter.server.app.inject({
      url: `/api/payouts/payments/${receipt.handoverId}/receipt?officeId=${province.camLoId}&paper=${paper}`,
      headers: { cookie: await month.counter.cookie('teller', province.camLoId) },
    });
    assert.match(
      textOfPdf(again.rawPayload).pages.join('\n'),
      /ĐÃ THU HỒI 1\.624\.000 đồng, ngày \d\d\/12\/2020/,
    );
  }
});

test('codes cannot be tried out', async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 22; i++)
    statuses.push((await look(receipt.receiptNo, '11111-11111', '', '10.9.9.9')).status);
  assert.deepEqual([...new Set(statuses)], [404, 429]);
});
