import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { openTestSession } from '#kernel/access/testing/signed-in.ts';
import { openProvince } from '#app/platform/database.ts';
import { openDatabase } from '#kernel/db/connect.ts';
import { openCounters } from '../counters.ts';
import { Cluster } from './cluster.ts';
import { EVENTS } from './events.ts';
import { findPrograms, type Programs } from './programs.ts';
import { until } from './processes.ts';
import { type EventRow, tableOf } from './report.ts';
import type { ServeAsk } from './serve.ts';
import { longestGapS, type Payment, sendTellers } from './tellers.ts';
import { isGood, judge } from './verdict.ts';

const HELP = `npm run exercise:ha -- [--events NAME,NAME...] [--rounds N] [--tellers N] [--payments N] [--keep] [--json]

Three nodes with PostgreSQL and Patroni, etcd and HAProxy on loopback, in a temporary folder; the product before them pays
vouchers while the leader is killed, paused, cut off and replaced. Prints the longest gap of each event, and what became of
every payment. Exit code 1 when one that was acknowledged is lost, or one is doubled.

Needs the programs of patroni, etcd, haproxy and PostgreSQL (PG_BIN, or the newest under /usr/lib/postgresql); without them
it says so and ends with 0.

  --events    ${Object.keys(EVENTS).join(',')} (all)
  --rounds N  all events so many times (1)         --tellers N  who pay at once (8)
  --payments N  vouchers to pay (30000)            --keep       leave the folder with all logs
  --json      one JSON object instead of the table
`;

const SERVE = fileURLToPath(new URL('./serve.ts', import.meta.url));
/** Undisturbed work before each event and after it, so that a gap is seen from both sides. */
const QUIET_MS = 4000;
/** Longer than any part of the cluster takes for a dead one to be missed by its neighbours. */
const NOTICED_MS = 8000;

const { values } = parseArgs({
  options: {
    events: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    tellers: { type: 'string', default: '8' },
    payments: { type: 'string', default: '30000' },
    keep: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const say = (line: string) => void process.stderr.write(`${line}\n`);

if (values.help) process.stdout.write(HELP);
else {
  const programs = findPrograms();
  if (typeof programs === 'string') process.stdout.write(`${programs}\n`);
  else process.exitCode = (await exercise(programs)) ? 0 : 1;
}

async function exercise(programs: Programs): Promise<boolean> {
  const names = values.events?.split(',') ?? Object.keys(EVENTS);
  const unknown = names.filter((name) => !(name in EVENTS));
  if (unknown.length > 0) throw new RangeError(`unknown events: ${unknown.join(', ')}`);
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-ha-'));
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const each of closing.splice(0).reverse())
      await each().catch((error: unknown) => say(String(error)));
    if (values.keep) say(`logs are in ${folder}`);
    else await rm(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().then(() => process.exit(130)));
  try {
    say(`starting three nodes of ${programs.postgres}`);
    const cluster = await Cluster.start(programs, folder);
    closing.push(() => cluster.stop());
    const databaseUrl = await makeDatabase(cluster);
    const dataDir = join(folder, 'product');
    const province = await openProvince({ port: 0, dataDir, databaseUrl }, { migrate: true, log: () => {} });
    closing.push(() => province.stop());
    const { db } = province;
    const owner = openDatabase({
      url: cluster.url('tungnha'),
      appName: 'exercise',
      max: 2,
      statementTimeoutMs: 0,
    });
    closing.push(() => owner.close());
    const counters = await openCounters(
      { db, owner, folder: dataDir, say },
      Number(values.tellers),
      Number(values.payments),
    );
    const server = fork(SERVE);
    closing.push(async () => void server.kill('SIGKILL'));
    const ask: ServeAsk = { databaseUrl, dataDir, logFile: join(folder, 'product.log') };
    server.send(ask);
    const [address] = (await once(server, 'message')) as [string];
    let died = false;
    server.once('exit', () => (died = true));
    const seats = await Promise.all(
      counters.map(async (counter) => ({
        counter,
        cookie: await openTestSession(owner, counter.till.person.id),
      })),
    );
    const tellers = sendTellers(address, seats);
    const rows: EventRow[] = [];
    for (let round = 0; round < Number(values.rounds); round++)
      for (const name of names) {
        await pause(QUIET_MS);
        const before = (await cluster.leader()).place.name;
        const from = performance.now();
        const event = EVENTS[name] as (typeof EVENTS)[string];
        say(`${event.what} (leader ${before})`);
        await event.happen(cluster);
        await untilPaidAgain(tellers.payments);
        await cluster.whole();
        await pause(QUIET_MS);
        const to = performance.now();
        const during = tellers.payments.filter(({ askedAt }) => askedAt > from && askedAt < to);
        rows.push({
          event: event.what,
          leader: `${before} → ${(await cluster.leader()).place.name}`,
          gapS: longestGapS(tellers.payments, from, to),
          acknowledged: during.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length,
          unknown: during.filter(({ first }) => first === 'unknown').length,
        });
      }
    await tellers.stop();
    await cluster.whole();
    const verdict = await judge(
      owner,
      tellers.payments,
      cluster.nodes.map((node) => node.url('tungnha')),
    );
    const { rows: version } = await owner.pool.query<{ server_version: string }>('show server_version');
    const wrong = Object.fromEntries(tellers.wrong);
    const report = { postgres: version[0]?.server_version ?? '', events: rows, ...verdict, wrong, died };
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : tableOf(report));
    return isGood(verdict, cluster.nodes.length) && tellers.wrong.size === 0 && !died;
  } finally {
    await close();
  }
}

/** A death is noticed after a while, so payments of the last second say nothing before some seconds have passed. */
async function untilPaidAgain(payments: readonly Payment[]): Promise<void> {
  await pause(NOTICED_MS);
  await until('payments after the event', 180, async () => {
    const since = performance.now() - 1000;
    return payments.filter(({ acknowledgedAt }) => (acknowledgedAt ?? 0) > since).length >= 5;
  });
}

/** The product's owner is an ordinary role that may make roles, and its database. */
async function makeDatabase(cluster: Cluster): Promise<string> {
  const password = cluster.passwords.replication;
  const client = new Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  try {
    await client.query(`create role tungnha login createrole password '${password}'`);
    await client.query('create database tungnha owner tungnha');
  } finally {
    await client.end();
  }
  return cluster.url('tungnha', 'tungnha', password);
}
