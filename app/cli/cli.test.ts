import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { openTestSession } from '#kernel/access/testing/signed-in.ts';
import { openProvince, type Province } from '#app/platform/database.ts';
import { readSettings } from '#app/platform/settings.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const dataDir = await mkdtemp(join(tmpdir(), 'tungnha-cli-'));
let province: Province;

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function tungnha(...args: string[]): Promise<Answer> {
  const env = { PATH: process.env['PATH'], HOME: dataDir, DATA_DIR: dataDir };
  return new Promise((done) => {
    execFile(process.execPath, [MAIN, ...args], { env, maxBuffer: 1 << 24 }, (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

const HEAD = 'Mã đối tượng;Họ tên;Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng';
const person = (n: number, total = '1.624.000') =>
  `NCC-${n};Nguyễn Thị Thử ${n};1950;0451500${String(n).padStart(5, '0')};Thôn 1;Xã Cam Hiếu;Thân nhân 01 liệt sĩ;1.624.000;${total}`;

async function file(name: string, lines: readonly string[]): Promise<string> {
  const path = join(dataDir, name);
  await writeFile(path, [HEAD, ...lines].join('\n'));
  return path;
}

async function importing(path: string, ...more: string[]) {
  const answer = await tungnha(
    'import',
    path,
    '--programme',
    'merit',
    '--month',
    '2020-12',
    '--json',
    ...more,
  );
  return { ...answer, json: JSON.parse(answer.out) as Record<string, unknown> };
}

/** All that an import may change. */
async function state(): Promise<string> {
  const { rows } = await province.db.pool.query(
    `select (select count(*) from citizen)::text as citizens, (select count(*) from payout_list)::text as lists,
      (select count(*) from handover)::text as handovers, (select sum(due_vnd) from payout_rollup)::text as due,
      (select count(*) from voucher where status = 'withdrawn')::text as withdrawn`,
  );
  return JSON.stringify(rows[0]);
}

before(async () => {
  // The first call starts the database, migrates it and loads the reference data by itself.
  const { code, err } = await tungnha('report', '--month', '2020-12');
  assert.equal(code, 0, err);
  province = await openProvince({ port: 0, dataDir }, { migrate: false, log: () => {} });
});
after(async () => {
  await province.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('help is given in both languages; a wrong call fails with the usage', async () => {
  const [help, none, unknown, wrong] = await Promise.all([
    tungnha('import', '--help'),
    tungnha(),
    tungnha('fly'),
    tungnha('import', '--programme', 'merit'),
  ]);
  assert.equal(help.code, 0);
  assert.match(help.out, /Nhập danh sách[\s\S]*Takes in/);
  assert.equal(none.code, 0);
  assert.equal(unknown.code, 1);
  assert.equal(wrong.code, 1);
  assert.equal(wrong.out, '');
});

test('a good list is accepted once; a bad one exits 2 and changes nothing', async () => {
  const good = await file('good.csv', [person(1), person(2), person(3)]);
  const first = await importing(good);
  assert.equal(first.code, 0, first.err);
  assert.deepEqual(
    [first.json['outcome'], first.json['accepted'], first.json['vouchers'], first.json['totalVnd']],
    ['accepted', 3, 3, 4_872_000],
  );
  assert.deepEqual(first.json['rejected'], []);
  const untouched = await state();
  const again = await importing(good);
  assert.deepEqual(
    [again.code, again.json['outcome'], again.json['listId']],
    [0, 'already', first.json['listId']],
  );
  const bad = await importing(await file('bad.csv', [person(4), person(5, '1.624.001')]));
  assert.equal(bad.code, 2);
  assert.equal(bad.json['outcome'], 'refused');
  const [finding] = bad.json['rejected'] as { code: string; row: number; message: string }[];
  assert.equal(finding?.code, 'sum_mismatch');
  assert.match(finding?.message ?? '', /1\.624\.001/);
  const noList = await importing(await file('empty.csv', []));
  assert.equal(noList.code, 2);
  assert.equal((noList.json['rejected'] as unknown[]).length, 1);
  const truncated = join(dataDir, 'truncated.xlsx');
  await writeFile(truncated, Buffer.from('PK\u0003\u0004 and no more'));
  const broken = await importing(truncated);
  assert.deepEqual([broken.code, broken.json['outcome'], broken.json['accepted']], [2, 'refused', 0]);
  const early = await tungnha(
    'import',
    good,
    '--programme',
    'social-pension',
    '--month',
    '2020-12',
    '--json',
  );
  assert.equal(early.code, 2);
  assert.equal(await state(), untouched);
});

test('a withdrawal list takes back the due vouchers it names, whole or not at all', async () => {
  const untouched = await state();
  const wrong = await importing(await file('wrong.csv', [person(1), person(9)]), '--kind', 'withdrawal');
  assert.equal(wrong.code, 2);
  assert.deepEqual(
    (wrong.json['rejected'] as { code: string; row: number }[]).map(({ code, row }) => [code, row]),
    [['not_due', 3]],
  );
  assert.equal(await state(), untouched);
  const path = await file('back.csv', [person(2)]);
  const back = await importing(path, '--kind', 'withdrawal');
  assert.equal(back.code, 0, back.err);
  assert.deepEqual(
    [back.json['outcome'], back.json['vouchers'], back.json['totalVnd']],
    ['accepted', 1, 1_624_000],
  );
  const { rows } = await province.db.pool.query(
    `select v.status, h.kind from voucher v join thing t using (id) join hand h on h.id = t.holder order by v.status, v.line`,
  );
  assert.deepEqual(rows, [
    { status: 'due', kind: 'desk' },
    { status: 'due', kind: 'desk' },
    { status: 'withdrawn', kind: 'agency' },
  ]);
  const taken = await state();
  assert.match(taken, /"due":"3248000"/);
  assert.equal((await importing(path, '--kind', 'withdrawal')).json['outcome'], 'already');
  const twice = await importing(await file('twice.csv', [person(2), person(2)]), '--kind', 'withdrawal');
  assert.equal(twice.code, 2);
  assert.equal(await state(), taken);
});

test('a month is exported with its count and sum', async () => {
  const out = join(dataDir, 'vouchers.csv');
  const { code, out: text } = await tungnha(
    'export',
    'vouchers',
    '--month',
    '2020-12',
    '--out',
    out,
    '--json',
  );
  assert.equal(code, 0);
  const { rows, totalVnd } = JSON.parse(text) as { rows: number; totalVnd: number };
  assert.deepEqual([rows, totalVnd], [3, 4_872_000]);
  const lines = (await readFile(out, 'utf8')).trim().split('\r\n');
  assert.equal(lines.length, 1 + rows);
  assert.ok(!lines.join().includes('045150000001'), 'identity numbers are masked');
});

test('accounts are made, listed and revoked, but never the last administrator', async () => {
  const made = await tungnha(
    'user',
    'create',
    'an.nv',
    '--name',
    'Nguyễn Văn An',
    '--role',
    'administrator',
    '--json',
  );
  assert.equal(made.code, 0, made.err);
  assert.match((JSON.parse(made.out) as { password: string }).password, /^\S{19}$/);
  const taken = await tungnha('user', 'create', 'an.nv', '--name', 'Ai khác', '--role', 'auditor', '--json');
  assert.equal(taken.code, 2);
  const elsewhere = await tungnha('user', 'grant', 'an.nv', '--role', 'teller');
  assert.equal(elsewhere.code, 2);
  assert.match(elsewhere.err, /chỉ giao tại bưu điện huyện hoặc điểm bưu điện/);
  assert.equal((await tungnha('user', 'grant', 'an.nv', '--role', 'auditor')).code, 0);
  assert.equal((await tungnha('user', 'revoke', 'an.nv', '--role', 'auditor')).code, 0);
  assert.equal((await tungnha('user', 'sign-out', 'an.nv')).code, 0);
  assert.equal((await tungnha('user', 'sign-out', 'khong-co-ai')).code, 2);
  const { rows } = await province.db.pool.query<{ id: string }>(
    `select id from staff where username = 'an.nv'`,
  );
  await openTestSession(province.db, rows[0]?.id as string);
  const everybody = await tungnha('user', 'sign-out', '--all', '--json');
  assert.deepEqual(JSON.parse(everybody.out), { outcome: 'done', ended: 1 });
  const last = await tungnha('user', 'revoke', 'an.nv', '--json');
  assert.equal(last.code, 2);
  assert.equal((JSON.parse(last.out) as { code: string }).code, 'last_administrator');
});

test('the database password of the program is replaced while it is stopped, and the old one opens nothing', async () => {
  const { appUrl: before } = province;
  await province.db.pool.query('select 1');
  assert.equal((await tungnha('keys', 'password')).code, 2, 'the program runs');
  await province.stop();
  const done = await tungnha('keys', 'password', '--json');
  assert.equal(done.code, 0, done.err);
  province = await openProvince(readSettings({ DATA_DIR: dataDir }), { migrate: true, log: () => {} });
  assert.notEqual(new URL(province.appUrl).password, new URL(before).password);
  const old = Object.assign(new URL(province.appUrl), { password: new URL(before).password }).href;
  const client = new Client({ connectionString: old });
  await assert.rejects(client.connect(), { code: '28P01' });
});
