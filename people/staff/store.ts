import { sql } from 'kysely';
import { takeTurn } from '#kernel/db/turn.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { searchKey } from '#kernel/words/text.ts';
import type { Role } from './roles.ts';

export interface HeldRole {
  readonly id: Id;
  readonly role: Role;
  readonly officeId: Id;
  readonly officeCode: string;
  readonly officeName: string;
  readonly officeKind: string;
  readonly officePath: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** A grant that was not revoked and has not run out. */
function grantsOf(read: Read) {
  return read
    .selectFrom('role_grant as g')
    .innerJoin('office as o', 'o.id', 'g.office_id')
    .leftJoin('role_revocation as r', 'r.grant_id', 'g.id')
    .where('r.grant_id', 'is', null)
    .where((eb) =>
      eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>=', sql<string>`province_today()`)]),
    );
}

/** The roles people hold now or will hold, by person. */
export async function listGrants(read: Read, staffIds: readonly Id[]): Promise<Map<Id, HeldRole[]>> {
  if (staffIds.length === 0) return new Map();
  const rows = await grantsOf(read)
    .where('g.staff_id', 'in', staffIds)
    .select(['g.id', 'g.staff_id', 'g.role', 'g.office_id', 'g.valid_from', 'g.valid_to'])
    .select(['o.code', 'o.name', 'o.kind', 'o.path'])
    .orderBy('o.path')
    .orderBy('g.role')
    .execute();
  const held = rows.map((row) => ({
    staffId: row.staff_id,
    grant: {
      id: row.id,
      role: row.role as Role,
      officeId: row.office_id,
      officeCode: row.code,
      officeName: row.name,
      officeKind: row.kind,
      officePath: row.path,
      validFrom: row.valid_from,
      validTo: row.valid_to,
    },
  }));
  const byStaff = Map.groupBy(held, (each) => each.staffId);
  return new Map([...byStaff].map(([staffId, list]) => [staffId, list.map((each) => each.grant)]));
}

export async function findStaff(read: Read, where: { id: Id } | { username: string }) {
  const query = read
    .selectFrom('staff')
    .select(['id', 'username', 'name', 'two_factor_enabled', 'must_change_password']);
  const row = await (
    'id' in where
      ? query.where('id', '=', where.id)
      : query.where('username', '=', where.username.toLowerCase())
  ).executeTakeFirst();
  return row ?? null;
}

export async function findGrant(read: Read, grantId: Id) {
  const row = await read
    .selectFrom('role_grant as g')
    .innerJoin('office as o', 'o.id', 'g.office_id')
    .select(['g.id', 'g.staff_id', 'g.role', 'g.office_id', 'g.valid_from', 'g.valid_to', 'o.path'])
    .where('g.id', '=', grantId)
    .executeTakeFirst();
  return row ?? null;
}

/** The suspension in force, or null. */
export async function findSuspension(read: Read, staffId: Id): Promise<Id | null> {
  const row = await read
    .selectFrom('staff_suspension as x')
    .leftJoin('staff_reinstatement as b', 'b.suspension_id', 'x.id')
    .select('x.id')
    .where('x.staff_id', '=', staffId)
    .where('b.suspension_id', 'is', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Of a grant `g`: whoever holds it is not under suspension. */
const NOT_SUSPENDED = sql<boolean>`not exists (select from staff_suspension x
  left join staff_reinstatement b on b.suspension_id = x.id where x.staff_id = g.staff_id and b.suspension_id is null)`;

/**
 * People by name, a page at a time: those who hold a role within the paths, and everybody when a path is the root.
 * `search` is matched in names without diacritics and at the beginning of user names.
 */
export async function listStaff(
  read: Read,
  page: {
    reach: readonly string[];
    search: string | undefined;
    after: readonly string[] | null;
    limit: number;
  },
) {
  const all = page.reach.some((path) => !path.includes('/'));
  let query = read
    .selectFrom('staff as s')
    .select(['s.id', 's.username', 's.name', 's.name_key', 's.two_factor_enabled', 's.must_change_password'])
    .select(
      sql<boolean>`exists (select from staff_suspension x left join staff_reinstatement b on b.suspension_id = x.id
        where x.staff_id = s.id and b.suspension_id is null)`.as('suspended'),
    )
    .orderBy('s.name_key')
    .orderBy('s.id')
    .limit(page.limit + 1);
  if (!all)
    query = query.where(
      sql<boolean>`exists (select from role_grant g join office o on o.id = g.office_id
        where g.staff_id = s.id and exists (select from unnest(${[...page.reach]}::text[]) as top(path)
          where o.path = top.path or starts_with(o.path, top.path || '/')))`,
    );
  if (page.search !== undefined) {
    const key = searchKey(page.search);
    const name = page.search.toLowerCase();
    query = query.where(
      sql<boolean>`(${key} <> '' and strpos(s.name_key, ${key}) > 0 or starts_with(s.username, ${name}))`,
    );
  }
  const [nameKey, id] = page.after ?? [];
  if (nameKey !== undefined && id !== undefined)
    query = query.where(sql<boolean>`(s.name_key, s.id) > (${nameKey}, ${id}::uuid)`);
  return query.execute();
}

/** How many people hold each role today within the paths, those under suspension aside. */
export async function countHolders(
  read: Read,
  reach: readonly string[],
): Promise<{ role: Role; people: number }[]> {
  return grantsOf(read)
    .select(sql<Role>`g.role`.as('role'))
    .select(sql<number>`count(distinct g.staff_id)::int`.as('people'))
    .where('g.valid_from', '<=', sql<string>`province_today()`)
    .where(NOT_SUSPENDED)
    .where(
      sql<boolean>`exists (select from unnest(${[...reach]}::text[]) as top(path)
        where o.path = top.path or starts_with(o.path, top.path || '/'))`,
    )
    .groupBy('g.role')
    .execute();
}

/** Live administrators of the whole province, locked against a change by another at the same moment. */
export async function lockRootAdministrators(tx: Tx): Promise<{ staffId: Id; grantId: Id }[]> {
  await takeTurn(tx, 'root administrators');
  const rows = await grantsOf(tx)
    .select(['g.staff_id', 'g.id'])
    .where('g.role', '=', 'administrator')
    .where('o.parent_id', 'is', null)
    .where(NOT_SUSPENDED)
    .execute();
  return rows.map((row) => ({ staffId: row.staff_id, grantId: row.id }));
}

/** Everybody signs in anew; answers how many sessions there were. */
export async function endAllSessions(tx: Tx): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('session').executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

export async function endSessions(tx: Tx, staffId: Id, except: Id | null = null): Promise<void> {
  let query = tx.deleteFrom('session').where('staff_id', '=', staffId);
  if (except !== null) query = query.where('id', '<>', except);
  await query.execute();
}
