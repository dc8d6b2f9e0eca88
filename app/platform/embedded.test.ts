import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { isAlive } from './embedded-postmaster.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { readSecrets } from './secrets.ts';

const folder = await mkdtemp(join(tmpdir(), 'tungnha-embedded-'));
const settings = { folder, ownerPassword: readSecrets(folder).ownerPassword };
const pidFile = join(folder, 'postgres', 'data', 'postmaster.pid');
const opened: EmbeddedServer[] = [];

async function start(): Promise<EmbeddedServer> {
  const server = await startEmbedded(settings);
  opened.push(server);
  return server;
}

after(async () => {
  for (const server of opened) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function query(server: EmbeddedServer, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function untilDead(pid: number): Promise<void> {
  while (isAlive(pid)) await pause(10);
}

/** Another process that starts the database and is then killed without a chance to clean up. */
async function startElsewhere(): Promise<{ pid: number; kill(): Promise<void> }> {
  const module = new URL('./embedded.ts', import.meta.url).href;
  const code = `const { startEmbedded } = await import(${JSON.stringify(module)});
    const server = await startEmbedded(${JSON.stringify(settings)});
    console.log(server.pid);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { pid: Number(line), kill };
}

test('what was committed is there after a clean stop and a second start on the same port', async () => {
  const first = await start();
  assert.equal(first.mine, true);
  await query(first, 'create table kept (id int)');
  await query(first, 'insert into kept values (1)');
  await first.stop();
  await assert.rejects(query(first, 'select 1'), { code: 'ECONNREFUSED' });
  const second = await start();
  assert.equal(second.port, first.port);
  assert.deepEqual(await query(second, 'select id from kept'), [1]);
});

test('a second starter finds the running server and does not stop it', async () => {
  const first = await start();
  const second = await start();
  assert.deepEqual([second.mine, second.pid], [false, first.pid]);
  await second.stop();
  assert.deepEqual(await query(first, 'select 1'), [1]);
});

test('committed data is durable and only the password opens the server', async () => {
  const server = await start();
  assert.deepEqual(
    await query(
      server,
      `select setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
    ),
    ['on', 'on', 'on'],
  );
  const stranger = new Client({ connectionString: server.url('postgres').replace(/:[^:@]+@/, ':wrong@') });
  await assert.rejects(stranger.connect(), { code: '28P01' });
  assert.equal((await stat(join(folder, 'secrets.json'))).mode & 0o777, 0o600);
});

test('several starters at once share one server', async () => {
  for (const server of opened.splice(0)) await server.stop();
  const [server, ...others] = await Promise.all([start(), start(), start()]);
  assert.deepEqual(new Set(others.map((other) => other.pid)), new Set([server.pid]));
  for (const each of opened.splice(0)) await each.stop();
});

/** Elsewhere nobody tells PostgreSQL that its parent was killed: it goes on, and the next start finds it. */
const skip = process.platform !== 'linux' && 'only Linux tells a process that its parent was killed';

test('the server dies with a killed process, and the next start has every commit', { skip }, async () => {
  const elsewhere = await startElsewhere();
  const attached = await start();
  assert.deepEqual([attached.mine, attached.pid], [false, elsewhere.pid]);
  await query(attached, 'insert into kept values (2)');
  await elsewhere.kill();
  // Not waited for: the next start meets the server while it shuts down.
  const next = await start();
  assert.notEqual(next.pid, elsewhere.pid);
  assert.deepEqual(await query(next, 'select id from kept order by id'), [1, 2]);
});

test('a killed server leaves nothing that blocks the next start', async () => {
  const server = await start();
  const pid = server.pid;
  await query(server, 'insert into kept values (3)');
  process.kill(pid, 'SIGKILL');
  await untilDead(pid);
  assert.match(await readFile(pidFile, 'utf8'), new RegExp(`^${pid}\n`));
  const next = await start();
  assert.deepEqual(await query(next, 'select id from kept order by id'), [1, 2, 3]);
  await next.stop();
});

test('a pid file whose number now belongs to another program is not believed', async () => {
  await writeFile(
    pidFile,
    `${process.pid}\n${join(folder, 'postgres', 'data')}\n0\n5432\n\n127.0.0.1\n\nready\n`,
  );
  const server = await start();
  assert.deepEqual([server.mine, await query(server, 'select 1')], [true, [1]]);
});
