import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openProvince, type Province } from '#app/platform/database.ts';
import { keyringFile } from '#app/platform/settings.ts';
import { openDatabase } from '#kernel/db/connect.ts';
import { textOfPdf } from '#kernel/paper/testing/pdf-text.ts';

/** What a person may ask about their own data, from the command line; and the keys under which their account lies. */
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const dataDir = await mkdtemp(join(tmpdir(), 'tungnha-subject-'));
const CCCD = '045150000001';
const ACCOUNT = '190012345678';
let province: Province;

function tungnha(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { PATH: process.env['PATH'], HOME: dataDir, DATA_DIR: dataDir };
  return new Promise((done) => {
    execFile(process.execPath, [MAIN, ...args], { env, maxBuffer: 1 << 24 }, (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

async function subject(...args: string[]) {
  const answer = await tungnha(
    'subject',
    CCCD,
    '--by',
    'qt.thu',
    '--identified-by',
    'CCCD',
    '--json',
    ...args,
  );
  assert.equal(answer.code, 0, answer.err);
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer is judged property by property
  return JSON.parse(answer.out);
}

before(async () => {
  const list = join(dataDir, 'list.csv');
  await writeFile(
    list,
    `STT;Họ tên;Năm sinh;Số CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng;Số tài khoản;Ngân hàng
1;Nguyễn Thị Thử;1950;${CCCD};Thôn 1;Xã Cam Hiếu;Thân nhân 01 liệt sĩ;1.624.000;1.624.000;${ACCOUNT};Agribank`,
  );
  const made = await tungnha('user', 'create', 'qt.thu', '--name', 'Lê Quản Trị', '--role', 'administrator');
  assert.equal(made.code, 0, made.err);
  const taken = await tungnha('import', list, '--programme', 'merit', '--month', '2020-12', '--json');
  assert.equal(taken.code, 0, taken.out + taken.err);
  province = await openProvince({ port: 0, dataDir }, { migrate: false, log: () => {} });
});
after(async () => {
  await province.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('to see: all that is kept, as JSON and on paper, and the look is written down', async () => {
  const folder = join(dataDir, 'copy');
  const { files, counts, request } = await subject('--export', folder);
  assert.deepEqual([counts.records, counts.entitlements, counts.requests], [1, 1, 1]);
  const [json, pdf] = files as [string, string];
  const copy = JSON.parse(await readFile(json, 'utf8'));
  assert.deepEqual([copy.records[0].cccd, copy.records[0].bank_account], [CCCD, ACCOUNT]);
  const paper = textOfPdf(await readFile(pdf)).pages.join('\n');
  for (const told of [CCCD, ACCOUNT, 'Nguyễn Thị Thử']) assert.ok(paper.includes(told), told);
  assert.equal((await stat(json)).mode & 0o777, 0o600);
  const { rows } = await province.db.pool.query('select route, reference from access_log');
  assert.deepEqual(rows, [{ route: 'tungnha subject', reference: request }]);
});

test('to correct, to restrict and to lift are done, recorded and answered', async () => {
  assert.deepEqual((await subject('--correct', 'phone=0912345678')).changed, ['phone']);
  assert.equal((await subject('--restrict')).act, 'restrict');
  assert.equal((await subject('--lift')).act, 'lift');
  const { rows } = await province.db.pool.query(
    `select r.kind, a.outcome, s.username from subject_request r join subject_request_answer a on a.request_id = r.id
     join staff s on s.id = a.answered_by order by r.recorded_at, r.id`,
  );
  assert.deepEqual(
    rows.map((row) => `${row.kind} ${row.outcome} ${row.username}`),
    ['see', 'correct', 'restrict', 'restrict'].map((kind) => `${kind} done qt.thu`),
  );
});

test('nothing is erased while something is due, and whoever names nobody is refused', async () => {
  const due = await tungnha('subject', CCCD, '--by', 'qt.thu', '--identified-by', 'CCCD', '--erase');
  assert.equal(due.code, 2, due.err);
  assert.equal((await tungnha('subject', CCCD, '--identified-by', 'CCCD')).code, 1);
  assert.equal((await tungnha('subject', '045150000009', '--by', 'qt.thu', '--identified-by', 'x')).code, 2);
  const owner = openDatabase({ url: province.ownerUrl, appName: 'test owner', max: 1 });
  await owner.pool.query("update voucher set status = 'returned'");
  await owner.close();
  const { removed } = await subject('--erase');
  assert.deepEqual([removed.phones, removed.accounts], [1, 1]);
});

test('keys are counted, replaced, saved under a passphrase and brought back; a missing one is named', async () => {
  const owner = openDatabase({ url: province.ownerUrl, appName: 'test owner', max: 1 });
  await owner.pool.query(`update citizen set bank_account = '111122223333'`);
  await owner.close();
  const rotated = await tungnha('keys', 'rotate', '--json');
  assert.equal(rotated.code, 0, rotated.err);
  const list = async () => JSON.parse((await tungnha('keys', 'list', '--json')).out);
  const { keys, open, missing } = await list();
  // The account, and the list that was taken in.
  assert.deepEqual([keys.length, keys[1].values, keys[1].seals, open, missing], [2, 2, true, 0, []]);
  const passphrase = join(dataDir, 'passphrase');
  await writeFile(passphrase, 'một câu đủ dài để nhớ\n');
  const saved = join(dataDir, 'saved.json');
  assert.equal((await tungnha('keys', 'save', saved, '--passphrase-file', passphrase)).code, 0);
  await rm(keyringFile({ dataDir }));
  assert.equal((await tungnha('keys', 'list')).code, 2);
  assert.equal((await tungnha('keys', 'load', saved, '--passphrase-file', passphrase)).code, 0);
  assert.deepEqual((await list()).missing, []);
  assert.deepEqual(await readdir(join(dataDir, 'keys')), ['keyring.json']);
});
