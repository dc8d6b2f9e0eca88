import { createHmac } from 'node:crypto';
import type { Database } from '../db/connect.ts';
import type { Id } from '../words/id.ts';
import { readSignedCookie, signedValue } from './gate.ts';

const MINUTES = 10;

/** Who has given the right password and still owes the second factor. Nothing else is open to them. */
export interface Halfway {
  /** The Set-Cookie line that says so for ten minutes. */
  cookieFor(staffId: Id): Promise<string>;
  /** The person behind a Cookie header; null once it is too old or the password has changed. */
  find(cookieHeader: string | undefined): Promise<{ staffId: Id; username: string } | null>;
  /** The line that takes the cookie away. */
  readonly ended: string;
}

export function openHalfway(settings: { db: Database; secret: string; secure: boolean }): Halfway {
  const { db, secret, secure } = settings;
  const name = `${secure ? '__Host-' : ''}tungnha.second_step`;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const lookUp = async (staffId: string) => {
    const { rows } = await db.pool.query<{ username: string; password: string }>(
      `select s.username, a.password from staff s join account a on a.staff_id = s.id and a.provider_id = 'credential'
       where s.id = $1`,
      [staffId],
    );
    return rows[0] ?? null;
  };
  // Bound to the password that was given: with another one the way has to be gone anew.
  const markOf = (staffId: string, until: string, password: string) =>
    createHmac('sha256', secret).update(`second step ${staffId} ${until} ${password}`).digest('base64url');
  return {
    cookieFor: async (staffId) => {
      const until = String(Date.now() + MINUTES * 60_000);
      const mark = markOf(staffId, until, (await lookUp(staffId))?.password ?? '');
      const value = encodeURIComponent(signedValue(`${staffId}.${until}.${mark}`, secret));
      return `${name}=${value}; Max-Age=${MINUTES * 60}; ${attributes}`;
    },
    find: async (header) => {
      const [staffId = '', until = '', mark] = readSignedCookie(header, name, secret)?.split('.') ?? [];
      if (mark === undefined || Date.now() > Number(until)) return null;
      const person = await lookUp(staffId);
      if (!person || markOf(staffId, until, person.password) !== mark) return null;
      return { staffId: staffId, username: person.username };
    },
    ended: `${name}=; Max-Age=0; ${attributes}`,
  };
}
