import { writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Client } from 'pg';
import { EMBEDDED_MAJOR } from '#app/platform/embedded-binaries.ts';
import { PROVINCE_SCHEMA } from '#kernel/db/connect.ts';
import { hashFile } from '#kernel/files/keep.ts';
import { makePrivate } from '#kernel/files/private.ts';
import { bringUp, clusterOf } from './chain.ts';
import { eachOf, isAbsent, listFiles, packFile, removeTree } from './durable.ts';
import { copyKept, packHouse } from './house-files.ts';
import { type BackedFile, finishDraft, type Manifest, newBackupName, openDraft } from './manifest.ts';
import { dropOld } from './retention.ts';
import { readLsn, segmentName } from './wal.ts';

export interface BackupPlace {
  readonly dataDir: string;
  /** The owner's connection to the embedded server of that folder, which is running. */
  readonly ownerUrl: string;
  readonly folder: string;
}

export interface BackupTaken {
  readonly place: string;
  readonly manifest: Manifest;
  readonly bytes: number;
  /** What retention took away. */
  readonly dropped: readonly string[];
  /** The folder is on a share or a disk that lets everybody on this machine read it. */
  readonly openToAll: boolean;
}

/** Backups kept when nothing else is said: a week of nights. */
export const KEEP = 7;

const TOGETHER = 4;
const CONTROL = 'postgres/global/pg_control';
const BACKUP_LOCK = 7_261_845_012;

/** What PostgreSQL makes anew by itself, or must not find (PostgreSQL 18, 25.3.4, "Backing Up the Data Directory"). */
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|backup_label|tablespace_map|backup_manifest)$|^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/|(^|\/)(pgsql_tmp[^/]*|pg_internal\.init[^/]*)$/;

/**
 * Copies a running embedded server with everything else of its data folder: `pg_backup_start`, the files, `pg_backup_stop`,
 * the log in between. Work goes on meanwhile. It is a backup only after its manifest was flushed and its folder renamed;
 * until then it is called unfinished. Refuses while another backup to any folder runs.
 */
export async function takeBackup(place: BackupPlace, options: { keep?: number } = {}): Promise<BackupTaken> {
  const folder = resolve(place.folder);
  if (resolve(place.dataDir) === folder || folder.startsWith(`${resolve(place.dataDir)}/`))
    throw new Error(
      `${folder}: nơi sao lưu không được nằm trong DATA_DIR / a backup belongs outside DATA_DIR, best on another disk.`,
    );
  const openToAll = !(await makePrivate(folder));
  // Both calls must come from one session, and PostgreSQL ends the backup with it.
  const client = new Client({ connectionString: place.ownerUrl, application_name: 'tungnha backup' });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
      BACKUP_LOCK,
    ]);
    if (!rows[0]?.mine)
      throw new Error('Một lần sao lưu khác đang chạy / another backup is running. Try again later.');
    const manifest = await copyAll(client, place.dataDir, folder);
    const dropped = await dropOld(folder, options.keep ?? KEEP);
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    return { place: join(folder, manifest.name), manifest, bytes, dropped, openToAll };
  } finally {
    await client.end().catch(() => {});
  }
}

async function copyAll(client: Client, dataDir: string, folder: string): Promise<Manifest> {
  const began = new Date();
  const name = await newBackupName(folder, began);
  const draft = await openDraft(folder, name);
  try {
    // The slot keeps the log since now until this session ends; it goes with the session, however that ends.
    await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [
      `tungnha_backup_${process.pid}`,
    ]);
    const start = await client.query<{ lsn: string }>('select pg_backup_start($1, true)::text as lsn', [
      name,
    ]);
    const database = await copyCluster(dataDir, draft);
    const stop = await client.query<{ lsn: string; labelfile: string }>(
      'select lsn::text, labelfile from pg_backup_stop(false)',
    );
    const label = stop.rows[0]?.labelfile ?? '';
    const drafted = join(draft, 'backup_label');
    await writeFile(drafted, label, { mode: 0o600, flush: true });
    const labelled = await packFile(drafted, join(draft, 'postgres', 'backup_label.zst'));
    await removeTree(drafted);
    const from = readLsn(start.rows[0]?.lsn ?? '');
    const { chain, end } = await bringUp(client, { dataDir, folder, from });
    const files: BackedFile[] = [
      ...database.files,
      { path: 'postgres/backup_label', ...labelled },
      ...(await packHouse(dataDir, draft)),
      ...(await copyKept(dataDir, folder)),
    ];
    const manifest: Manifest = {
      form: 'tungnha-backup/1',
      name,
      beganAt: began.toISOString(),
      endedAt: new Date().toISOString(),
      postgresMajor: EMBEDDED_MAJOR,
      schema: await newestMigration(client),
      chain: basename(chain),
      segmentBytes: end.segmentBytes,
      firstSegment: segmentName(end.timeline, from / BigInt(end.segmentBytes), end.segmentBytes),
      stopLsn: stop.rows[0]?.lsn ?? '',
      files,
      folders: database.folders,
    };
    await finishDraft(draft, manifest);
    return manifest;
  } catch (error) {
    await removeTree(draft);
    throw error;
  }
}

async function copyCluster(
  dataDir: string,
  draft: string,
): Promise<{ files: BackedFile[]; folders: string[] }> {
  const cluster = clusterOf(dataDir);
  const listed = await listFiles(cluster, (path) => LEFT_OUT.test(path));
  const files: BackedFile[] = [];
  // The control file is copied last of all (same chapter), so that no other file is older than what it says.
  const paths = listed.files.filter((path) => path !== 'global/pg_control');
  const copy = async (path: string) => {
    try {
      const written = await packFile(join(cluster, path), join(draft, 'postgres', `${path}.zst`));
      files.push({ path: `postgres/${path}`, ...written });
    } catch (error) {
      // A table that was dropped in the meantime; the log knows.
      if (!isAbsent(error)) throw error;
      await removeTree(join(draft, 'postgres', `${path}.zst`));
    }
  };
  await eachOf(paths, TOGETHER, copy);
  // It is one sector, but may be read while it is written: taken again until it stands still.
  do {
    files.splice(0, files.length, ...files.filter(({ path }) => path !== CONTROL));
    await copy('global/pg_control');
  } while (
    files.find(({ path }) => path === CONTROL)?.sha256 !==
    (await hashFile(join(cluster, 'global/pg_control')))
  );
  return { files, folders: listed.folders };
}

async function newestMigration(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ known: boolean }>('select to_regclass($1) is not null as known', [
    `${PROVINCE_SCHEMA}.migration`,
  ]);
  if (!rows[0]?.known) return null;
  const newest = await client.query<{ name: string }>(
    `select name from ${PROVINCE_SCHEMA}.migration order by number desc limit 1`,
  );
  return newest.rows[0]?.name ?? null;
}
