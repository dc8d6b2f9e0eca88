import type { Client } from 'pg';

/** The login role of the application. Migrations grant it what it may do; it owns nothing. */
export const APP_ROLE = 'tungnha_app';

/**
 * Makes the application's role, or gives it the password of this installation. An owner that may do neither, on a
 * database run by someone else, is told what to ask for; one that may not set the password uses the role as it is.
 */
export async function ensureAppRole(client: Client, password?: string, role = APP_ROLE): Promise<void> {
  const { rows } = await client.query<{ known: boolean; may: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as known,
            (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as may`,
    [role],
  );
  const { known = false, may = false } = rows[0] ?? {};
  if (!known && !may) {
    throw new Error(
      `The role "${role}" does not exist and the owner may not create it. ` +
        `Ask the database administrator for: CREATE ROLE ${role} LOGIN PASSWORD '...'; and set DATABASE_APP_URL.`,
    );
  }
  const secret = password === undefined ? '' : ` password ${client.escapeLiteral(password)}`;
  if (!known) await client.query(`create role ${role} login${secret}`);
  else if (password !== undefined && may)
    await client.query(`alter role ${role} login${secret}`).catch(refuseUnlessForbidden);
}

/** Since PostgreSQL 16 CREATEROLE reaches only the roles that one has made. */
function refuseUnlessForbidden(error: unknown): void {
  if ((error as { code?: unknown }).code !== '42501') throw error;
}
