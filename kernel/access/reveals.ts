import type { Database } from '../db/connect.ts';
import type { Actor } from './actor.ts';

/** One look at somebody's personal data. */
export interface Look {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly reason: string;
}

interface LookedBy {
  readonly route: string;
  readonly reference: string;
  readonly ip: string;
}

/** Who looks, at what and why: what the database asks for before it gives personal data away, and writes down with it. */
export interface Looking extends LookedBy {
  readonly staffId: string;
  /** The session or, where there is none, the phone that proved itself by its key. */
  readonly sessionId: string | null;
  readonly deviceId: string | null;
  readonly subjectKind: string;
  /** What is looked at where that is one paper or file about many people; null for the people themselves, one by one. */
  readonly subjectId: string | null;
  readonly reason: string;
}

/**
 * Records who was shown whose personal data. It commits by itself, before the answer leaves: a look that is not
 * recorded does not happen, and one whose answer was then lost stays recorded.
 */
export async function recordLooks(
  db: Database,
  { staffId, sessionId }: Actor,
  looks: readonly Look[],
  request: LookedBy,
): Promise<void> {
  await db.pool.query(
    `insert into access_log (staff_id, session_id, subject_kind, subject_id, reason, route, reference, ip)
     select $1, $2, kind, subject, reason, $6, $7, $8 from unnest($3::text[], $4::text[], $5::text[]) as look(kind, subject, reason)`,
    [
      staffId,
      sessionId,
      looks.map((look) => look.subjectKind),
      looks.map((look) => look.subjectId),
      looks.map((look) => look.reason),
      request.route,
      request.reference,
      request.ip,
    ],
  );
}
