import { sql } from 'kysely';
import { type Actor, isWithin, reachOf } from '#kernel/access/actor.ts';
import { TODAY } from '#kernel/access/office-tree.ts';
import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { nfc, searchKey } from '#kernel/words/text.ts';
import type { OfficeKind } from '#places/offices/offices.ts';
import { kindsFor, type Role } from './roles.ts';
import {
  endSessions,
  findGrant,
  findStaff,
  findSuspension,
  listGrants,
  lockRootAdministrators,
} from './store.ts';

export interface NewGrant {
  readonly id?: Id;
  readonly role: Role;
  readonly officeId: Id;
  readonly validFrom?: Day;
  readonly validTo?: Day | null;
}

export interface NewStaff {
  readonly id: Id;
  readonly username: string;
  readonly name: string;
  /** From `hashPassword`; a hash may be shared by many invented people, so that hundreds are made at once. */
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly grants: readonly NewGrant[];
}

/** What became of one person to be created. */
export type Created = 'done' | 'already_created' | 'username_taken';

const asRead = (tx: Tx) => tx;

/** Refuses an office there is not or no longer, and `role_elsewhere` for a role at a kind of office that has not its work. */
async function assertHeldThere(
  tx: Tx,
  grants: readonly Pick<NewGrant, 'role' | 'officeId'>[],
): Promise<void> {
  const ids = [...new Set(grants.map(({ officeId }) => officeId))];
  if (ids.length === 0) return;
  const found = await tx
    .selectFrom('office')
    .select(['id', 'name', 'kind', 'closed_on'])
    .where('id', 'in', ids)
    .execute();
  const offices = new Map(found.map((office) => [office.id, office]));
  for (const { role, officeId } of grants) {
    const office = offices.get(officeId);
    if (!office) throw new Refusal('not_found', { office: officeId });
    if (office.closed_on !== null)
      throw new Refusal('office_closed', { office: office.name, closedOn: office.closed_on });
    const kinds = kindsFor(role);
    if (!kinds.includes(office.kind as OfficeKind))
      throw new Refusal('role_elsewhere', { role, office: office.name, kind: office.kind, kinds });
  }
}

/**
 * Creates people with passwords and first roles, in five statements however many they are. `by` is null for the command line.
 * Refuses `not_found`, `office_closed` and `role_elsewhere` for a role at an office, and then creates nobody.
 */
export async function createStaff(tx: Tx, people: readonly NewStaff[], by: Id | null): Promise<Created[]> {
  if (people.length === 0) return [];
  await assertHeldThere(
    tx,
    people.flatMap(({ grants }) => grants),
  );
  const made = await sql<{ id: string }>`
    insert into staff (id, username, display_username, name, name_key, email, must_change_password, created_by)
    select p.id, p.username, p.username, p.name, p.name_key, p.username || '@staff.invalid', p.must_change, ${by}::uuid
    from unnest(${people.map((p) => p.id)}::uuid[], ${people.map((p) => p.username.toLowerCase())}::text[],
      ${people.map((p) => nfc(p.name))}::text[], ${people.map((p) => searchKey(p.name))}::text[],
      ${people.map((p) => p.mustChangePassword)}::bool[]) as p(id, username, name, name_key, must_change)
    on conflict do nothing returning id`.execute(tx);
  const ids = new Set(made.rows.map((row) => row.id));
  const done = people.filter((p) => ids.has(p.id));
  if (done.length > 0) {
    await sql`insert into account (id, account_id, provider_id, staff_id, password)
      select a.id, a.staff_id::text, 'credential', a.staff_id, a.password
      from unnest(${done.map(() => newId())}::uuid[], ${done.map((p) => p.id)}::uuid[],
        ${done.map((p) => p.passwordHash)}::text[]) as a(id, staff_id, password)`.execute(tx);
    const grants = done.flatMap((p) => p.grants.map((grant) => ({ staffId: p.id, grant })));
    if (grants.length > 0)
      await sql`insert into role_grant (id, staff_id, role, office_id, valid_from, valid_to, granted_by)
        select g.id, g.staff_id, g.role, g.office_id, coalesce(g.valid_from, province_today()), g.valid_to, ${by}::uuid
        from unnest(${grants.map(({ grant }) => grant.id ?? newId())}::uuid[], ${grants.map((g) => g.staffId)}::uuid[],
          ${grants.map(({ grant }) => grant.role)}::text[], ${grants.map(({ grant }) => grant.officeId)}::uuid[],
          ${grants.map(({ grant }) => grant.validFrom ?? null)}::date[], ${grants.map(({ grant }) => grant.validTo ?? null)}::date[]
        ) as g(id, staff_id, role, office_id, valid_from, valid_to)`.execute(tx);
  }
  if (done.length === people.length) return people.map(() => 'done');
  const missed = people.filter((p) => !ids.has(p.id)).map((p) => p.id);
  const before = await tx.selectFrom('staff').select('id').where('id', 'in', missed).execute();
  const known = new Set(before.map((row) => row.id));
  return people.map((p) => (ids.has(p.id) ? 'done' : known.has(p.id) ? 'already_created' : 'username_taken'));
}

/**
 * Grants a role. The same grant sent again changes nothing; another under its id is refused `conflict`, one at a kind of office
 * that has not its work `role_elsewhere`, at a closed one `office_closed`. `by` is null for an operator at the machine; nobody else grants from a past day,
 * `grant_past`: what a phone did then would be judged by it.
 */
export async function grantRole(
  tx: Tx,
  staffId: Id,
  grant: Required<NewGrant>,
  by: Id | null,
): Promise<void> {
  if (staffId === by) throw new Refusal('own_rights_not_allowed');
  if (grant.validTo !== null && grant.validTo < grant.validFrom) throw new Refusal('invalid_period');
  const { rows } = await sql<{ today: Day }>`select ${TODAY} as today`.execute(tx);
  const today = rows[0]?.today ?? '';
  if (by !== null && grant.validFrom < today) throw new Refusal('grant_past', { today });
  if (!(await findStaff(asRead(tx), { id: staffId }))) throw new Refusal('not_found', { staff: staffId });
  await assertHeldThere(tx, [grant]);
  const { id, role, officeId, validFrom, validTo } = grant;
  const content = {
    id,
    staff_id: staffId,
    role,
    office_id: officeId,
    valid_from: validFrom,
    valid_to: validTo,
  };
  await insertOnce(tx, 'role_grant', content, { granted_by: by });
}

/** Revokes a role from this moment. Refuses to leave the province without an administrator. */
export async function revokeGrant(tx: Tx, grantId: Id, reason: string, by: Id | null): Promise<void> {
  const grant = await findGrant(asRead(tx), grantId);
  if (!grant) throw new Refusal('not_found', { grant: grantId });
  const administrators = await lockRootAdministrators(tx);
  const left = administrators.filter((each) => each.grantId !== grantId);
  if (administrators.length > 0 && left.length === 0) throw new Refusal('last_administrator');
  await tx
    .insertInto('role_revocation')
    .values({ grant_id: grantId, reason, revoked_by: by })
    .onConflict((conflict) => conflict.column('grant_id').doNothing())
    .execute();
}

/** Suspends a person: every session ends in the same transaction and none can begin. Twice is once. */
export async function suspendStaff(tx: Tx, staffId: Id, reason: string, by: Id | null): Promise<void> {
  if (staffId === by) throw new Refusal('own_rights_not_allowed');
  await lockStaff(tx, staffId);
  const administrators = await lockRootAdministrators(tx);
  if (administrators.length > 0 && administrators.every((each) => each.staffId === staffId))
    throw new Refusal('last_administrator');
  if ((await findSuspension(asRead(tx), staffId)) === null)
    await tx
      .insertInto('staff_suspension')
      .values({ id: newId(), staff_id: staffId, reason, suspended_by: by })
      .execute();
  await endSessions(tx, staffId);
}

export async function reinstateStaff(tx: Tx, staffId: Id, reason: string, by: Id | null): Promise<void> {
  await lockStaff(tx, staffId);
  const suspensionId = await findSuspension(asRead(tx), staffId);
  if (suspensionId === null) throw new Refusal('not_suspended');
  await tx
    .insertInto('staff_reinstatement')
    .values({ suspension_id: suspensionId, reason, reinstated_by: by })
    .execute();
}

/** Ends every session of a person, who may sign in again: a computer was left open, or is lost. */
export async function endSessionsOf(tx: Tx, staffId: Id): Promise<void> {
  await lockStaff(tx, staffId);
  await endSessions(tx, staffId);
}

/** Replaces a password by a one-time one: sessions end and the second factor, which may be lost with the phone, goes. */
export async function resetPassword(tx: Tx, staffId: Id, passwordHash: string, by: Id | null): Promise<void> {
  if (staffId === by) throw new Refusal('own_rights_not_allowed');
  await lockStaff(tx, staffId);
  await setPassword(tx, staffId, passwordHash, true);
  await tx.deleteFrom('two_factor').where('staff_id', '=', staffId).execute();
  await endSessions(tx, staffId);
}

/** Sets a person's own new password and ends their other sessions. */
export async function changeOwnPassword(
  tx: Tx,
  staffId: Id,
  passwordHash: string,
  sessionId: Id,
): Promise<void> {
  await lockStaff(tx, staffId);
  await setPassword(tx, staffId, passwordHash, false);
  await endSessions(tx, staffId, sessionId);
}

/** Refuses `not_allowed` unless every role of the person lies within the administrator's reach; one without roles is the root's. */
export async function assertWithinReach(read: Read, actor: Actor, staffId: Id): Promise<void> {
  const reach = reachOf(actor, ['administrator']);
  if (reach.some((path) => !path.includes('/'))) return;
  const held = (await listGrants(read, [staffId])).get(staffId) ?? [];
  const within = held.every(({ officePath }) => reach.some((top) => isWithin(officePath, top)));
  if (held.length === 0 || !within) throw new Refusal('not_allowed');
}

async function lockStaff(tx: Tx, staffId: Id): Promise<void> {
  const row = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', staffId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', { staff: staffId });
}

async function setPassword(tx: Tx, staffId: Id, password: string, oneTime: boolean): Promise<void> {
  await tx
    .updateTable('account')
    .set({ password, updated_at: sql`now()` })
    .where('staff_id', '=', staffId)
    .where('provider_id', '=', 'credential')
    .execute();
  await tx
    .updateTable('staff')
    .set({
      must_change_password: oneTime,
      updated_at: sql`now()`,
      ...(oneTime && { two_factor_enabled: false }),
    })
    .where('id', '=', staffId)
    .execute();
}
