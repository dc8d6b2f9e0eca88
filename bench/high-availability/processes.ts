import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, asAccount, identity } from '#app/platform/embedded-account.ts';

export interface Started {
  readonly pid: number;
  readonly ended: Promise<void>;
}

/** Starts a program under an ordinary account, its words in `NAME.log` of the folder; it ends when this process ends. */
export function startAs(account: Account, folder: string, name: string, command: string[]): Started {
  const known = spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
  const [program = '', ...args] = asAccount(account, [
    ...(known ? ['setpriv', '--pdeathsig', 'TERM'] : []),
    ...command,
  ]);
  const log = openSync(join(folder, `${name}.log`), 'a', 0o644);
  const child = spawn(program, args, {
    ...identity(account),
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
  });
  closeSync(log);
  if (child.pid === undefined) throw new Error(`${name} did not start: ${command[0]}`);
  return { pid: child.pid, ended: new Promise((done) => child.once('exit', () => done())) };
}

/** Every process that works in a folder: a postmaster and its backends. */
export function workersIn(folder: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** Sends a signal to each; one that is gone already is no matter. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** Asks until the answer is something; gives up, saying what was waited for. */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => Promise<T | null | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 200));
  }
}
