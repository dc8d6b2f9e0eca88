import type { Database } from '../db/connect.ts';
import type { Id } from '../words/id.ts';

/** What happens at the door of the house (OWASP ASVS 5.0, 16.3.1 to 16.3.3). */
export const ACCESS_EVENTS = [
  'signed-in',
  'sign-in-refused',
  'presence-refused',
  'right-refused',
  'session-ended',
  'sessions-ended',
  'second-factor-on',
  'second-factor-off',
  'password-changed',
] as const;

export type AccessEventKind = (typeof ACCESS_EVENTS)[number];

/** Whom it is about: a person, or the name that somebody gave, which is not kept where nobody has it. */
type Whose = { readonly staffId: Id } | { readonly username: string };

export type AccessEvent = Whose & {
  readonly route: string;
  /** With which code it was refused. */
  readonly code?: string;
  readonly ip: string;
  readonly reference: string;
};

/** Writes an event down, once a minute for the same person, address and route: the first of a flood tells of it. */
export async function recordEvent(db: Database, kind: AccessEventKind, event: AccessEvent): Promise<void> {
  const { route, code = null, ip, reference } = event;
  const staffId = 'staffId' in event ? event.staffId : null;
  const username = 'username' in event ? event.username.toLowerCase() : null;
  await db.pool.query(
    `insert into access_event (kind, staff_id, route, code, ip, reference)
     values ($1, coalesce($2::uuid, (select id from staff where username = $3)), $4, $5, $6, $7) on conflict do nothing`,
    [kind, staffId, username, route, code, ip, reference],
  );
}
