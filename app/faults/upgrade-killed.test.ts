import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '#kernel/db/connect.ts';
import { MIGRATIONS_FOLDER, migrate } from '#kernel/db/migrate.ts';
import { dumpSchema } from '#kernel/db/schema-dump.ts';
import { migrateJobs } from '#kernel/jobs/migrate.ts';
import { findBreaches } from '#kernel/handover/breaches.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { CYCLES } from './testing/count.ts';

/** A database as an earlier release left it, whose upgrade to this one is killed again and again. */
const EARLIER = '0027';
const KILLS = CYCLES || 6;
const fresh = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-earlier-'));
after(() => rm(folder, { recursive: true, force: true }));

/** Two hands of an office, cash that one gave the other, and a thing that went with it. */
const HELD = `
  insert into office (id, code, name, name_key, kind, path, opened_on)
    values ('01a00000-0000-7000-8000-000000000001', 'X', 'X', 'x', 'province', 'x', '2020-01-01');
  insert into hand (id, kind, office_id, name, opened_at)
    select ('01a00000-0000-7000-8000-00000000001' || n)::uuid, kind, '01a00000-0000-7000-8000-000000000001', kind, now()
    from (values (1, 'bank'), (2, 'vault')) k(n, kind);
  insert into handover (id, kind, actor_kind, actor_name, office_id, occurred_at, recorded_at, business_day, input_hash)
    select ('01a00000-0000-7000-8000-0000000001' || n)::uuid, 'cash', 'job', 'x', '01a00000-0000-7000-8000-000000000001', now(), now(),
      '2020-12-01', sha256(n::text::bytea) from generate_series(10, 59) n;
  insert into money_move select id, 1, '01a00000-0000-7000-8000-000000000011', '01a00000-0000-7000-8000-000000000012', 1000, business_day from handover;
  insert into hand_balance values ('01a00000-0000-7000-8000-000000000012', 50000, null, null);
  insert into thing values ('01a00000-0000-7000-8000-000000000020', 'paper', '01a00000-0000-7000-8000-000000000012');
  insert into thing_move select id, '01a00000-0000-7000-8000-000000000020', '01a00000-0000-7000-8000-000000000011',
    '01a00000-0000-7000-8000-000000000012' from handover order by id limit 1;`;

test('an upgrade that is killed again and again ends at this release, with all that was held', async (t) => {
  const url = Object.assign(new URL(fresh.ownerUrl), { pathname: `/earlier_${process.pid}` }).href;
  await fresh.owner.pool.query(`create database earlier_${process.pid}`);
  const owner = openDatabase({ url, appName: 'test earlier' });
  try {
    await cp(MIGRATIONS_FOLDER, folder, { recursive: true });
    for (const name of await readdir(folder)) if (name > `${EARLIER}~`) await rm(join(folder, name));
    const before = await migrate({ url, folder });
    await migrateJobs(url);
    await owner.pool.query(HELD);
    let kills = 0;
    while (kills < KILLS && (await appliedIn()) < (await readdir(MIGRATIONS_FOLDER)).length) {
      const child = spawnUpgrade(url);
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
      await pause(Math.random() * 60);
      if (child.exitCode !== null) break;
      child.kill('SIGKILL');
      kills++;
      await once(child, 'exit');
    }
    const stood = (await appliedIn()) - before.length;
    const rest = await migrate({ url });
    await migrateJobs(url);
    assert.equal(before.length + stood + rest.length, (await readdir(MIGRATIONS_FOLDER)).length);
    assert.equal(await dumpSchema(owner.kysely), await dumpSchema(fresh.owner.kysely));
    const { rows } = await owner.pool.query(
      `select (select count(*) from handover)::int as handovers, (select sum(amount_vnd) from money_move)::int as vnd,
        (select balance_vnd from hand_balance)::int as held, (select kind from thing) as thing`,
    );
    assert.deepEqual(rows, [{ handovers: 50, vnd: 50_000, held: 50_000, thing: 'paper' }]);
    assert.deepEqual(await findBreaches(owner.read), []);
    t.diagnostic(`${kills} kills, ${stood} migrations done before the last, ${rest.length} after it`);
  } finally {
    await owner.close();
    await fresh.owner.pool.query(`drop database earlier_${process.pid} with (force)`);
  }

  async function appliedIn(): Promise<number> {
    const { rows } = await owner.pool.query<{ n: number }>('select count(*)::int as n from migration');
    return rows[0]?.n ?? 0;
  }
});

/** Tells of each migration as it begins it. */
function spawnUpgrade(url: string) {
  const module = new URL('../../kernel/db/migrate.ts', import.meta.url).href;
  const program = `const { migrate } = await import(${JSON.stringify(module)});
    await migrate({ url: ${JSON.stringify(url)}, log: (line) => console.log(line) });`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
