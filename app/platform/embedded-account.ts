import { spawnSync } from 'node:child_process';
import { lchownSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The account PostgreSQL runs under. It refuses to run as root, so root hands it to an ordinary account; where that
 * account cannot reach the folders (a clone under a 0700 home) root keeps the files and only a user namespace
 * shows PostgreSQL another number.
 */
export type Account = { kind: 'self' } | { kind: 'dropped'; uid: number; gid: number } | { kind: 'mapped' };

const CANDIDATES = ['postgres', 'nobody', 'daemon'];
const MAPPED_ID = 1000;

/** Picks the first account that can run `binary` and reach `folder`; explains itself when there is none. */
export function chooseAccount(binary: string, folder: string): Account {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  for (const account of ordinaryAccounts()) {
    if (canRun(account, [binary, '--version']) && canRun(account, ['/bin/sh', '-c', 'cd -- "$0"', folder])) {
      return account;
    }
  }
  const mapped: Account = { kind: 'mapped' };
  if (canRun(mapped, [binary, '--version'])) return mapped;
  throw new Error(
    `PostgreSQL does not run as root, and no ordinary account can reach ${binary} and ${folder}. ` +
      'Run as an ordinary user, or place the program and DATA_DIR where the user "nobody" can read them.',
  );
}

function ordinaryAccounts(): Account[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return CANDIDATES.flatMap((name) => {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    return fields ? [{ kind: 'dropped' as const, uid: Number(fields[2]), gid: Number(fields[3]) }] : [];
  });
}

function canRun(account: Account, command: string[]): boolean {
  const [program = '', ...args] = asAccount(account, command);
  return spawnSync(program, args, { stdio: 'ignore', ...identity(account) }).status === 0;
}

/** The command line that runs `command` under the account; pair it with `identity` in the spawn options. */
export function asAccount(account: Account, command: string[]): string[] {
  if (account.kind !== 'mapped') return command;
  return ['unshare', '--user', `--map-user=${MAPPED_ID}`, `--map-group=${MAPPED_ID}`, ...command];
}

export function identity(account: Account): { uid?: number; gid?: number } {
  return account.kind === 'dropped' ? { uid: account.uid, gid: account.gid } : {};
}

/** Gives a stopped data folder to the account: the clone may have moved to where another account is needed. */
export function giveTo(account: Account, folder: string): void {
  if (account.kind === 'self') return;
  const { uid = 0, gid = 0 } = identity(account);
  if (lstatSync(folder).uid !== uid) giveAll(folder, uid, gid);
}

function giveAll(path: string, uid: number, gid: number): void {
  // The folder itself changes last, so an interrupted walk is done again at the next start.
  if (lstatSync(path).isDirectory())
    for (const name of readdirSync(path)) giveAll(join(path, name), uid, gid);
  lchownSync(path, uid, gid);
}
