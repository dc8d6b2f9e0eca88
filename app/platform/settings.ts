import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HOME = fileURLToPath(new URL('../..', import.meta.url));

export type Settings = {
  port: number;
  dataDir: string;
  /** The owner's connection to a PostgreSQL of your own; without it the embedded one runs under `dataDir`. */
  databaseUrl?: string;
  /** The application's connection; without it the role is made and its password kept in `dataDir`. */
  databaseAppUrl?: string;
  /** Where signed checkpoints go, best a folder that the database's owner does not control. */
  checkpointDir?: string;
  /** A routing server (OSRM) for ways by road. */
  osrmUrl?: string;
  /** The keys of sealed columns; without it `keys/keyring.json` in `dataDir`. */
  keyringFile?: string;
  /** Leaked passwords that nobody may choose, as Have I Been Pwned gives them away: SHA-1 hashes in order. */
  leakFile?: string;
  /** A malware scanner that speaks clamd's protocol: the path of its socket, or `host:port`. */
  scanner?: string;
  /** The hostname under which the public page answers, and nothing else does. */
  publicHost?: string;
  /** Where the embedded server is backed up to: a base backup each night, its log each second. */
  backupDir?: string;
};

/** Reads PORT, DATA_DIR, DATABASE_URL, DATABASE_APP_URL, CHECKPOINT_DIR, OSRM_URL, KEYRING_FILE, LEAKED_PASSWORDS, CLAMD, PUBLIC_HOST and BACKUP_DIR. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const port = Number(env['PORT'] || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT must be a number from 0 to 65535, not "${env['PORT']}".`);
  }
  return {
    port,
    dataDir: env['DATA_DIR'] ? resolve(env['DATA_DIR']) : resolve(HOME, '.data'),
    ...(env['DATABASE_URL'] && { databaseUrl: env['DATABASE_URL'] }),
    ...(env['DATABASE_APP_URL'] && { databaseAppUrl: env['DATABASE_APP_URL'] }),
    ...(env['CHECKPOINT_DIR'] && { checkpointDir: resolve(env['CHECKPOINT_DIR']) }),
    ...(env['OSRM_URL'] && { osrmUrl: env['OSRM_URL'] }),
    ...(env['KEYRING_FILE'] && { keyringFile: resolve(env['KEYRING_FILE']) }),
    ...(env['LEAKED_PASSWORDS'] && { leakFile: resolve(env['LEAKED_PASSWORDS']) }),
    ...(env['CLAMD'] && { scanner: env['CLAMD'] }),
    ...(env['PUBLIC_HOST'] && { publicHost: env['PUBLIC_HOST'].toLowerCase() }),
    ...(env['BACKUP_DIR'] && { backupDir: resolve(env['BACKUP_DIR']) }),
  };
}

/** Where the keys of sealed columns lie: apart from the database, and in no backup of it. */
export function keyringFile({
  keyringFile: given,
  dataDir,
}: Pick<Settings, 'keyringFile' | 'dataDir'>): string {
  return given ?? join(dataDir, 'keys', 'keyring.json');
}
