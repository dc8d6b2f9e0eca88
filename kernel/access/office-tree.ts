import { type RawBuilder, sql } from 'kysely';
import type { Read, Tx } from '../db/types.ts';
import type { Day } from '../words/day.ts';
import type { Id } from '../words/id.ts';
import { suspended } from './suspended.ts';

/** The offices at and below `path`: a range of the tree's own index, since `0` is the letter after `/`. */
export function within(column: string, path: string): RawBuilder<boolean> {
  const c = sql.ref(column);
  return sql<boolean>`(${c} = ${path} or (${c} >= ${`${path}/`} and ${c} < ${`${path}0`}))`;
}

/** Of `role_grant g`: in force on a day and not revoked. */
export const grantedOn = (day: Day | RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(g.valid_from <= ${day} and (g.valid_to is null or g.valid_to >= ${day})
    and not exists (select from role_revocation r where r.grant_id = g.id))`;

/** The same, by somebody who is not suspended now. */
export const heldOn = (day: Day | RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(${grantedOn(day)} and not ${sql.raw(suspended('g.staff_id'))})`;

/** The province's day, as the database has it, asked once a query and not once a row. */
export const TODAY = sql<Day>`(select province_today())`;

/** Whether a person who is not suspended holds any role, or one of these, at an office or above it today. */
export async function worksAt(
  read: Read | Tx,
  staffId: Id,
  officeId: Id,
  roles: readonly string[] | null = null,
): Promise<boolean> {
  const { rows } = await sql`select 1 from role_grant g join office held on held.id = g.office_id, office here
    where g.staff_id = ${staffId} and here.id = ${officeId} and (here.path = held.path or here.path like held.path || '/%')
      and (${roles}::text[] is null or g.role = any (${roles}::text[]))
      and ${heldOn(TODAY)} limit 1`.execute(read);
  return rows.length > 0;
}
