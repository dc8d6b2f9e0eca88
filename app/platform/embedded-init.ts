import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, asAccount, identity } from './embedded-account.ts';
import { isAlive } from './embedded-postmaster.ts';

export const OWNER_ROLE = 'tungnha_owner';

/**
 * Makes the data folder `home/data` once. It is made beside and renamed, so a kill in the middle leaves no half
 * folder, and of two starters the slower one takes what the faster one made.
 */
export async function initialise(
  binaries: string,
  home: string,
  account: Account,
  password: string,
): Promise<void> {
  removeAbandoned(home);
  const { uid, gid } = identity(account);
  const workshop = join(home, `init-${process.pid}`);
  mkdirSync(workshop, { mode: 0o700 });
  const secret = join(workshop, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined) {
    chownSync(workshop, uid, gid);
    chownSync(secret, uid, gid);
  }
  const made = join(workshop, 'data');
  await run(
    asAccount(account, [
      join(binaries, 'initdb'),
      `--pgdata=${made}`,
      `--username=${OWNER_ROLE}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]),
    { ...identity(account), cwd: workshop, home: workshop },
  );
  try {
    renameSync(made, join(home, 'data'));
  } catch (error) {
    if (!existsSync(join(home, 'data', 'PG_VERSION'))) throw error;
  }
  rmSync(workshop, { recursive: true, force: true });
}

function removeAbandoned(home: string): void {
  for (const name of readdirSync(home)) {
    const maker = Number(/^init-(\d+)$/.exec(name)?.[1]);
    if (maker && (maker === process.pid || !isAlive(maker))) {
      rmSync(join(home, name), { recursive: true, force: true });
    }
  }
}

function run(
  command: string[],
  options: { uid?: number; gid?: number; cwd: string; home: string },
): Promise<void> {
  const [program = '', ...args] = command;
  const { home, ...place } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...place,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env['PATH'], HOME: home, LC_ALL: 'C' },
    });
    let complaint = '';
    child.stderr.on('data', (text) => (complaint += String(text)));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb ended with ${code}: ${complaint.trim()}`)),
    );
  });
}
