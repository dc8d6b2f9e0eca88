import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findKept } from '#kernel/files/keep.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { openAccount } from '#people/looks/accounts.ts';
import { smallProvince, type SmallProvince } from '../../testing/province.ts';
import { importList } from './import-list.ts';

const db = await cloneDatabase();
const NOW = new Date('2020-12-01T08:00:00+07:00');
/** More lines than the database takes in at once, so that the last ones meet what the first ones wrote. */
const LINES = 4_100;
let province: SmallProvince;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
  province = await smallProvince(db, NOW);
});
after(() => rm(folder, { recursive: true }));

const HEAD = 'STT;Họ tên;Năm sinh;Số CCCD;Số sổ BHXH;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng';

interface Line {
  readonly name?: string;
  readonly cccd?: string;
  readonly insurance?: string;
  readonly regime?: string;
}

function lines(special: Readonly<Record<number, Line>>, prefix = '0451500'): string[] {
  return Array.from({ length: LINES }, (_, i) => {
    const { name, cccd, insurance, regime } = special[i + 1] ?? { cccd: prefix + String(i).padStart(5, '0') };
    return [
      i + 1,
      name ?? `Nguyễn Thị Thử ${i + 1}`,
      1950,
      cccd ?? '',
      insurance ?? '',
      'Thôn 1',
      'Xã Cam Hiếu',
      regime ?? 'Thân nhân 01 liệt sĩ',
      '1.624.000',
      '1.624.000',
    ].join(';');
  });
}

async function take(name: string, rows: readonly string[], head = HEAD) {
  const path = join(folder, name);
  await writeFile(path, [head, ...rows].join('\n'));
  return (id = newId(), options: Partial<Parameters<typeof importList>[3]> = {}) =>
    importList(
      db,
      NOW,
      {
        id,
        doer: province.controller,
        programme: 'merit',
        month: '2020-12',
        kind: 'regular',
        path,
        fileName: name,
        fileBytes: 1,
      },
      { filesFolder: folder, ...options },
    );
}

async function state(): Promise<unknown> {
  const { rows } = await db.owner.pool.query(
    `select (select count(*) from citizen) as people, (select count(*) from voucher) as vouchers, (select count(*) from thing) as things,
      (select count(*) from handover) as handovers, (select count(*) from payout_list) as lists, (select sum(due_vnd) from payout_rollup) as due,
      (select count(*) from match_review) as reviews`,
  );
  return rows[0];
}

test('people are one across the blocks of a list, by number or by name, and are no candidates to themselves', async () => {
  const other = 'Thương binh';
  const rows = lines({
    2: { name: 'Lê Thị Không Số' },
    3: { name: 'Lê Văn Sổ', insurance: '4500000001' },
    4: { name: 'Trần Văn Trùng', cccd: '045150990001' },
    [LINES - 2]: { name: 'Lê Thị Không Số', regime: other },
    [LINES - 1]: { name: 'Lê Văn Sổ', insurance: '4500000001', regime: other },
    [LINES]: { name: 'Trần Văn Trùng', cccd: '045150990002' },
  });
  const importing = await take('one.csv', rows);
  const told = await Promise.all([importing(), importing()]);
  assert.deepEqual(told.map(({ outcome }) => outcome).toSorted(), ['accepted', 'already']);
  assert.deepEqual(
    told.map(({ vouchers, totalVnd }) => [vouchers, totalVnd]),
    [1, 2].map(() => [LINES, 1_624_000n * BigInt(LINES)]),
  );
  assert.deepEqual(await state(), {
    people: BigInt(LINES - 2),
    vouchers: BigInt(LINES),
    things: BigInt(LINES),
    handovers: 1n,
    lists: 1n,
    due: (1_624_000n * BigInt(LINES)).toString(),
    reviews: 0n,
  });
});

test("the figures that payments add to are nobody's while a list is read, and take it in whole when it is accepted", async () => {
  const rows = lines({}, '0451800').slice(0, 10);
  const importing = await take('beside.csv', rows);
  const before = (await state()) as { due: string };
  const free = async () => {
    const { rowCount } = await db.owner.pool.query('select from payout_rollup for update nowait');
    assert.ok(rowCount && rowCount > 0);
  };
  const seen = await importing(newId(), { trial: true, onRead: free });
  assert.deepEqual([seen.outcome, seen.vouchers, seen.totalVnd], ['accepted', 10, 16_240_000n]);
  assert.deepEqual(await state(), before);
  assert.equal((await importing(newId(), { onRead: free })).outcome, 'accepted');
  assert.equal(BigInt(((await state()) as { due: string }).due) - BigInt(before.due), 16_240_000n);
  const { rows: left } = await db.owner.pool.query('select from payout_list_cell');
  assert.equal(left.length, 0);
});

test('one line in the last block that was imported before undoes all blocks', async () => {
  const before = await state();
  const rows = lines({ [LINES]: { name: 'Trần Văn Trùng', cccd: '045150990001' } }, '0451600');
  const outcome = await (await take('two.csv', rows))();
  assert.equal(outcome.outcome, 'refused');
  assert.deepEqual([outcome.errors, outcome.vouchers], [1, 0]);
  const [finding] = outcome.findings.filter(({ severity }) => severity === 'error');
  assert.deepEqual([finding?.code, finding?.row], ['already_imported', LINES + 1]);
  assert.match(finding?.expected ?? '', /one\.csv/);
  assert.deepEqual(await state(), before);
});

test('one right twice, far apart in a list and under two numbers, names both rows', async () => {
  const before = await state();
  const rows = lines(
    {
      1: { name: 'Hồ Thị Hai', cccd: '045150770001', insurance: '4500000077' },
      [LINES]: { name: 'Hồ Thị Hai', insurance: '4500000077' },
    },
    '0451700',
  );
  const outcome = await (await take('three.csv', rows))();
  const finding = outcome.findings.find(({ code }) => code === 'duplicate_voucher');
  assert.deepEqual([finding?.row, finding?.expected], [LINES + 1, '2']);
  assert.deepEqual(await state(), before);
});

test('an accepted file is kept; one that is gone from the folder is missed, not an error', async () => {
  const { rows } = await db.owner.pool.query<{ hash: string }>(
    `select encode(file_sha256, 'hex') as hash from payout_list order by accepted_at, id limit 1`,
  );
  const hash = rows[0]?.hash ?? '';
  const kept = await findKept(folder, hash);
  assert.ok(kept);
  kept.destroy();
  await rm(join(folder, hash.slice(0, 2)), { recursive: true });
  assert.equal(await findKept(folder, hash), null);
});

test('accounts of a list lie sealed in the register, each for its own person', async () => {
  const rows = [1, 2, 3].map(
    (n) =>
      `${n};Lê Thị Khoản ${n};1951;0451990${String(n).padStart(5, '0')};Thôn 1;Xã Cam Hiếu;Thân nhân 01 liệt sĩ;1.624.000;1.624.000;${n === 3 ? ';' : `19001234567${n};Agribank`}`,
  );
  const head =
    'STT;Họ tên;Năm sinh;Số CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng;Số tài khoản;Ngân hàng';
  const outcome = await (await take('accounts.csv', rows, head))();
  assert.equal(outcome.outcome, 'accepted', JSON.stringify(outcome.findings));
  const { rows: kept } = await db.pool.query<{ id: string; bank_account: string | null }>(
    `select id, bank_account from citizen where name_key like 'le thi khoan%' order by name_key`,
  );
  for (const { bank_account } of kept.slice(0, 2)) assert.match(bank_account ?? '', /^enc:/);
  assert.deepEqual(
    kept.map(({ id, bank_account }) => openAccount(id, bank_account)),
    ['190012345671', '190012345672', null],
  );
  const [first, second] = kept;
  assert.throws(() => openAccount(first?.id ?? '', second?.bank_account ?? null), 'moved to another person');
});

test('what stands under “Mã số” and is no insurance number does not become one', async () => {
  const head = 'STT;Mã số;Họ tên;Năm sinh;Số CCCD;Xã/Thị trấn;Đối tượng;Tổng';
  const row = '1;BTXH-91001;Trần Thị Mẫu;1940;045140001001;Xã Cam Hiếu;Thân nhân 01 liệt sĩ;1.624.000';
  const outcome = await (await take('own-numbers.csv', [row], head))(newId());
  assert.equal(outcome.outcome, 'accepted');
  const { rows } = await db.owner.pool.query(`select insurance_no from citizen where cccd = '045140001001'`);
  assert.deepEqual(rows, [{ insurance_no: null }]);
});
