import { countAttempt, forgetAttempts } from '#kernel/access/attempts.ts';
import { type Actor, isWithin } from '#kernel/access/actor.ts';
import { recordEvent } from '#kernel/access/events.ts';
import { isPasswordOf } from '#kernel/access/passwords.ts';
import { PAGE, pageOf, readCursor } from '#kernel/contract/pages.ts';
import type { Database } from '#kernel/db/connect.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import {
  assertWithinReach,
  changeOwnPassword,
  createStaff,
  endSessionsOf,
  grantRole,
  reinstateStaff,
  resetPassword,
  revokeGrant,
  suspendStaff,
} from './actions.ts';
import { staffContract } from './contract.ts';
import { hashPassword, newOneTimePassword, whyNotPassword } from './passwords.ts';
import { countHolders, findGrant, findStaff, listGrants, listStaff } from './store.ts';

/** `leakFile` is a file of leaked passwords of the operator's own, see `isInLeakFile`. */
export function staffRoutes({ db, leakFile }: { db: Database; leakFile?: string }): Bound {
  return bind(staffContract, {
    'GET /staff/me': ({ actor }) => me(db, actor),
    'POST /staff/me/password': async ({ actor, body, ip, reference, refuse }) => {
      await countAttempt(db, actor.username, ip);
      if (!(await isPasswordOf(db, actor.staffId, body.currentPassword))) refuse('wrong_credentials');
      await forgetAttempts(db, actor.username, ip);
      if (body.newPassword === body.currentPassword) refuse('same_password');
      const names = await namesAround(db, actor);
      const why = await whyNotPassword(body.newPassword, { username: actor.username, names, leakFile });
      if (why) refuse(why);
      const hash = await hashPassword(body.newPassword);
      await db.write((tx) => changeOwnPassword(tx, actor.staffId, hash, actor.sessionId));
      const changed = { staffId: actor.staffId, route: 'POST /staff/me/password', ip, reference };
      await recordEvent(db, 'password-changed', changed);
      return {};
    },
    'GET /staff': async ({ query, reach }) => {
      const limit = query.limit ?? PAGE;
      const after = readCursor(query.after, 'text', 'id');
      const rows = await listStaff(db.read, { reach, search: query.search, after, limit });
      const grants = await listGrants(
        db.read,
        rows.map((row) => row.id),
      );
      return pageOf(
        rows,
        limit,
        (row) => [row.name_key, row.id],
        (row) => ({
          id: row.id,
          username: row.username,
          name: row.name,
          suspended: row.suspended,
          twoFactorEnabled: row.two_factor_enabled,
          mustChangePassword: row.must_change_password,
          grants: grants.get(row.id) ?? [],
        }),
      );
    },
    'GET /staff/roles': ({ reach }) => countHolders(db.read, reach),
    'POST /staff': async ({ actor, body, refuse }) => {
      const oneTimePassword = newOneTimePassword();
      const passwordHash = await hashPassword(oneTimePassword);
      const { id, username, name, grantId, role, officeId } = body;
      const grants = [{ id: grantId, role, officeId }];
      const person = { id, username, name, passwordHash, mustChangePassword: true, grants };
      const [created] = await db.write((tx) => createStaff(tx, [person], actor.staffId));
      if (created === 'username_taken' || created === 'already_created') refuse(created, { username });
      return { oneTimePassword };
    },
    'POST /staff/:staffId/grants': async ({ actor, params, body }) => {
      await db.write((tx) => grantRole(tx, params.staffId, body, actor.staffId));
      return {};
    },
    'POST /staff/grants/:grantId/revocation': async ({ actor, params, body, reach, refuse }) => {
      const grant = await findGrant(db.read, params.grantId);
      if (!grant) return refuse('not_found');
      if (!reach.some((top) => isWithin(grant.path, top))) refuse('not_allowed');
      await db.write((tx) => revokeGrant(tx, params.grantId, body.reason, actor.staffId));
      return {};
    },
    'POST /staff/:staffId/suspension': async ({ actor, params, body }) => {
      await assertWithinReach(db.read, actor, params.staffId);
      await db.write((tx) => suspendStaff(tx, params.staffId, body.reason, actor.staffId));
      return {};
    },
    'POST /staff/:staffId/reinstatement': async ({ actor, params, body }) => {
      await assertWithinReach(db.read, actor, params.staffId);
      await db.write((tx) => reinstateStaff(tx, params.staffId, body.reason, actor.staffId));
      return {};
    },
    'POST /staff/:staffId/sessions/end': async ({ actor, params, ip, reference }) => {
      await assertWithinReach(db.read, actor, params.staffId);
      await db.write((tx) => endSessionsOf(tx, params.staffId));
      const ended = { staffId: actor.staffId, route: 'POST /staff/:staffId/sessions/end', ip, reference };
      await recordEvent(db, 'sessions-ended', ended);
      return {};
    },
    'POST /staff/:staffId/password-reset': async ({ actor, params }) => {
      await assertWithinReach(db.read, actor, params.staffId);
      const oneTimePassword = newOneTimePassword();
      const hash = await hashPassword(oneTimePassword);
      await db.write((tx) => resetPassword(tx, params.staffId, hash, actor.staffId));
      return { oneTimePassword };
    },
  });
}

/** A person's name, their offices' and the province's. */
async function namesAround(db: Database, { staffId, name }: Actor): Promise<string[]> {
  const [grants, root] = await Promise.all([listGrants(db.read, [staffId]), showRootOffice(db.read)]);
  return [name, root.name, ...(grants.get(staffId) ?? []).map(({ officeName }) => officeName)];
}

async function me(db: Database, actor: Actor) {
  const [person, grants] = await Promise.all([
    findStaff(db.read, { id: actor.staffId }),
    listGrants(db.read, [actor.staffId]),
  ]);
  return {
    id: actor.staffId,
    username: actor.username,
    name: actor.name,
    mustChangePassword: actor.mustChangePassword,
    twoFactorEnabled: person?.two_factor_enabled ?? false,
    owesSecondFactor: actor.owesSecondFactor,
    steppedUpAt: actor.steppedUpAt,
    grants: grants.get(actor.staffId) ?? [],
  };
}
