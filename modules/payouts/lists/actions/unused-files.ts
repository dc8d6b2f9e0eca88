import { sql } from 'kysely';
import type { Database } from '#kernel/db/connect.ts';
import { removeKept } from '#kernel/files/keep.ts';

/** So many files a call: the next night goes on. */
const FILES_MAX = 1000;

/**
 * Removes the funders' files that were looked at, never entered, and are past their time: `purge_expired` has removed the looks
 * and noted their files. One that a list or a newer look names stays. Answers how many files left the disk.
 */
export async function removeUnusedFiles(db: Database, now: Date, filesFolder: string): Promise<number> {
  const { rows } = await sql<{ sha256: string; used: boolean }>`
    select encode(f.sha256, 'hex') as sha256,
      exists (select from payout_list l where l.file_sha256 = f.sha256)
      or exists (select from list_check k where k.file_sha256 = f.sha256) as used
    from file_unused f where f.removed_at is null order by f.since limit ${FILES_MAX}`.execute(db.read);
  let removed = 0;
  for (const { sha256, used } of rows) {
    // A file that came again a moment ago is about to be named by its look.
    if (!used && !(await removeKept(filesFolder, sha256))) continue;
    if (!used) removed++;
    await db.write((tx) =>
      tx
        .updateTable('file_unused')
        .set({ removed_at: now })
        .where('sha256', '=', Buffer.from(sha256, 'hex'))
        .execute(),
    );
  }
  return removed;
}
