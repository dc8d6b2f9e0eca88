import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { sealFormer as sealText } from '#kernel/access/testing/former-secret.ts';
import { TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { openText } from '#kernel/devices/store.ts';
import { placeOf, readKept } from '#kernel/files/keep.ts';
import { runJobs } from '#kernel/jobs/jobs.ts';
import { addKey, openKeyring } from '#kernel/keys/keyring.ts';
import { reseal } from '#kernel/keys/reseal.ts';
import { useKeyring } from '#kernel/keys/seal.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { readVisitFacts } from '#modules/rounds/store/visits.ts';
import { openAccount } from '#people/looks/accounts.ts';
import { sayKeysLost } from '../cli/keys-lost.ts';
import {
  beginSealing,
  countSealed,
  nameOf,
  resealAll,
  SEALED,
  sealingTasks,
  whatLiesUnder,
} from './sealed.ts';

const db = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-sealed-'));
const path = join(folder, 'keyring.json');
const NOW = new Date('2026-01-01T00:00:00Z');
const PEOPLE = 1_203;
/** With a correction, a signed text, a home, a second factor and a file. */
const ALL = PEOPLE + 5;
const places = { ownerUrl: db.ownerUrl, filesFolder: join(folder, 'files') };
const people: Id[] = Array.from({ length: PEOPLE }, () => newId());
const accountOf = (n: number) => String(19_000_000_000 + n);
after(() => rm(folder, { recursive: true, force: true }));

const accounts = async () => {
  const { rows } = await db.pool.query<{ id: Id; bank_account: string }>(
    'select id, bank_account from citizen order by id',
  );
  return rows;
};

/** As the server does after it listens, until there is nothing left to do. */
async function sealFormer(): Promise<void> {
  await beginSealing(db);
  const done = Promise.withResolvers<void>();
  const jobs = await runJobs(
    db.pool,
    sealingTasks({
      db,
      ...places,
      keyring: openKeyring(path, NOW),
      sessionSecret: TEST_SECRET,
      log: { info: () => done.resolve() },
    }),
    { log: (level, message) => level === 'error' && done.reject(new Error(message)) },
  );
  await done.promise;
  await jobs.stop();
}

const isAsked = async () => {
  await beginSealing(db);
  const { rows } = await db.owner.pool.query<{ jobs: bigint }>(
    `select count(*) as jobs from graphile_worker._private_jobs where key = 'seal-former'`,
  );
  return rows[0]?.jobs !== 0n;
};

test('what an older release wrote in the clear is sealed once by jobs, one of them killed, and reads as before', async () => {
  await db.owner.pool.query(
    `insert into citizen (id, full_name, name_key, tail_key, bank_account, recorded_at)
     select id, 'Thử', 'thu', 'thu', account, now() from unnest($1::uuid[], $2::text[]) as p(id, account)`,
    [people, people.map((_, n) => accountOf(n))],
  );
  await db.owner.pool.query(
    `insert into citizen_change (id, citizen_id, before, after, reason, changed_by, changed_at)
     values (gen_random_uuid(), $1, '{"bank_account": "111", "phone": "1"}', '{"bank_account": null}', 'thử', $1, now())`,
    [people[0]],
  );
  const said = 'a photo of a door';
  const photo = createHash('sha256').update(said).digest('hex');
  await mkdir(dirname(placeOf(places.filesFolder, photo)), { recursive: true });
  await writeFile(placeOf(places.filesFolder, photo), said);
  // Rows whose neighbours do not matter here.
  await db.owner.pool.query(
    `begin;
     set local session_replication_role = replica;
     insert into device_operation (id, device_id, seq, hash, prev, content, signature, kind, occurred_at, happened_at, timed_by, skew_ms,
       received_at, marks, named)
     select id, id, 1, sha256(''), sha256(''), '{"lat":16.8}', '', 'k', now(), now(), 'receipt', 0, now(), '{}', '{}'
     from citizen order by id limit 1;
     insert into home_visit_fact (id, citizen_id, office_id, lat, lon, written_by, written_at)
     select id, id, id, 16.81, 107.01, id, now() from citizen order by id limit 1;
     commit`,
  );
  const encrypt = (data: string) => sealText(TEST_SECRET, data);
  await db.owner.pool.query(
    `insert into staff (id, username, name, email, two_factor_enabled) values ($1, 'co.ma', 'Thử', 'x@staff.invalid', true)`,
    [people[0]],
  );
  await db.owner.pool.query(
    'insert into two_factor (id, staff_id, secret, backup_codes) values ($1, $1, $2, $3)',
    [people[0], encrypt('abcdefghijklmnop'), encrypt('[]')],
  );
  useKeyring(openKeyring(path, NOW));
  await killHalfway();
  const half = await accounts();
  const sealed = half.filter(({ bank_account }) => bank_account.startsWith('enc:')).length;
  assert.ok(sealed >= 500 && sealed < PEOPLE, `${sealed} of ${PEOPLE}`);
  for (const { id, bank_account } of half)
    assert.equal(openAccount(id, bank_account), accountOf(people.indexOf(id)));
  await sealFormer();
  assert.equal(await isAsked(), false);
  for (const { id, bank_account } of await accounts()) {
    assert.match(bank_account, /^enc:k[0-9a-f]{8}:/);
    assert.equal(openAccount(id, bank_account), accountOf(people.indexOf(id)));
  }
  const { rows: texts } = await db.owner.pool.query('select id, content from device_operation');
  assert.match(texts[0].content, /^enc:/);
  assert.equal(openText(texts[0].id, texts[0].content), '{"lat":16.8}');
  const { rows: homes } = await db.owner.pool.query(
    'select citizen_id, lat, lon, place from home_visit_fact',
  );
  assert.deepEqual([homes[0].lat, homes[0].lon, homes[0].place.startsWith('enc:')], [null, null, true]);
  const visits = await readVisitFacts(db.read, [homes[0].citizen_id]);
  assert.deepEqual(visits.get(homes[0].citizen_id)?.position, { lat: 16.81, lon: 107.01 });
  const lies = await readFile(placeOf(places.filesFolder, photo), 'utf8');
  assert.equal(lies.includes(said), false);
  assert.equal(await text(readKept(places.filesFolder, photo)), said);
  const { rows } = await db.owner.pool.query('select before, after from citizen_change');
  assert.equal(openAccount(people[0] ?? '', rows[0].before.bank_account), '111');
  assert.deepEqual([rows[0].before.phone, rows[0].after.bank_account], ['1', null]);
});

/** A server that dies while it seals: its second batch waits for a row that is held here, and there it is killed. */
async function killHalfway(): Promise<void> {
  const holder = await db.owner.pool.connect();
  await holder.query('begin');
  await holder.query('select from citizen where id = $1 for update', [people.toSorted()[700]]);
  await beginSealing(db);
  const args = [db.appUrl, db.ownerUrl, places.filesFolder, path, TEST_SECRET];
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('testing/sealing-run.ts', import.meta.url)), ...args],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const gone = new Promise((done) => child.once('exit', done));
  const isWaiting = async () => {
    const { rows } = await db.owner.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  };
  while (!(await isWaiting())) assert.equal(child.exitCode, null, 'it waits for the row');
  child.kill('SIGKILL');
  await gone;
  const waiting = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  await db.owner.pool.query(waiting);
  await holder.query('rollback');
  holder.release();
}

test('a rotation brings everything under the new key while values change, and may be broken off', async () => {
  const before = openKeyring(path, NOW).newest().id;
  const { id: fresh } = addKey(path, NOW);
  const ring = openKeyring(path, NOW);
  useKeyring(ring);
  // Broken off after some: what is done stays, and the next run does the rest.
  await db.owner.pool.query(
    `create table halfway as select id, bank_account from citizen order by id limit 600`,
  );
  const [, other] = await Promise.all([resealAll(places, ring), resealAll(places, ring)]);
  assert.ok(other.changed + other.passed <= ALL);
  await db.owner.pool.query(
    'update citizen c set bank_account = h.bank_account from halfway h where h.id = c.id',
  );
  assert.deepEqual(Object.fromEntries(await countSealed(places)), {
    [before]: 600,
    [fresh]: ALL - 600,
  });
  assert.deepEqual(await resealAll(places, ring), { changed: 600, passed: 0 });
  assert.deepEqual(Object.fromEntries(await countSealed(places)), { [fresh]: ALL });
  for (const { id, bank_account } of await accounts())
    assert.equal(openAccount(id, bank_account), accountOf(people.indexOf(id)));
});

test('of each key it is told which columns and files nobody opens without it', async () => {
  await db.owner.pool.query(
    `begin;
     set local session_replication_role = replica;
     update citizen_change set after = '{"bank_account": "222"}';
     insert into authority_image (authority_id, media_type, sha256, content, added_by, added_at)
       select id, 'image/png', sha256(''), 'x', id, now() from citizen order by id limit 1;
     insert into payment (voucher_id, attempt, handover_id, programme, month, citizen_id, amount_vnd, office_id, paid_from, collector_kind,
       collector_name, collector_number, receipt_no, signed, paid_at, business_day)
       select id, 1, id, 'merit', '2020-12-01', id, 1, id, id, 'bank', 'x', '333', 'x', 'bank', now(), '2020-12-01' from citizen order by id limit 1;
     commit`,
  );
  const files = addKey(path, NOW).id;
  useKeyring(openKeyring(path, NOW));
  await resealAll(places, openKeyring(path, NOW));
  const keys = new Map<string, string>();
  for (const column of SEALED) {
    const { id } = addKey(path, NOW);
    useKeyring(openKeyring(path, NOW));
    const owner = new Pool({ connectionString: db.ownerUrl, options: '-c search_path=province' });
    await reseal(owner, column, id);
    await owner.end();
    keys.set(id, nameOf(column));
  }
  const under = await whatLiesUnder(places);
  assert.deepEqual(
    Object.entries(under)
      .map(([id, holds]) => [id, Object.keys(holds)])
      .toSorted(),
    [...[...keys].map(([id, name]) => [id, [name]]), [files, ['files']]].toSorted(),
  );
  for (const [id, name] of keys) {
    const [line] = sayKeysLost([id], under);
    assert.ok(line?.includes(id) && line.includes(`${name} (`), line);
  }
});
