import { appendFile, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Client } from 'pg';
import { EMBEDDED_MAJOR } from '#app/platform/embedded-binaries.ts';
import { type EmbeddedServer, startEmbedded } from '#app/platform/embedded.ts';
import { readSecrets } from '#app/platform/secrets.ts';
import { MIGRATIONS_FOLDER, readMigrations } from '#kernel/db/migrate.ts';
import { clusterOf } from './chain.ts';
import { copyIfChanged, eachOf, flush, readIfThere, removeTree, syncFolder, unpackFile } from './durable.ts';
import { copyWhole, EVIDENCE_FILES, KEPT } from './house-files.ts';
import { placeOf } from '#kernel/files/keep.ts';
import { keptNames } from '#kernel/files/reseal.ts';
import { BackupDamaged, chooseBackup, type Manifest } from './manifest.ts';
import { layWal, readThrough } from './wal.ts';

export interface RestoreAsked {
  /** A folder of backups, or one backup in it. */
  readonly from: string;
  /** The new DATA_DIR: absent or empty. */
  readonly to: string;
  /** The machine's time; what was committed after it is left out. Null goes to the end of the archive. */
  readonly at: Date | null;
  readonly log: (line: string) => void;
}

export interface Restored {
  readonly backup: string;
  readonly dataDir: string;
  /** The last commit that was brought back; null when the log held none after the backup. */
  readonly lastCommitAt: string | null;
  /** Everything committed before this instant was in the archive. */
  readonly archivedThrough: string;
  /** Later log lies behind a missing piece and could not be used. */
  readonly gap: boolean;
  readonly seconds: { readonly copy: number; readonly recover: number };
}

const TOGETHER = 4;
const TOO_EARLY = 'recovery ended before configured recovery target was reached';

/**
 * Makes a new DATA_DIR from a backup and its log, to the end or to an instant, and calls `prove` while its server runs. The
 * place takes its name only when all of that succeeded; a cut off restore leaves `DIR.restoring`, which the next one
 * takes away. Never touches a folder that holds anything. Every file is compared with its hash as it is laid down.
 */
export async function restore<T>(
  asked: RestoreAsked,
  prove: (dataDir: string) => Promise<T>,
): Promise<{ restored: Restored; proved: T }> {
  const to = resolve(asked.to);
  await refuseOccupied(to);
  const { folder, manifest } = await chooseBackup(asked.from, asked.at);
  await refuseUnfit(manifest);
  const chain = join(folder, 'wal', manifest.chain);
  const through = await readThrough(chain);
  const archivedThrough = through?.at ?? manifest.endedAt;
  if (asked.at && asked.at > new Date(archivedThrough))
    throw new Error(
      `Kho nhật ký chỉ đến ${archivedThrough} / the archive ends at ${archivedThrough}. ` +
        'Bỏ --at để khôi phục đến đó / leave --at out to restore up to there.',
    );
  const draft = `${to}.restoring`;
  await removeTree(draft);
  const beganAt = performance.now();
  asked.log(`${manifest.name} -> ${to}`);
  const gap = await layDown(folder, chain, manifest, draft);
  const copy = secondsSince(beganAt);
  const server = await recover(draft, asked.at);
  const lastCommitAt = await settleAfter(server);
  const recovered = secondsSince(beganAt) - copy;
  if (asked.at) await setCheckpointAside(draft);
  let proved: T;
  try {
    proved = await prove(draft);
  } finally {
    await server.stop();
  }
  await rename(draft, to);
  await syncFolder(dirname(to));
  const seconds = { copy, recover: recovered };
  return {
    restored: { backup: manifest.name, dataDir: to, lastCommitAt, archivedThrough, gap, seconds },
    proved,
  };
}

const secondsSince = (beganAt: number) => Math.round(performance.now() - beganAt) / 1000;

async function refuseOccupied(to: string): Promise<void> {
  const names = await readdir(to).catch(() => null);
  if (names === null && (await stat(to).catch(() => null)) === null) return;
  if (names?.length === 0) return;
  throw new Error(
    `${to} đã có dữ liệu; khôi phục cần một thư mục mới / ${to} is not empty; a restore goes into a new folder.`,
  );
}

async function refuseUnfit(manifest: Manifest): Promise<void> {
  if (manifest.postgresMajor !== EMBEDDED_MAJOR)
    throw new Error(
      `Bản sao lưu của PostgreSQL ${manifest.postgresMajor}, phiên bản này mang ${EMBEDDED_MAJOR} / the backup is of PostgreSQL ${manifest.postgresMajor}, this version carries ${EMBEDDED_MAJOR}.`,
    );
  const known = await readMigrations(MIGRATIONS_FOLDER);
  if (manifest.schema !== null && !known.some(({ name }) => name === manifest.schema))
    throw new Error(
      `Bản sao lưu của phiên bản mới hơn (${manifest.schema}) / the backup is of a newer version (${manifest.schema}). Use that version.`,
    );
}

async function layDown(folder: string, chain: string, manifest: Manifest, draft: string): Promise<boolean> {
  const cluster = clusterOf(draft);
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  for (const each of manifest.folders) await mkdir(join(cluster, each), { recursive: true, mode: 0o700 });
  const place = join(folder, manifest.name);
  await eachOf(manifest.files, TOGETHER, async ({ path, bytes, sha256 }) => {
    const [root = '', ...rest] = path.split('/');
    if (rest.includes('..')) throw new BackupDamaged(path);
    if (root === KEPT) return;
    const target = root === 'postgres' ? join(cluster, ...rest) : join(draft, ...rest);
    const written = await unpackFile(join(place, `${path}.zst`), target).catch((error: unknown) => {
      throw Object.assign(new BackupDamaged(`${manifest.name}/${path}`), { cause: error });
    });
    if (written.sha256 !== sha256 || written.bytes !== bytes)
      throw new BackupDamaged(`${manifest.name}/${path}`);
  });
  await eachOf(
    manifest.files.filter(({ path }) => path.startsWith('house/')),
    TOGETHER,
    ({ path }) => flush(join(draft, ...path.split('/').slice(1))),
  );
  // The log may name files that came after the manifest, so all that were kept are brought back.
  const kept = new Set(await keptNames(join(folder, KEPT)));
  const missing = manifest.files.find((file) => file.path.startsWith(`${KEPT}/`) && !kept.has(file.sha256));
  if (missing) throw new BackupDamaged(missing.path);
  await eachOf([...kept], TOGETHER, (sha256) =>
    copyWhole(placeOf(join(folder, KEPT), sha256), placeOf(join(draft, KEPT), sha256), sha256),
  );
  for (const name of EVIDENCE_FILES)
    await copyIfChanged(join(chain, 'evidence', name), join(draft, 'evidence', name));
  const { last, gap } = await layWal(
    chain,
    join(cluster, 'pg_wal'),
    manifest.firstSegment,
    manifest.segmentBytes,
  );
  if (last === null) throw new BackupDamaged(`wal/${manifest.chain}/${manifest.firstSegment}`);
  return gap;
}

/**
 * Starts the server on what was laid down. All log lies there already, so it is told to fetch none. Where nobody committed
 * anything after the instant that was asked for, the end of the log is that instant.
 */
async function recover(draft: string, at: Date | null): Promise<EmbeddedServer> {
  const cluster = clusterOf(draft);
  const settings = join(cluster, 'postgresql.auto.conf');
  const before = await readFile(settings, 'utf8');
  // Without a hot standby "ready" means the end of the recovery, and nobody reads what is half replayed.
  const fetchNothing = `hot_standby = off\nrestore_command = 'exit 1'\nrecovery_target_timeline = 'current'\nrecovery_target_action = 'promote'\n`;
  await appendFile(settings, fetchNothing);
  if (at)
    await appendFile(
      settings,
      `recovery_target_time = '${at.toISOString().replace('T', ' ').replace('Z', '+00')}'\n`,
    );
  await writeFile(join(cluster, 'recovery.signal'), '', { mode: 0o600 });
  const { ownerPassword } = readSecrets(draft);
  const start = () => startEmbedded({ folder: draft, ownerPassword, attempts: 1 });
  try {
    return await start();
  } catch (error) {
    if (!at || !String(error).includes(TOO_EARLY)) throw error;
    await writeFile(settings, before + fetchNothing);
    return await start();
  }
}

/** Takes the settings of the recovery away, so that the next start is an ordinary one. */
async function settleAfter(server: EmbeddedServer): Promise<string | null> {
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    const { rows } = await client.query<{ at: Date | null }>('select pg_last_xact_replay_timestamp() as at');
    for (const name of [
      'hot_standby',
      'restore_command',
      'recovery_target_timeline',
      'recovery_target_action',
      'recovery_target_time',
    ])
      await client.query(`alter system reset ${name}`);
    await client.query('checkpoint');
    return rows[0]?.at?.toISOString() ?? null;
  } finally {
    await client.end();
  }
}

/**
 * Whoever goes back to an instant goes back behind what was signed since. The program would refuse to sign on, as it
 * should when nobody decided so; here somebody did, and what was signed is kept for whoever asks.
 */
async function setCheckpointAside(draft: string): Promise<void> {
  const newest = join(draft, 'evidence', 'newest.checkpoint');
  if ((await readIfThere(newest)) === null) return;
  await rename(newest, join(draft, 'evidence', `${basename(newest)}.before-restore`));
}
