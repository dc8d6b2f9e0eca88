import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';

/**
 * What the application's role may change, read from the catalog and tried. A table that is not named here is
 * append-only: a new one is guarded from its first day, and a grant that opens one fails this test.
 */
const db = await cloneDatabase();

/** Columns the application may update: `*` is all. What is not a fact, or whose facts stand elsewhere. */
const CHANGEABLE: Readonly<Record<string, string>> = {
  // A close and a limit belong to a hand's keeper; what it holds is written by the posting function alone.
  hand_balance: 'closed_day limit_vnd',
  // A column that nothing writes: the right to it is the right to lock the row.
  open_offer: 'offered_at',
  voucher: 'channel office_id pay_on pay_until status withdrawn_by',
  payout_rollup: '*',
  payout_hour: '*',
  payout_overdue: '*',
  feed_cursor: '*',
  // When a phone was last heard of; what it said is kept for good elsewhere.
  device_heard: '*',
  // Registers, whose corrections are kept beside them, and dated rows that end.
  hand: 'closed_at',
  citizen: 'hamlet unit_id',
  office: '*',
  office_unit: '*',
  unit: '*',
  holiday: '*',
  benefit_rate: 'valid_to',
  programme_rule: 'valid_to',
  list_mapping: 'mapping saved_at saved_by',
  // When the bytes that no list needs any more were removed; which they were stays.
  file_unused: 'removed_at',
  setting: '*',
  // Accounts, and of a session when it was used: not whose it is, nor how long it lives.
  staff: '*',
  account: '*',
  session: 'last_used_at stepped_up_at',
  two_factor: '*',
  verification: '*',
};
/** Tables whose rows the application may remove: what is answered, signed out of or counted down. */
const REMOVABLE = new Set(['session', 'sign_in_attempt', 'two_factor', 'verification']);
/** Facts of a voucher: what the funder's list said. Whose it is follows a merge of records, by a function. */
const VOUCHER_FACTS =
  'id list_id line programme month benefit_month kind regime source citizen_id amount_vnd unit_id'.split(' ');
const DENIED = '42501';

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}
let tables: Table[] = [];

before(async () => {
  const { rows } = await db.owner.pool.query<Table>(
    `select c.relname as name, array_agg(a.attname::text order by a.attname) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = 'province' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and a.attidentity = '' and a.attgenerated = ''
     group by c.relname order by c.relname`,
  );
  tables = rows;
});

/** The SQLSTATE with which PostgreSQL refuses a statement of the application; null when it runs. Leaves no trace. */
async function codeOf(statement: string, who = db): Promise<string | null> {
  const client = await who.pool.connect();
  try {
    await client.query('begin');
    await client.query(statement);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

async function mustDeny(statement: string): Promise<void> {
  assert.equal(await codeOf(statement), DENIED, statement);
}

test('every table that is not named as changeable refuses UPDATE, DELETE and TRUNCATE', async () => {
  const names = new Set(tables.map(({ name }) => name));
  for (const name of [...Object.keys(CHANGEABLE), ...REMOVABLE])
    assert.ok(names.has(name), `${name} is a table`);
  let guarded = 0;
  for (const { name, columns } of tables) {
    const may = CHANGEABLE[name] === '*' ? columns : (CHANGEABLE[name]?.split(' ') ?? []);
    for (const column of columns) {
      const code = await codeOf(`update ${name} set "${column}" = "${column}" where false`);
      assert.equal(code === null, may.includes(column), `update of ${name}.${column}: ${code}`);
    }
    const removed = await codeOf(`delete from ${name} where false`);
    assert.equal(removed, REMOVABLE.has(name) ? null : DENIED, `delete from ${name}`);
    await mustDeny(`truncate ${name} cascade`);
    if (may.length === 0) guarded++;
  }
  assert.ok(guarded >= 40, `only ${guarded} append-only tables`);
});

test('the facts of a voucher and the ledger itself are among what cannot be changed', async () => {
  for (const column of VOUCHER_FACTS) await mustDeny(`update voucher set ${column} = ${column}`);
  for (const table of [
    'handover',
    'money_move',
    'thing_move',
    'cash_count',
    'hand_close',
    'office_close',
    'payment',
  ])
    await mustDeny(`delete from ${table}`);
});

test('the ledger is written by its functions and by nothing else', async () => {
  for (const table of [
    'handover',
    'money_move',
    'thing',
    'thing_move',
    'cash_count',
    'handover_witness',
    'open_offer',
    'payment',
  ])
    await mustDeny(`insert into ${table} default values`);
  await mustDeny('update hand_balance set balance_vnd = balance_vnd');
});

test('the application creates, alters, drops and disables nothing', async () => {
  const schema = [
    'create table mine (id int)',
    'create schema mine',
    'create function mine() returns int language sql as $$select 1$$',
  ];
  for (const statement of schema) await mustDeny(statement);
  for (const { name } of tables) {
    await mustDeny(`alter table ${name} add column mine int`);
    await mustDeny(`alter table ${name} disable trigger all`);
    await mustDeny(`drop table ${name} cascade`);
    await mustDeny(`create index on ${name} ((1))`);
  }
  const passing = await db.owner.pool.query(
    `select grantee from information_schema.role_table_grants where grantee = 'tungnha_app' and is_grantable = 'YES'`,
  );
  assert.equal(passing.rowCount, 0, 'the application passes no right on');
  const { rows } = await db.owner.pool.query<{ signature: string }>(
    `select p.oid::regprocedure::text as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'province'`,
  );
  assert.ok(rows.length >= 3);
  for (const { signature } of rows) await mustDeny(`drop function ${signature}`);
  await mustDeny('drop schema province cascade');
});

test('the application cannot become the owner, nor stand above checks', async () => {
  const { rows } = await db.owner.pool.query<{ owner: string }>('select current_user as owner');
  await mustDeny(`set role "${rows[0]?.owner}"`);
  await mustDeny(`set session authorization "${rows[0]?.owner}"`);
  await mustDeny('set session_replication_role = replica');
  await mustDeny('alter role tungnha_app superuser');
  await mustDeny('create role mine');
  await mustDeny(`copy handover to program 'true'`);
  const role = await db.owner.pool.query(
    `select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
       (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships,
       (select count(*)::int from pg_class c where c.relowner = r.oid) as owned
     from pg_roles r where rolname = 'tungnha_app'`,
  );
  assert.deepEqual(role.rows, [
    {
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolbypassrls: false,
      memberships: 0,
      owned: 0,
    },
  ]);
});

test('a function with its owner’s rights is not misled by a temporary table of the caller', async () => {
  const { rows } = await db.owner.pool.query(
    `select p.oid::regprocedure::text as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'province' and p.prosecdef and not coalesce(p.proconfig, '{}') @> '{"search_path=province, pg_temp"}'`,
  );
  assert.deepEqual(rows, [], 'they look at temporary tables last');
});
