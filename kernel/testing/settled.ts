import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/connect.ts';

const ASK_AGAIN_MS = 20;
const PATIENCE_MS = 60_000;

/**
 * Waits until every transaction that began before now has ended, in any database of the server. A reader of commits holds back
 * behind the oldest one, and test files that run beside this one have theirs.
 */
export async function untilSettled(db: Pick<Database, 'pool'>): Promise<void> {
  const { rows } = await db.pool.query<{ now: string }>('select pg_current_xact_id()::text as now');
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(ASK_AGAIN_MS)) {
    const seen = await db.pool.query<{ settled: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 as settled',
      [rows[0]?.now],
    );
    if (seen.rows[0]?.settled) return;
  }
  throw new Error('a transaction of this server did not end');
}
