import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { placeOf } from '#kernel/files/keep.ts';
import { keptNames } from '#kernel/files/reseal.ts';
import { isAbsent, removeTree, syncFolder } from './durable.ts';
import { KEPT } from './house-files.ts';
import { listBackups } from './manifest.ts';
import { dropWalBefore } from './wal.ts';

/**
 * Keeps the newest backups and what they need, and takes the rest away: older ones, cut off ones, log from before the
 * oldest kept one, kept files that no manifest names. Only whoever holds the backup lock may call it. Returns the names
 * of the backups that went.
 */
export async function dropOld(folder: string, keep: number): Promise<string[]> {
  const { finished, unfinished } = await listBackups(folder);
  const kept = finished.slice(-keep);
  const gone = finished.slice(0, -keep).map(({ name }) => name);
  for (const name of gone) {
    // Renamed first, so that a half removed one is never taken for a backup.
    await rename(join(folder, name), join(folder, `${name}.unfinished`));
    await syncFolder(folder);
  }
  for (const name of [...gone.map((each) => `${each}.unfinished`), ...unfinished])
    await removeTree(join(folder, name));
  const chains = await readdir(join(folder, 'wal')).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  for (const chain of chains) {
    const firsts = kept.filter((each) => each.chain === chain).map(({ firstSegment }) => firstSegment);
    // A chain without a backup of its own is of another data folder, or its first backup is still to come.
    const first = firsts.sort()[0];
    if (first !== undefined) await dropWalBefore(join(folder, 'wal', chain), first);
    else if (finished.some((each) => each.chain === chain)) await removeTree(join(folder, 'wal', chain));
  }
  if (gone.length > 0)
    await dropUnnamed(folder, new Set(kept.flatMap(({ files }) => files.map((file) => file.sha256))));
  return gone;
}

/** A file that only the log names yet is copied again by the archive's next round. */
async function dropUnnamed(folder: string, named: ReadonlySet<string>): Promise<void> {
  for (const sha256 of await keptNames(join(folder, KEPT)))
    if (!named.has(sha256)) await rm(placeOf(join(folder, KEPT), sha256), { force: true });
}
