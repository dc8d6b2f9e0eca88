import type { Database } from '#kernel/db/connect.ts';
import { removeKept } from '#kernel/files/keep.ts';
import { listUnusedFiles, markRemoved } from '../store/unused-files.ts';

/** So many files a call: the next night goes on. */
const FILES_MAX = 1000;

/**
 * Removes the funders' files that were looked at, never entered, and are past their time: `purge_expired` has removed the looks
 * and noted their files. One that a list or a newer look names stays. Answers how many files left the disk.
 */
export async function removeUnusedFiles(db: Database, now: Date, filesFolder: string): Promise<number> {
  let removed = 0;
  for (const { sha256, used } of await listUnusedFiles(db.read, FILES_MAX)) {
    // A file that came again a moment ago is about to be named by its look.
    if (!used && !(await removeKept(filesFolder, sha256))) continue;
    if (!used) removed++;
    await db.write((tx) => markRemoved(tx, now, sha256));
  }
  return removed;
}
