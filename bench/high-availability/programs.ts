import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs of a cluster as Debian and PGDG package them. */
export interface Programs {
  readonly etcd: string;
  readonly haproxy: string;
  readonly patroni: string;
  /** As it tells it: `patroni 3.0.2`. */
  readonly patroniVersion: string;
  /** The folder with the server's and the client's programs of one PostgreSQL. */
  readonly postgres: string;
}

const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];
const DEBIAN_POSTGRES = '/usr/lib/postgresql';
/** What Patroni calls; the embedded package holds the first three only. */
const POSTGRES_PROGRAMS = [
  'initdb',
  'pg_ctl',
  'postgres',
  'pg_basebackup',
  'pg_controldata',
  'pg_isready',
  'pg_rewind',
];

/** Finds them, PostgreSQL in PG_BIN or else the newest of the system; or says in one line what is missing. */
export function findPrograms(
  env: NodeJS.ProcessEnv = process.env,
  usual: readonly string[] = FOLDERS,
): Programs | string {
  const folders = [...(env['PATH'] ?? '').split(delimiter), ...usual];
  const find = (name: string) => folders.map((folder) => join(folder, name)).find(existsSync);
  const found = {
    etcd: find('etcd'),
    haproxy: find('haproxy'),
    patroni: find('patroni'),
    postgres: findPostgres(env['PG_BIN']),
  };
  const missing = Object.entries(found).flatMap(([name, path]) => (path === undefined ? [name] : []));
  if (missing.length > 0)
    return `High availability is not exercised here: ${missing.join(', ')} missing. On Debian: apt install patroni etcd-server haproxy postgresql`;
  const patroniVersion = spawnSync(found.patroni as string, ['--version'], {
    encoding: 'utf8',
  }).stdout.trim();
  return { ...(found as Omit<Programs, 'patroniVersion'>), patroniVersion };
}

function findPostgres(given: string | undefined): string | undefined {
  const whole = (folder: string) => POSTGRES_PROGRAMS.every((name) => existsSync(join(folder, name)));
  if (given) return whole(given) ? given : undefined;
  if (!existsSync(DEBIAN_POSTGRES)) return undefined;
  return readdirSync(DEBIAN_POSTGRES)
    .sort((a, b) => Number(b) - Number(a))
    .map((major) => join(DEBIAN_POSTGRES, major, 'bin'))
    .find(whole);
}
