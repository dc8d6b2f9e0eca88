import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { cloneDatabase } from '#kernel/testing/database.ts';

const db = await cloneDatabase();

const value = async (text: ReturnType<typeof sql<{ n: number }>>) =>
  (await db.alone((on) => text.execute(on))).rows[0]?.n;
const backend = () => value(sql`select pg_backend_pid() as n`);

/** Keeps statements that ask for `lock` waiting until it is let go of. */
async function held(lock: number): Promise<() => Promise<void>> {
  const client = await db.owner.pool.connect();
  await client.query('select pg_advisory_lock($1)', [lock]);
  return async () => {
    await client.query('select pg_advisory_unlock($1)', [lock]);
    client.release();
  };
}

test('statements are sent behind each other on one connection, and done in the order of asking', async () => {
  const letGo = await held(1);
  const told: string[] = [];
  const ask = (name: string, text: ReturnType<typeof sql<{ n: number }>>) =>
    value(text).then((n) => {
      told.push(name);
      return n;
    });
  const first = ask('first', sql`select pg_backend_pid() as n from pg_advisory_xact_lock_shared(1)`);
  const second = ask('second', sql`select pg_backend_pid() as n`);
  await letGo();
  assert.equal(await first, await second);
  assert.deepEqual(told, ['first', 'second']);
});

test('a statement that fails fails alone, in the middle of others', async () => {
  const answers = await Promise.allSettled([
    value(sql`select 1 as n`),
    value(sql`select 1 / (n - 2) as n from (values (2)) v(n)`),
    value(sql`select 3 as n`),
  ]);
  assert.deepEqual(
    answers.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.code)),
    [1, '22012', 3],
  );
});

test('each sees what the one before has committed', async () => {
  await sql`create table seen_behind (id int)`.execute(db.owner.kysely);
  await sql`grant select, insert on seen_behind to tungnha_app`.execute(db.owner.kysely);
  const letGo = await held(2);
  const written = db.alone((on) =>
    sql`insert into seen_behind select 1 from pg_advisory_xact_lock_shared(2)`.execute(on),
  );
  const read = value(sql`select count(*)::int as n from seen_behind`);
  await letGo();
  await written;
  assert.equal(await read, 1);
});

test('a connection that breaks fails what is under way, and the next statement has another', async () => {
  const broken = await backend();
  const letGo = await held(3);
  const under = Promise.allSettled([
    value(sql`select 1 as n from pg_advisory_xact_lock_shared(3)`),
    value(sql`select 2 as n`),
  ]);
  while (
    (await db.owner.pool.query('select from pg_locks where pid = $1 and not granted', [broken])).rows
      .length === 0
  );
  await db.owner.pool.query('select pg_terminate_backend($1)', [broken]);
  assert.deepEqual(
    (await under).map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  await letGo();
  assert.notEqual(await backend(), broken);
});
