import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { provinceClock } from '#app/clock.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '#kernel/words/id.ts';
import { importList } from '#modules/payouts/lists/actions/import-list.ts';
import { ROLES } from '#people/staff/roles.ts';
import { demoAccounts } from './accounts.ts';
import { loadDemo } from './load.ts';
import { DEMO_NOW } from './scenes.ts';

const db = await cloneDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'tungnha-demo-'));
after(() => rm(dataDir, { recursive: true }));
const said: string[] = [];

before(() => loadDemo(db, { dataDir, say: (line) => said.push(line), people: 600 }));

async function counts<T extends Record<string, bigint>>(query: ReturnType<typeof sql<T>>): Promise<T> {
  return (await query.execute(db.read)).rows[0] as T;
}

test('there is an account of each role, and it can sign in', async () => {
  const accounts = demoAccounts();
  assert.deepEqual(accounts.map(({ role }) => role).sort(), [...ROLES].sort());
  for (const { username, role } of accounts) {
    const held = await db.read
      .selectFrom('staff as s')
      .innerJoin('role_grant as g', 'g.staff_id', 's.id')
      .innerJoin('account as a', 'a.staff_id', 's.id')
      .select(['g.role', 'a.password'])
      .where('s.username', '=', username)
      .executeTakeFirstOrThrow();
    assert.equal(held.role, role);
    assert.ok(held.password);
  }
});

test('two months are settled and locked, the third is under way', async () => {
  const months = await db.read
    .selectFrom('settlement as s')
    .innerJoin('settlement_lock as l', 'l.settlement_id', 's.id')
    .select((eb) => ['s.month', eb.fn.countAll<bigint>().as('n')])
    .groupBy('s.month')
    .orderBy('s.month')
    .execute();
  assert.deepEqual(months, [
    { month: '2020-10-01', n: 4n },
    { month: '2020-11-01', n: 4n },
  ]);
  const december = await counts(sql<{ due: bigint; paid: bigint }>`
    select count(*) filter (where status = 'due') as due, count(*) filter (where status = 'paid') as paid
    from voucher where month = '2020-12-01'`);
  assert.ok(december.due > 0n && december.paid > 0n);
});

test('every role finds work', async () => {
  const work = await counts(sql<Record<string, bigint>>`select
    (select count(*) from cash_order o where needs_approval and not exists (select 1 from cash_order_approval a where a.order_id = o.id)) as orders,
    (select count(*) from open_offer) as offers,
    (select balance_vnd from hand_balance b join hand h on h.id = b.hand_id and h.kind = 'drawer'
      join staff s on s.id = h.staff_id where s.username = 'gdv.gio-linh.1') as drawer,
    (select count(*) from open_offer o join hand t on t.id = o.toward_hand join role_grant g on g.office_id = t.office_id
      join staff s on s.id = g.staff_id where s.username = 'diem.trung-hai') as point,
    (select count(*) from match_review) as reviews,
    (select count(*) from citizen_death) as deaths,
    (select count(*) from custody_case where kind = 'shortage') as cases,
    (select count(*) from custody_case_entry where kind = 'disputed') as disputes,
    (select count(*) from payout_list l where month = '2020-12-01' and not exists (
      select 1 from funding f where f.programme = l.programme and f.month = l.month)) as unfunded,
    (select count(*) from authority where expires_on between '2020-12-08' and '2021-01-31') as expiring`);
  for (const [what, n] of Object.entries(work)) assert.ok(n > 0n, what);
});

test('on the morning of the 8th a few points are late by the plan, and the province waits for the bank', async () => {
  const late = await db.read
    .selectFrom('payout_overdue as d')
    .innerJoin('office as o', 'o.id', 'd.office_id')
    .select(['o.code', 'd.planned_count', 'd.overdue_count'])
    .where('d.month', '=', '2020-12-01')
    .where('d.late', '=', true)
    .orderBy('o.code')
    .execute();
  // Two of the villages that have not taken their vouchers in; the third has nobody among these few people.
  for (const code of ['DP-19441', 'DP-19501'])
    assert.ok(
      late.some((each) => each.code === code && each.overdue_count === each.planned_count),
      JSON.stringify(late),
    );
  assert.ok(
    late.some(({ code }) => code === 'QT'),
    'unemployment is not funded, so its transfers are overdue',
  );
  assert.ok(!late.some(({ code }) => code === 'BD-468'), 'Cam Lộ has paid everyone it could');
  assert.ok(late.length < 40, `${late.length} of 134 offices`);
});

test('the clock stands at the morning of 8 December 2020 and goes on', async () => {
  const clock = await provinceClock(db);
  const ahead = clock.now().valueOf() - DEMO_NOW.valueOf();
  assert.ok(ahead >= 0 && ahead < 60_000, String(ahead));
});

test('the list that waits in the folder is a good one', async () => {
  const [fileName, ...more] = await readdir(join(dataDir, 'inbox'));
  assert.ok(fileName && more.length === 0);
  const path = join(dataDir, 'inbox', fileName);
  const command = {
    id: newId(),
    doer: { kind: 'job' as const, name: 'thử' },
    programme: 'assistance',
    month: '2020-12',
    kind: 'supplementary' as const,
    path,
    fileName,
    fileBytes: (await stat(path)).size,
  };
  const outcome = await importList(db, DEMO_NOW, command, { filesFolder: join(dataDir, 'files') });
  assert.equal(outcome.outcome, 'accepted', JSON.stringify(outcome.findings.slice(0, 3)));
  assert.ok(outcome.people > 20);
});
