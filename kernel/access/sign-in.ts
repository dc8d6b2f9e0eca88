import { randomBytes } from 'node:crypto';
import type { Database } from '../db/connect.ts';
import { type Id, newId } from '../words/id.ts';
import { sessionCookieName, signedValue } from './gate.ts';
import { type Halfway, openHalfway } from './halfway.ts';
import { openSecondFactors, type SecondFactors } from './second-factor.ts';
import { suspended } from './suspended.ts';

export interface SignInSettings {
  readonly db: Database;
  /** At least 32 characters; signs cookies. */
  readonly secret: string;
  /** True when browsers reach the server by https. */
  readonly secure: boolean;
  /** Shown by authenticator apps. */
  readonly issuer: string;
}

export interface SignIn {
  readonly factors: SecondFactors;
  readonly halfway: Halfway;
  readonly issuer: string;
  /** Opens a session and answers the Set-Cookie line of it; null when the person is suspended. */
  openSession(staffId: Id, asker: { ip: string; userAgent: string }): Promise<string | null>;
  /** The line that takes the cookie of a session away. */
  readonly ended: string;
}

/** Longer than any client's name for itself has to be. */
const USER_AGENT = 400;

const OPEN = `
insert into session (id, staff_id, token, expires_at, ip_address, user_agent)
select $1, $2, $3, now() + make_interval(hours => access_setting_today('session-hours')), $4, $5
where not ${suspended('$2')}
returning ceil(extract(epoch from expires_at - now()))::int as seconds`;

/** Sessions are rows: what the database says at this request is what holds, and the cookie is only their signed name. */
export function openSignIn(settings: SignInSettings): SignIn {
  const { db, secret, secure, issuer } = settings;
  const name = sessionCookieName(secure);
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    factors: openSecondFactors(db, secret),
    halfway: openHalfway(settings),
    issuer,
    openSession: async (staffId, { ip, userAgent }) => {
      const token = randomBytes(32).toString('base64url');
      const { rows } = await db.pool.query<{ seconds: number }>(OPEN, [
        newId(),
        staffId,
        token,
        ip,
        userAgent.slice(0, USER_AGENT),
      ]);
      const [opened] = rows;
      if (!opened) return null;
      return `${name}=${encodeURIComponent(signedValue(token, secret))}; Max-Age=${opened.seconds}; ${attributes}`;
    },
    ended: `${name}=; Max-Age=0; ${attributes}`,
  };
}
