import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { Peer } from './measure.ts';

const run = promisify(execFile);

/** Branches: more of them than the most clients tried would only make the tables larger, not the peer faster. */
const SCALE = 20;
const CLIENTS = [8, 16, 32];
const TRY_SECONDS = 3;
const SECONDS = 8;

type Once = (clients: number, seconds: number) => Promise<number>;

/**
 * Makes the tables of TPC-B in an empty database and answers a function that measures transactions in a second, with
 * the number of clients that was fastest of those tried. The real pgbench is used where there is one.
 */
export async function openTpcb(url: string, say: (line: string) => void): Promise<() => Promise<Peer>> {
  await fill(url);
  const pgbench = findPgbench();
  const once: Once = pgbench
    ? withPgbench(pgbench, url)
    : (clients, seconds) => withPg(url, clients, seconds);
  const tried: { clients: number; tps: number }[] = [];
  for (const clients of CLIENTS) tried.push({ clients, tps: await once(clients, TRY_SECONDS) });
  const best = tried.reduce((a, b) => (b.tps > a.tps ? b : a));
  const what = `TPC-B by ${pgbench ? 'pgbench' : 'pg'}, scale ${SCALE}, ${best.clients} clients`;
  return async () => {
    const peer = { tps: await once(best.clients, SECONDS), what };
    say(`${what}: ${peer.tps.toFixed(0)} transactions/s`);
    return peer;
  };
}

function findPgbench(): string | null {
  const debian = '/usr/lib/postgresql';
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []),
  ];
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path)) ?? null;
}

function withPgbench(program: string, url: string): Once {
  const { username, password, hostname, port, pathname } = new URL(url);
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(password) };
  const where = ['-h', hostname, '-p', port, '-U', username];
  return async (clients, seconds) => {
    const how = ['-n', '-c', String(clients), '-j', '2', '-T', String(seconds)];
    const { stdout } = await run(program, [...where, ...how, pathname.slice(1)], { env });
    const tps = Number(/^tps = ([0-9.]+)/m.exec(stdout)?.[1]);
    if (!(tps > 0)) throw new Error(`pgbench answered no rate:\n${stdout}`);
    return tps;
  };
}

/** The tables and rows of `pgbench -i`, with its fill factors and keys. */
async function fill(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`
      create table pgbench_branches (bid int not null, bbalance int, filler char(88)) with (fillfactor = 100);
      create table pgbench_tellers (tid int not null, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
      create table pgbench_accounts (aid int not null, bid int, abalance int, filler char(84)) with (fillfactor = 100);
      create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
      insert into pgbench_branches select n, 0 from generate_series(1, ${SCALE}) n;
      insert into pgbench_tellers select n, (n - 1) / 10 + 1, 0 from generate_series(1, ${SCALE} * 10) n;
      insert into pgbench_accounts select n, (n - 1) / 100000 + 1, 0, '' from generate_series(1, ${SCALE} * 100000) n;
      alter table pgbench_branches add primary key (bid);
      alter table pgbench_tellers add primary key (tid);
      alter table pgbench_accounts add primary key (aid);`);
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

const FIVE = [
  'update pgbench_accounts set abalance = abalance + $1 where aid = $2',
  'select abalance from pgbench_accounts where aid = $1',
  'update pgbench_tellers set tbalance = tbalance + $1 where tid = $2',
  'update pgbench_branches set bbalance = bbalance + $1 where bid = $2',
  'insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)',
] as const;

const upTo = (most: number) => 1 + Math.floor(Math.random() * most);

/** The script of `pgbench` (TPC-B-like), by this process: seven round trips a transaction. */
async function withPg(url: string, clients: number, seconds: number): Promise<number> {
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  const work = async (client: Client) => {
    const ask = (n: number, ...values: number[]) =>
      client.query({ name: `tpcb ${n}`, text: FIVE[n] as string, values });
    while (performance.now() < until) {
      const [aid, tid, bid] = [upTo(SCALE * 100_000), upTo(SCALE * 10), upTo(SCALE)];
      const delta = upTo(10_001) - 5001;
      await client.query('begin');
      await ask(0, delta, aid);
      await ask(1, aid);
      await ask(2, delta, tid);
      await ask(3, delta, bid);
      await ask(4, tid, bid, aid, delta);
      await client.query('commit');
      done++;
    }
  };
  await Promise.all(connections.map(work));
  const tps = done / ((performance.now() - began) / 1000);
  await Promise.all(connections.map((client) => client.end()));
  return tps;
}
