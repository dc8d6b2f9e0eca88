import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Account, asAccount, chooseAccount, giveTo, identity } from './embedded-account.ts';
import { EMBEDDED_MAJOR, findBinaries } from './embedded-binaries.ts';
import { initialise, OWNER_ROLE } from './embedded-init.ts';
import { findPostmaster, isAlive, type Postmaster } from './embedded-postmaster.ts';

export type EmbeddedSettings = {
  /** DATA_DIR: the server lives in its folder `postgres`. */
  folder: string;
  ownerPassword: string;
  log?: (line: string) => void;
  /** False gives up crash safety for speed: only for data that is thrown away. */
  durable?: boolean;
  /** How often a server that ends while it starts is started again; as often as a minute allows when absent. */
  attempts?: number;
};

export type EmbeddedServer = {
  port: number;
  pid: number;
  /** False when another process started it: then `stop` leaves it alone. */
  mine: boolean;
  url(database: string): string;
  isRunning(): boolean;
  stop(): Promise<void>;
};

const START_TIMEOUT_MS = 60_000;
const QUIET_FROM = 15_000;
const QUIET_TO = 32_000;

/** Finds the running server of a folder or starts one; the first time it makes the folder. */
export async function startEmbedded(settings: EmbeddedSettings): Promise<EmbeddedServer> {
  const home = join(resolve(settings.folder), 'postgres');
  const data = join(home, 'data');
  prepareFolders(resolve(settings.folder), home);
  const deadline = Date.now() + START_TIMEOUT_MS;
  const found = await settle(data, settings.ownerPassword, deadline);
  if (found) return serverOf(found, settings, false);

  const binaries = findBinaries();
  const account = chooseAccount(join(binaries, 'postgres'), home);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    settings.log?.('creating the database cluster (only the first time)');
    await initialise(binaries, home, account, settings.ownerPassword);
  }
  refuseOtherMajor(data);
  giveTo(account, data);
  for (let left = settings.attempts ?? Infinity; left > 0 && Date.now() < deadline; left--) {
    const other = await settle(data, settings.ownerPassword, deadline);
    if (other) return serverOf(other, settings, false);
    const started = await launch(binaries, home, account, settings.durable ?? true);
    if (started) return serverOf(started, settings, true);
    await pause(200);
  }
  throw new Error(
    `PostgreSQL did not start. Its log: ${join(home, 'server.log')}\n${tail(join(home, 'server.log'))}`,
  );
}

/** A folder of another major version is told before PostgreSQL's own words about it end in a log file. */
function refuseOtherMajor(data: string): void {
  const major = Number(readFileSync(join(data, 'PG_VERSION'), 'utf8'));
  if (major === EMBEDDED_MAJOR) return;
  throw new Error(
    `${data} là của PostgreSQL ${major}, phiên bản này mang PostgreSQL ${EMBEDDED_MAJOR}. Hãy dùng đúng phiên bản đã tạo ra nó.\n` +
      `${data} belongs to PostgreSQL ${major}; this version carries PostgreSQL ${EMBEDDED_MAJOR}. Start the version that made it.`,
  );
}

function prepareFolders(folder: string, home: string): void {
  mkdirSync(home, { recursive: true });
  if (process.getuid?.() !== 0) return;
  // The database's account passes through, and lists nothing.
  chmodSync(folder, 0o711);
  chmodSync(home, 0o711);
}

/**
 * Waits while a server of this folder starts up or shuts down; answers with one that takes connections, or null when none
 * is left. It is asked and not only read about: its file still says "ready" for a moment after its parent was killed.
 */
async function settle(data: string, password: string, deadline: number): Promise<Postmaster | null> {
  for (;;) {
    const found = findPostmaster(data);
    if (!found || (found.ready && (await takesConnections(found.port, password)))) return found;
    if (Date.now() > deadline) {
      throw new Error(`The PostgreSQL of ${data} (process ${found.pid}) does not get ready.`);
    }
    await pause(20);
  }
}

async function takesConnections(port: number, password: string): Promise<boolean> {
  const client = new Client({ host: '127.0.0.1', port, user: OWNER_ROLE, password, database: 'postgres' });
  try {
    await client.connect();
    return true;
  } catch (error) {
    // A wrong password will not become right by waiting; everything else is a server on its way up or down.
    if ((error as { code?: string }).code === '28P01') throw error;
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function launch(
  binaries: string,
  home: string,
  account: Account,
  durable: boolean,
): Promise<Postmaster | null> {
  const data = join(home, 'data');
  const port = await choosePort(join(home, 'port'));
  const options = serverOptions(port, durable).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = asAccount(account, [
    ...diesWithParent(),
    join(binaries, 'postgres'),
    '-D',
    data,
    ...options,
  ]);
  const [program = '', ...args] = command;
  const log = openSync(join(home, 'server.log'), 'w', 0o600);
  const child = spawn(program, args, {
    ...identity(account),
    cwd: home,
    // A session of its own: Ctrl-C reaches the program, which stops the database after its own work.
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env['PATH'], HOME: home, LC_ALL: 'C', TZ: 'UTC' },
  });
  closeSync(log);
  const ended = new AbortController();
  child.once('error', () => ended.abort());
  child.once('exit', () => ended.abort());
  child.unref();
  while (!ended.signal.aborted) {
    const found = findPostmaster(data);
    if (found?.pid === child.pid && found?.ready) return found;
    await pause(15);
  }
  return null;
}

/** PostgreSQL shuts down when the process that started it dies, however it dies. */
function diesWithParent(): string[] {
  const known =
    process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status === 0;
  return known ? ['setpriv', '--pdeathsig', 'INT'] : [];
}

function serverOptions(port: number, durable: boolean): [string, string | number][] {
  return [
    ['listen_addresses', '127.0.0.1'],
    ['unix_socket_directories', ''],
    ['port', port],
    ['max_connections', 240],
    ['shared_buffers', durable ? megabytes(0.15, 1024) : '128MB'],
    ['effective_cache_size', megabytes(0.5, 16_384)],
    ['work_mem', '16MB'],
    ['maintenance_work_mem', '128MB'],
    ['random_page_cost', 1.1],
    ['jit', 'off'],
    ['max_wal_size', '2GB'],
    ['checkpoint_timeout', '15min'],
    ['log_min_messages', 'warning'],
    ['fsync', durable ? 'on' : 'off'],
    ['synchronous_commit', durable ? 'on' : 'off'],
    ['full_page_writes', durable ? 'on' : 'off'],
  ];
}

/** The port of the last run when it is free, so that what was configured against it keeps working. */
async function choosePort(file: string): Promise<number> {
  const remembered = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (remembered && (await freePort(remembered))) || (await quietPort());
  writeFileSync(file, String(port));
  return port;
}

/**
 * A port below those that systems lend to outgoing connections: one of them could hold it at the moment of a restart, and
 * whoever is connected looks for the server where it was.
 */
async function quietPort(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const port = await freePort(QUIET_FROM + Math.floor(Math.random() * (QUIET_TO - QUIET_FROM)));
    if (port) return port;
  }
  return freePort(0);
}

function freePort(wanted: number): Promise<number> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(0));
    probe.listen({ port: wanted, host: '127.0.0.1' }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

function serverOf(found: Postmaster, settings: EmbeddedSettings, mine: boolean): EmbeddedServer {
  const data = join(resolve(settings.folder), 'postgres', 'data');
  return {
    pid: found.pid,
    port: found.port,
    mine,
    url: (database) =>
      `postgresql://${OWNER_ROLE}:${encodeURIComponent(settings.ownerPassword)}@127.0.0.1:${found.port}/${database}`,
    isRunning: () => findPostmaster(data)?.pid === found.pid,
    stop: async () => {
      if (mine) await stopPostmaster(found.pid, data);
    },
  };
}

/** Fast shutdown: running statements are broken off and rolled back, what was committed is kept. */
async function stopPostmaster(pid: number, data: string): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync(join(findBinaries(), 'pg_ctl'), ['stop', '-m', 'fast', '-D', data]);
    return;
  }
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  while (isAlive(pid) && findPostmaster(data)?.pid === pid) await pause(15);
}

function tail(file: string): string {
  return existsSync(file) && statSync(file).size < 1_000_000
    ? readFileSync(file, 'utf8').split('\n').slice(-12).join('\n')
    : '';
}

/** A share of the machine's memory, within 64 MB and `most` megabytes. */
function megabytes(share: number, most: number): string {
  return `${Math.max(64, Math.min(most, Math.floor((totalmem() * share) / 1_048_576)))}MB`;
}
