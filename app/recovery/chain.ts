import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { replaceWhole } from './durable.ts';
import { copyEvidenceKeys, copyKept } from './house-files.ts';
import { copyWal, type Lsn, markThrough, readWalEnd, type WalEnd } from './wal.ts';

/** Where an embedded server keeps itself below DATA_DIR. */
export const clusterOf = (dataDir: string) => join(dataDir, 'postgres', 'data');

const ID_FILE = 'archive-id';

/**
 * The name of a data folder's own log in the archive. Two restores of one backup go different ways under the same
 * numbers, so the folder has a name of its own, which a restore does not bring along.
 */
async function chainOf(dataDir: string, end: WalEnd): Promise<string> {
  const file = join(dataDir, 'postgres', ID_FILE);
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    return null;
  });
  await handle?.close();
  let id = (await readFile(file, 'utf8')).trim();
  if (id === '') await replaceWhole(file, (id = randomBytes(4).toString('hex')));
  return `${end.systemId}-${end.timeline}-${id}`;
}

/**
 * Brings an archive up to what is committed now: kept files first, since a row that names one is committed after it, then
 * the log. Several processes may do so; one does at a time. Returns how far the archive reaches.
 */
export async function bringUp(
  client: Client,
  place: { readonly dataDir: string; readonly folder: string; readonly from: Lsn },
): Promise<{ readonly chain: string; readonly end: WalEnd; readonly at: Date }> {
  const { dataDir, folder, from } = place;
  await client.query('select pg_advisory_lock($1)', [ARCHIVE_LOCK]);
  try {
    // What was signed is remembered outside the database first, so the copy is never ahead of the log that follows.
    const before = await readWalEnd(client);
    const chain = join(folder, 'wal', await chainOf(dataDir, before));
    await mkdir(chain, { recursive: true, mode: 0o700 });
    await copyEvidenceKeys(dataDir, chain);
    const at = new Date();
    const end = await readWalEnd(client);
    await copyKept(dataDir, folder);
    await copyWal(join(clusterOf(dataDir), 'pg_wal'), chain, end, from);
    await markThrough(chain, { lsn: String(end.flushed), at: at.toISOString() });
    return { chain, end, at };
  } finally {
    await client.query('select pg_advisory_unlock($1)', [ARCHIVE_LOCK]);
  }
}

const ARCHIVE_LOCK = 7_261_845_011;
