import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import type { Read } from '../db/types.ts';
import type { Id } from '../words/id.ts';

/** A session that is alive, as its owner sees it, by the province's clock. */
export interface LiveSession {
  readonly id: Id;
  /** What the browser says of itself. */
  readonly userAgent: string;
  readonly ip: string;
  readonly openedAt: Date;
  readonly lastUsedAt: Date;
  /** When it ends if nobody works in it any more. */
  readonly idleEndsAt: Date;
  /** When it ends however much is worked in it. */
  readonly endsAt: Date;
  readonly now: Date;
}

/** A person's sessions, the last used first. */
export async function listSessions(read: Read, staffId: Id): Promise<LiveSession[]> {
  const { rows } = await sql<LiveSession>`
    select id, coalesce(user_agent, '') as "userAgent", coalesce(ip_address, '') as ip, created_at + ahead as "openedAt",
      last_used_at + ahead as "lastUsedAt", idle_ends_at + ahead as "idleEndsAt", expires_at + ahead as "endsAt", now() + ahead as now
    from session, (select province_now() - clock_timestamp() as ahead) clock,
      lateral (select last_used_at + make_interval(mins => access_setting_today('idle-minutes')) as idle_ends_at) idle
    where staff_id = ${staffId} and expires_at > now() and idle_ends_at > now()
    order by last_used_at desc, id`.execute(read);
  return rows;
}

/** Ends one session of a person; false when they have none with this id. */
export async function endSession(db: Database, staffId: Id, sessionId: Id): Promise<boolean> {
  const { rowCount } = await db.pool.query('delete from session where id = $1 and staff_id = $2', [
    sessionId,
    staffId,
  ]);
  return rowCount === 1;
}

/** Ends every session of a person but the one that is named. */
export async function endOtherSessions(db: Database, staffId: Id, sessionId: Id): Promise<void> {
  await db.pool.query('delete from session where staff_id = $1 and id <> $2', [staffId, sessionId]);
}
