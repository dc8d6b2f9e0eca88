import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What `postmaster.pid` says: the process, the port it listens on, and whether it takes connections. */
export type Postmaster = { pid: number; port: number; ready: boolean };

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * The living server of a data folder, or null. A pid file left by a kill is taken away when its number now belongs
 * to another program (after a restart of a container the low numbers come back), because PostgreSQL itself
 * would take that program for a server and refuse to start.
 */
export function findPostmaster(data: string): Postmaster | null {
  const file = join(data, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!pid) return null;
  if (!isAlive(pid)) return null;
  if (isAnotherProgram(pid, data)) {
    if (isWorkedIn(data)) return { pid, port: 0, ready: false };
    rmSync(file, { force: true });
    return null;
  }
  return { pid, port: Number(lines[3]) || 0, ready: lines[7]?.trim() === 'ready' };
}

/** Where /proc tells: PostgreSQL works inside its data folder, another program or another cluster does not. Elsewhere `ps` knows its name. */
function isAnotherProgram(pid: number, data: string): boolean {
  if (!existsSync('/proc/self')) {
    const { status, stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return status === 0 && !stdout.includes('postgres');
  }
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')) return true;
    return readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(data);
  } catch {
    return false;
  }
}

/** A killed server's children may need a moment to notice; until they are gone no other may open their files. */
function isWorkedIn(data: string): boolean {
  if (!existsSync('/proc/self')) return false;
  const place = realpathSync(data);
  return readdirSync('/proc').some((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === place;
    } catch {
      return false;
    }
  });
}
