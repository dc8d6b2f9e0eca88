import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { DEMO_SEED, generateBeneficiaries } from '#app/demo/people/beneficiaries.ts';
import { monthlyVnd } from '#app/demo/people/entitlement.ts';
import { openDemoProvince } from '#app/demo/province.ts';
import { sumHands } from '#kernel/handover/hands.ts';
import { stopPaperWorker } from '#kernel/paper/worker.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type MonthDone, runMonth } from './run-month.ts';

const PEOPLE = 300;
const db = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-month-'));
after(async () => {
  await stopPaperWorker();
  await rm(folder, { recursive: true });
});

const people = [...generateBeneficiaries({ seed: DEMO_SEED, count: PEOPLE })].flat();
let done: MonthDone;

before(async () => {
  await db.write((tx) => openDemoProvince(tx, new Date('2020-11-02T08:00:00+07:00'), 'nobody'));
  done = await runMonth(db, {
    month: '2020-12',
    people,
    folder,
    filesFolder: join(folder, 'kept'),
    bankLinesMax: 4,
  });
});

const one = async <T>(query: ReturnType<typeof sql<T>>): Promise<T> => {
  const { rows } = await query.execute(db.read);
  return rows[0] as T;
};

test('every voucher of the lists is paid or back with its funder, and the sums agree', async () => {
  assert.equal(done.people, PEOPLE);
  const due = people.reduce((sum, person) => sum + monthlyVnd(person), 0n);
  assert.ok(done.listedVnd >= due, 'lists hold the month and some arrears');
  const figures = await one(sql<{ due: bigint; paid: bigint; back: bigint; n: bigint }>`
    select coalesce(sum(amount_vnd) filter (where status = 'due'), 0)::bigint as due,
      sum(amount_vnd) filter (where status = 'paid')::bigint as paid,
      sum(amount_vnd) filter (where status = 'returned')::bigint as back, count(*) as n from voucher`);
  assert.equal(figures.due, 0n);
  assert.equal(Number(figures.n), done.vouchers);
  assert.equal(figures.paid + figures.back, done.listedVnd);
  assert.equal(figures.back, done.returnedVnd);
  assert.deepEqual(done.refused, {});
  assert.ok(done.bankPaid > 0 && done.returned > 0 && done.authorities > 0);
});

test('money is conserved: nothing is left on the way, and each stored balance is the sum of its moves', async () => {
  const stored = await db.read.selectFrom('hand_balance').select(['hand_id', 'balance_vnd']).execute();
  const summed = await sumHands(
    db.read,
    stored.map((row) => row.hand_id),
  );
  for (const row of stored) {
    assert.equal(row.balance_vnd, summed.get(row.hand_id));
    assert.equal(row.balance_vnd, 0n, 'all cash and the bank account are empty after the settlement');
  }
  const ends = await one(sql<{ agency: bigint; party: bigint; income: bigint; other: bigint }>`
    select coalesce(sum(vnd) filter (where h.kind = 'agency'), 0)::bigint as agency,
      coalesce(sum(vnd) filter (where h.kind = 'party'), 0)::bigint as party,
      coalesce(sum(vnd) filter (where h.kind = 'income'), 0)::bigint as income,
      coalesce(sum(abs(vnd)) filter (where h.kind not in ('agency', 'party', 'income')), 0)::bigint as other
    from (select hand, sum(vnd) as vnd from (select to_hand as hand, amount_vnd as vnd from money_move
      union all select from_hand, -amount_vnd from money_move) both_sides group by hand) m join hand h on h.id = m.hand`);
  const feeVnd = done.settlements.reduce((sum, each) => sum + each.feeVnd, 0n);
  // What the payees hold is cleared against the funder at the settlement; only the fee is left, earned and owed by it.
  assert.deepEqual(ends, { agency: feeVnd, party: 0n, income: -feeVnd, other: 0n });
  const open = await one(sql<{ offers: bigint; cases: bigint }>`
    select (select count(*) from open_offer) as offers, (select count(*) from custody_case) as cases`);
  assert.deepEqual(open, { offers: 0n, cases: 0n });
});

test('each programme is settled, locked by another person, and what was not collected is returned', async () => {
  assert.deepEqual(done.settlements.map((each) => each.programme).sort(), [
    'assistance',
    'merit',
    'pension',
    'unemployment',
  ]);
  for (const each of done.settlements) {
    assert.deepEqual(each.blocks, []);
    assert.equal(each.fundedVnd, each.paidVnd + each.toReturnVnd);
  }
  const locked = await one(sql<{ n: bigint; same: bigint }>`
    select count(*) as n, count(*) filter (where made_by = locked_by) as same from settlement_lock`);
  assert.deepEqual(locked, { n: 4n, same: 0n });
});

test('the bank gets as many files as its accounts need, and none is left out', async () => {
  const batches = await one(sql<{ n: bigint; most: number; sent: bigint }>`
    select count(*) as n, max(vouchers) as most, sum(vouchers) as sent from bank_batch`);
  assert.ok(batches.n > 4n, `${batches.n} batches`);
  assert.equal(batches.most, 4);
  assert.equal(Number(batches.sent), done.bankPaid + done.bankRejected);
});

test('the rollups say what the vouchers say', async () => {
  const wrong = await sql`
    select programme, office_id, unit_id from payout_rollup r
    where (due_count, due_vnd, paid_count, paid_vnd, returned_count, returned_vnd) is distinct from (
      select (count(*)::int, sum(amount_vnd)::bigint, (count(*) filter (where status = 'paid'))::int,
        coalesce(sum(amount_vnd) filter (where status = 'paid'), 0)::bigint, (count(*) filter (where status = 'returned'))::int,
        coalesce(sum(amount_vnd) filter (where status = 'returned'), 0)::bigint)
      from voucher v where v.month = r.month and v.programme = r.programme and v.office_id = r.office_id
        and coalesce(v.unit_id, 0) = r.unit_id)`.execute(db.read);
  assert.deepEqual(wrong.rows, []);
});

test('cash above the limit never moves with one person, and every day of every office that worked is closed', async () => {
  const alone = await one(sql<{ n: bigint }>`
    select count(*) as n from handover h
    where h.kind in ('offer', 'bank-draw', 'bank-deposit')
      and (select coalesce(sum(m.amount_vnd), 0) from money_move m where m.handover_id = h.id) > 200000000
      and not exists (select 1 from handover_witness w where w.handover_id = h.id)`);
  assert.equal(alone.n, 0n);
  const unclosed = await one(sql<{ n: bigint }>`
    select count(*) as n from money_move m join hand h on h.id in (m.from_hand, m.to_hand) and h.kind in ('vault', 'drawer')
    where not exists (select 1 from hand_close c where c.hand_id = h.id and c.business_day = m.business_day)`);
  assert.equal(unclosed.n, 0n);
  assert.ok(done.closes > 0);
});

test('pay lists, slips and settlements are printed', async () => {
  const files = await readdir(join(folder, 'forms'));
  assert.equal(files.length, done.printed.files);
  for (const code of ['c72a', 'c74', 'day-close'])
    assert.ok(
      files.some((file) => file.includes(`-${code}-`)),
      code,
    );
  assert.ok(done.printed.pages >= files.length);
});
