import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { addDays, type Day } from '#kernel/words/day.ts';
import { searchKey } from '#kernel/words/text.ts';

export interface LookLine {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly username: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subject: string | null;
  readonly reason: string;
  readonly route: string;
  readonly ip: string | null;
  readonly place: readonly string[];
}

export interface LooksAsked {
  readonly by: string | null;
  readonly citizenId: string | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** What a citizen's id looks like; a look may name a subject that never was one. */
const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/** Looks at personal data, newest first; the days are Vietnam's. Cursor: at, id. */
export async function listLooks(read: Read, asked: LooksAsked): Promise<LookLine[]> {
  const { by, citizenId, from, to, after, limit } = asked;
  const key = by === null ? null : `%${searchKey(by)}%`;
  const until = to === null ? null : addDays(to, 1);
  const { rows } = await sql<LookLine>`
    select l.id::text, l.at, s.name as by, s.username, l.subject_kind as "subjectKind", l.subject_id as "subjectId", l.reason, l.route, l.ip,
      c.full_name as subject, array[l.at::text, l.id::text] as place
    from access_log l join staff s on s.id = l.staff_id
    left join citizen c on c.id = case when l.subject_kind = 'citizen' and l.subject_id ~* ${UUID} then l.subject_id::uuid end
    where (${key}::text is null or l.staff_id in (select id from staff where name_key like ${key} or username like ${key}))
      and (${citizenId}::text is null or (l.subject_kind = 'citizen' and l.subject_id = ${citizenId}::text))
      and (${from}::date is null or l.at >= (${from}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh')
      and (${until}::date is null or l.at < (${until}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh')
      and (${after === null} or (l.at, l.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::bigint))
    order by l.at desc, l.id desc limit ${limit + 1}`.execute(read);
  return rows;
}
