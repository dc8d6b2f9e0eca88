import type { Database } from '../db/connect.ts';
import { Refusal } from '../words/refusal.ts';

const WINDOW_MINUTES = 15;

/** Attempts allowed in a quarter of an hour, those that came in not counted. Many tellers share one address, and one name may be under attack from many. */
export const ATTEMPTS = { nameAtAddress: 10, name: 50, address: 200 } as const;

/**
 * Counts one attempt and refuses `too_many_requests` when there were too many, known name or not. The attempt is
 * written before it is judged, so attempts made at once cannot all pass.
 */
export async function countAttempt(db: Database, username: string, ip: string): Promise<void> {
  const name = username.toLowerCase();
  const subjects = [`${name}@${ip}`, name, ip];
  await db.pool.query('insert into sign_in_attempt (subject) select unnest($1::text[])', [subjects]);
  const { rows } = await db.pool.query<{ subject: string; count: bigint }>(
    `select subject, count(*) as count from sign_in_attempt
     where subject = any($1::text[]) and at > now() - make_interval(mins => ${WINDOW_MINUTES}) group by subject`,
    [subjects],
  );
  const count = new Map(rows.map((row) => [row.subject, Number(row.count)]));
  const limits = [ATTEMPTS.nameAtAddress, ATTEMPTS.name, ATTEMPTS.address];
  if (subjects.some((subject, i) => (count.get(subject) ?? 0) > (limits[i] ?? 0)))
    throw new Refusal('too_many_requests', { retryAfterSeconds: WINDOW_MINUTES * 60 });
}

/**
 * Forgets the attempts of a person who has proved to be the one, one of their address, so that a whole province behind one address
 * can sign in at seven in the morning, and all that are too old to count.
 */
export async function forgetAttempts(db: Database, username: string, ip: string): Promise<void> {
  const name = username.toLowerCase();
  await db.pool.query(
    `delete from sign_in_attempt where subject in ($1, $2) or at < now() - make_interval(mins => ${WINDOW_MINUTES})
       or ctid = (select ctid from sign_in_attempt where subject = $3 order by at desc limit 1)`,
    [`${name}@${ip}`, name, ip],
  );
}
