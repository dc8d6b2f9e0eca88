import { createHmac, timingSafeEqual } from 'node:crypto';
import { batch } from '../contract/batch.ts';
import type { Database } from '../db/connect.ts';
import type { Actor } from './actor.ts';
import { suspended } from './suspended.ts';

/** What the HTTP layer asks of access. Nothing is cached: what is revoked now is refused by the next request. */
export interface Gate {
  /**
   * The person behind a Cookie header; null without a live session. What a page asks by itself, unattended, keeps no session
   * alive; what a person asks does.
   */
  whoIs(cookieHeader: string | undefined, asked?: { readonly attended: boolean }): Promise<Actor | null>;
  /** The path of an office; null when there is none with that id. */
  officePath(officeId: string): Promise<string | null>;
  /** What tells one signed-in caller from another without asking the database; null when the cookie is not ours. */
  callerKey(cookieHeader: string | undefined): string | null;
}

/** The name of the session cookie; `__Host-` goes in front of it over https, so that no other host of the domain can set it. */
const SESSION_COOKIE = 'tungnha.session_token';

/** A live session and one of the roles its person holds today; without any role, one row of nulls. */
interface Row {
  token: string;
  session_id: string;
  staff_id: string;
  username: string;
  name: string;
  must_change_password: boolean;
  two_factor_enabled: boolean;
  stepped_up_at: Date | null;
  rested: boolean;
  grant_id: string | null;
  role: string;
  office_id: string;
  office_path: string;
  asks_second_factor: boolean;
}

/** How exactly the last use of a session is known: a row is written that often at most. */
const NOTED_EVERY_SECONDS = 30;

// One query for all requests of a moment: the session, the person and the roles held today, straight from the facts. What is the same
// for all of them stands in a subquery, which is asked once; roles come a row each, since making them JSON costs half as much again.
const WHO = `
select s.token, s.id as session_id, s.staff_id, p.username, p.name, p.must_change_password, p.two_factor_enabled,
  greatest(s.created_at, s.stepped_up_at) as stepped_up_at, s.last_used_at < now() - interval '${NOTED_EVERY_SECONDS} seconds' as rested,
  g.id as grant_id, g.role, g.office_id, o.path as office_path, g.role in (select role from second_factor_due) as asks_second_factor
from unnest($1::text[]) as asked(token)
join session s on s.token = asked.token
join staff p on p.id = s.staff_id
left join (role_grant g join office o on o.id = g.office_id) on g.staff_id = s.staff_id
  and g.valid_from <= (select province_today()) and (g.valid_to is null or g.valid_to >= (select province_today()))
  and not exists (select from role_revocation r where r.grant_id = g.id)
where s.expires_at > now() and s.last_used_at > now() - make_interval(mins => (select access_setting_today('idle-minutes'))) and not ${suspended('s.staff_id')}`;

const OFFICE = 'select id, path from office where id = any($1::uuid[])';

/** `secret` signs session cookies; it is the one the sign-in is given. */
export function openGate(settings: { db: Database; secret: string; secure: boolean }): Gate {
  const cookie = sessionCookieName(settings.secure);
  const { pool } = settings.db;

  // Two groups under way at most: while they run, the next callers gather, so 64 tellers cost a query or two.
  function lookUp<R>(name: string, text: string, keyOf: (row: R) => string) {
    return batch<string, R[]>(
      async (keys) => {
        const { rows } = await pool.query({ name, text, values: [[...new Set(keys)]] });
        const found = Map.groupBy(rows as R[], keyOf);
        return keys.map((key) => found.get(key) ?? []);
      },
      { maxSize: 200, maxConcurrent: 2 },
    );
  }

  const rolesOf = lookUp<Row>('who', WHO, (row) => row.token);
  const noteUse = batch<string, void>(
    async (tokens) => {
      const text = 'update session set last_used_at = clock_timestamp() where token = any($1::text[])';
      await pool.query({ name: 'session used', text, values: [[...new Set(tokens)]] });
      return tokens.map(() => undefined);
    },
    { maxSize: 200, maxConcurrent: 1 },
  );
  const officesOf = lookUp<{ id: string; path: string }>('office path', OFFICE, (row) => row.id);

  const tokenOf = rememberLast((header: string) => readSignedCookie(header, cookie, settings.secret));
  const readToken = (header: string | undefined) => (header === undefined ? null : tokenOf(header));

  return {
    whoIs: async (header, { attended } = { attended: true }) => {
      const token = readToken(header);
      const rows = token === null ? [] : await rolesOf(token);
      const [session] = rows;
      if (session === undefined) return null;
      if (attended && session.rested) await noteUse(session.token);
      return toActor(session, rows);
    },
    officePath: async (officeId) => (await officesOf(officeId.toLowerCase()))[0]?.path ?? null,
    callerKey: readToken,
  };
}

/** Headers whose signature was checked; beyond these the check is made again. */
const REMEMBERED = 2_000;

/**
 * What a cookie's signature says never changes, and a request asks twice; whether the session behind it lives is asked of
 * the database every time. Only what is rightly signed is kept, so that nobody can fill the memory with inventions.
 */
function rememberLast(read: (header: string) => string | null): (header: string) => string | null {
  const known = new Map<string, string>();
  return (header) => {
    const before = known.get(header);
    if (before !== undefined) return before;
    const token = read(header);
    if (token === null) return null;
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value as string);
    known.set(header, token);
    return token;
  };
}

export function sessionCookieName(secure: boolean): string {
  return secure ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE;
}

function toActor(session: Row, rows: readonly Row[]): Actor {
  const held = rows.filter((row) => row.grant_id !== null);
  return {
    kind: 'person',
    staffId: session.staff_id,
    username: session.username,
    name: session.name,
    sessionId: session.session_id,
    steppedUpAt: session.stepped_up_at,
    mustChangePassword: session.must_change_password,
    owesSecondFactor: !session.two_factor_enabled && held.some((row) => row.asks_second_factor),
    grants: held.map((row) => ({
      id: row.grant_id as string,
      role: row.role,
      officeId: row.office_id,
      officePath: row.office_path,
    })),
  };
}

/** The value of a cookie signed as `value.base64(HMAC-SHA256)`; null when it is missing or the signature is not ours. */
export function readSignedCookie(header: string | undefined, name: string, secret: string): string | null {
  const pair = header?.split(/;\s*/).find((each) => each.startsWith(`${name}=`));
  if (!pair) return null;
  const signed = decoded(pair.slice(name.length + 1));
  const dot = signed.lastIndexOf('.');
  if (dot < 1) return null;
  const value = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', secret).update(value).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : null;
}

/** A value as `readSignedCookie` reads it. */
export function signedValue(value: string, secret: string): string {
  return `${value}.${createHmac('sha256', secret).update(value).digest('base64')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
