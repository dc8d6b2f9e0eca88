import { setTimeout as pause } from 'node:timers/promises';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { type BackupPlace, takeBackup } from './base-backup.ts';
import { bringUp } from './chain.ts';
import { listBackups } from './manifest.ts';
import type { Troubles } from './troubles.ts';
import { readLsn } from './wal.ts';

export interface ArchiveSettings extends Omit<BackupPlace, 'ownerUrl'> {
  /** Asked again after every break: a server that was started anew may have another port. */
  ownerUrl(): string;
  readonly log: { error(facts: object, message: string): void; info(facts: object, message: string): void };
  readonly troubles?: Troubles;
  /** The rest between two rounds: what a lost disk can cost. */
  readonly restMs?: number;
  /** The rest after a round that failed. */
  readonly againMs?: number;
}

const SLOT = 'tungnha_archive';
/** PostgreSQL keeps this much log for an archive that is away, and then lets the archive go rather than fill its own disk. */
const KEPT_FOR_ARCHIVE = '8GB';

/**
 * Follows the log of the running embedded server into a backup folder, second by second, and takes a first backup when the
 * folder has none of this data folder's own. A folder that is away or full is told, in the log and as a trouble, and tried again.
 */
export function runArchive(settings: ArchiveSettings): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const { log, troubles, folder, againMs = 5_000 } = settings;
  const done = (async () => {
    while (!signal.aborted) {
      try {
        await follow(settings, signal);
      } catch (error) {
        if (!signal.aborted) {
          troubles?.began('archive', error);
          log.error({ err: error, folder }, 'the archive of the database stands still');
        }
      }
      await pause(againMs, undefined, { signal }).catch(() => {});
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function follow(settings: ArchiveSettings, signal: AbortSignal): Promise<void> {
  const { dataDir, log, troubles, restMs = 1_000 } = settings;
  const folder = resolve(settings.folder);
  const ownerUrl = settings.ownerUrl();
  const client = await connect(ownerUrl);
  try {
    const from = await holdLog(client);
    const { chain } = await bringUp(client, { dataDir, folder, from });
    const { finished } = await listBackups(folder);
    if (!finished.some((each) => chain.endsWith(`/${each.chain}`))) {
      const { place } = await takeBackup({ dataDir, ownerUrl, folder });
      log.info({ place }, 'a first backup was taken');
    }
    while (!signal.aborted) {
      const held = await holdLog(client);
      const { end } = await bringUp(client, { dataDir, folder, from: held });
      troubles?.ended('archive');
      const done = end.flushed - (end.flushed % BigInt(end.segmentBytes));
      if (done > held)
        await client.query('select pg_replication_slot_advance($1, $2::pg_lsn)', [SLOT, lsnText(done)]);
      await pause(restMs, undefined, { signal }).catch(() => {});
    }
    // What was committed up to the stop goes along.
    await bringUp(client, { dataDir, folder, from: await holdLog(client) });
  } finally {
    await client.end().catch(() => {});
  }
}

async function connect(ownerUrl: string): Promise<Client> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'tungnha archive' });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Since where PostgreSQL keeps its log for the archive. One that was let go for lack of space begins anew. */
async function holdLog(client: Client): Promise<bigint> {
  const { rows } = await client.query<{ lsn: string | null; status: string }>(
    'select restart_lsn::text as lsn, wal_status as status from pg_replication_slots where slot_name = $1',
    [SLOT],
  );
  const [row] = rows;
  if (row?.lsn && row.status !== 'lost') return readLsn(row.lsn);
  if (row) await client.query('select pg_drop_replication_slot($1)', [SLOT]);
  await client.query(`alter system set max_slot_wal_keep_size = '${KEPT_FOR_ARCHIVE}'`);
  await client.query('select pg_reload_conf()');
  const made = await client.query<{ lsn: string }>(
    'select lsn::text from pg_create_physical_replication_slot($1, true)',
    [SLOT],
  );
  if (row) throw new Error('the archive was away for too long and has a gap; a backup is needed now');
  return readLsn(made.rows[0]?.lsn ?? '');
}

/** Without a folder to archive to, nothing may hold the log. */
export async function releaseLog(ownerUrl: string): Promise<void> {
  const client = await connect(ownerUrl);
  try {
    await client.query(
      'select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1 and not active',
      [SLOT],
    );
  } finally {
    await client.end();
  }
}

function lsnText(lsn: bigint): string {
  return `${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffff_ffffn).toString(16).toUpperCase()}`;
}
