import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';

/** Files whose looks are gone and that still lie on the disk, the oldest first; `used` is one that a list or a newer look names. */
export async function listUnusedFiles(
  read: Read,
  most: number,
): Promise<{ sha256: string; used: boolean }[]> {
  const { rows } = await sql<{ sha256: string; used: boolean }>`
    select encode(f.sha256, 'hex') as sha256,
      exists (select from payout_list l where l.file_sha256 = f.sha256)
      or exists (select from list_check k where k.file_sha256 = f.sha256) as used
    from file_unused f where f.removed_at is null order by f.since limit ${most}`.execute(read);
  return rows;
}

export async function markRemoved(tx: Tx, now: Date, sha256: string): Promise<void> {
  await tx
    .updateTable('file_unused')
    .set({ removed_at: now })
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .execute();
}
