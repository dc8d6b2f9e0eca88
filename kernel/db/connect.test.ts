import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { types } from 'pg';
import { cloneDatabase } from '#kernel/testing/database.ts';
import type { Read } from './types.ts';

const db = await cloneDatabase();

test('days, money and instants arrive as what they are', async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select date '2020-12-01' as day, array[date '2020-12-31', null] as days, 9007199254740993::int8 as money,
      array[1::int8, null] as amounts, 1.10::numeric as rate, timestamptz '2020-12-01 00:00+07' as at,
      (timestamptz '2020-11-30 17:00+00')::date as office_day`.execute(db.kysely);
  assert.deepEqual(rows[0], {
    day: '2020-12-01',
    days: ['2020-12-31', null],
    money: 9_007_199_254_740_993n,
    amounts: [1n, null],
    rate: '1.10',
    at: new Date('2020-11-30T17:00:00Z'),
    office_day: '2020-12-01',
  });
});

test('the parsers of other libraries in the process stay as they were', () => {
  assert.equal(types.getTypeParser(20)('5'), '5');
});

test('a transaction that lost a race is run whole again', async () => {
  await sql`create table tally (id int primary key, count int8 not null)`.execute(db.owner.kysely);
  await sql`insert into tally values (1, 0)`.execute(db.owner.kysely);
  await sql`grant select, update on tally to tungnha_app`.execute(db.owner.kysely);
  let runs = 0;
  const gate = Promise.withResolvers<void>();
  const addOne = () =>
    db.write(
      async (tx) => {
        runs += 1;
        const { rows } = await sql<{ count: bigint }>`select count from tally where id = 1`.execute(tx);
        if (runs === 2) gate.resolve();
        await gate.promise;
        await sql`update tally set count = ${(rows[0]?.count ?? 0n) + 1n} where id = 1`.execute(tx);
      },
      { isolation: 'serializable' },
    );
  await Promise.all([addOne(), addOne()]);
  const { rows } = await sql<{ count: bigint }>`select count from tally`.execute(db.kysely);
  assert.equal(rows[0]?.count, 2n);
  assert.equal(runs, 3);
});

test('another error is not tried again', async () => {
  let runs = 0;
  const failing = db.write(async (tx) => {
    runs += 1;
    await sql`select 1 / 0`.execute(tx);
  });
  await assert.rejects(failing, { code: '22012' });
  assert.equal(runs, 1);
});

test('a transaction whose failed statement was swallowed does not pass as committed', async () => {
  const swallowing = db.write(async (tx) => {
    await sql`select 1 / 0`.execute(tx).catch(() => {});
    return 'paid';
  });
  await assert.rejects(swallowing, /rolled back/);
});

test('the application cannot create, alter or drop tables', async () => {
  for (const statement of [
    'create table mine (id int)',
    'alter table migration add column extra int',
    'drop table migration',
    'delete from migration',
  ]) {
    await assert.rejects(sql.raw(statement).execute(db.kysely), { code: '42501' }, statement);
  }
});

test('nothing is written through a Read: not by its type, not by raw SQL', async () => {
  // @ts-expect-error A Read offers no insert.
  assert.equal(typeof db.read.insertInto, 'function');
  const raw = sql`update migration set name = name`.execute(db.read);
  await assert.rejects(raw, { code: '25006' });
  const seen = await db.write((tx) => countMigrations(tx));
  assert.equal(await countMigrations(db.read), seen);
});

async function countMigrations(read: Read): Promise<number> {
  const rows = await read.selectFrom('migration').select('number').execute();
  return rows.length;
}
