import type { Database } from '../db/connect.ts';

/**
 * Null, or what is wrong: events that carry numbers of transactions which this server has not reached. A dump that was put into another
 * cluster is such a database: until the numbers catch up no reader of the feed and no evidence would see what is new.
 */
export async function whyNotInOrder(db: Pick<Database, 'pool'>): Promise<string | null> {
  const { rows } = await db.pool.query<{ newest: string; next: string }>(
    `select xid::text as newest, pg_snapshot_xmax(pg_current_snapshot())::text as next from feed_event
     where xid > pg_snapshot_xmax(pg_current_snapshot()) order by feed_event.xid desc, seq desc limit 1`,
  );
  const [ahead] = rows;
  if (!ahead) return null;
  return (
    `Cơ sở dữ liệu này được dựng từ bản dump ở máy chủ khác (giao dịch ${ahead.newest}, máy chủ mới đến ${ahead.next}). Hãy chuyển bằng bản sao lưu vật lý: npx tungnha restore, pg_basebackup.\n` +
    `This database was made from a dump of another server (transaction ${ahead.newest}, this one is at ${ahead.next}). Move it by a physical backup: npx tungnha restore, pg_basebackup.`
  );
}
