import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { openTcpProxy } from '#kernel/testing/tcp-proxy.ts';
import { openDatabase } from './connect.ts';

const db = await cloneDatabase();

const value = async (text: ReturnType<typeof sql<{ n: number }>>, on = db.alone) =>
  (await on((one) => text.execute(one))).rows[0]?.n;
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

test('a statement is sent while the one before is under way, on the same connection, and done after it', async () => {
  const url = new URL(db.appUrl);
  const wire = await openTcpProxy(url.hostname, Number(url.port));
  url.port = String(wire.port);
  const line = openDatabase({ url: url.href, appName: 'test line' });
  const sent = Promise.withResolvers<void>();
  wire.rule = (bytes) => {
    if (bytes.includes('the second')) sent.resolve();
    return 'pass';
  };
  const letGo = await held(1);
  const told: string[] = [];
  const ask = async (name: string, text: ReturnType<typeof sql<{ n: number }>>) => {
    const n = await value(text, line.alone);
    told.push(name);
    return n;
  };
  const first = ask('first', sql`select pg_backend_pid() as n from pg_advisory_xact_lock_shared(1)`);
  const second = ask('second', sql`select pg_backend_pid() as n, 'the second' as name`);
  await sent.promise;
  assert.deepEqual(told, []);
  await letGo();
  assert.equal(await first, await second);
  assert.deepEqual(told, ['first', 'second']);
  await line.close();
  await wire.close();
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
  const first = value(sql`select 1 as n from pg_advisory_xact_lock_shared(3)`);
  const second = value(sql`select 2 as n`);
  // Asked in the very moment in which the first fails, while the second still waits on the broken connection.
  const after = first.catch(backend);
  const outcomes = Promise.allSettled([first, second]);
  while (
    (await db.owner.pool.query('select from pg_locks where pid = $1 and not granted', [broken])).rows
      .length === 0
  );
  await db.owner.pool.query('select pg_terminate_backend($1)', [broken]);
  assert.deepEqual(
    (await outcomes).map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.notEqual(await after, broken);
  await letGo();
});
