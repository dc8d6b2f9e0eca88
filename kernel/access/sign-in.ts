import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { username } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import type { Database } from '../db/connect.ts';
import { type Id, newId } from '../words/id.ts';
import { sessionCookieName, signedValue } from './gate.ts';
import { type Halfway, openHalfway } from './halfway.ts';
import { openSecondFactors, type SecondFactors } from './second-factor.ts';

/** A working day: whoever signs in in the morning signs in again the next morning. */
const SESSION_SECONDS = 12 * 3600;

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
  readonly api: Pick<ReturnType<typeof openPasswords>['api'], 'signInUsername' | 'signOut'>;
  readonly factors: SecondFactors;
  readonly halfway: Halfway;
  readonly issuer: string;
  /** Opens a session and answers the Set-Cookie line of it; null when the person is suspended. */
  openSession(staffId: Id, asker: { ip: string; userAgent: string }): Promise<string | null>;
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** Sessions and passwords are better-auth's, the second factor is our own: its codes count once and its secrets lie under the keyring. */
export function openSignIn(settings: SignInSettings): SignIn {
  const { db, secret, secure, issuer } = settings;
  const passwords = openPasswords(settings);
  const attributes = `Max-Age=${SESSION_SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    api: passwords.api,
    factors: openSecondFactors(db, secret),
    halfway: openHalfway(settings),
    issuer,
    openSession: async (staffId, { ip: ipAddress, userAgent }) => {
      if (await isSuspended(db, staffId)) return null;
      const { internalAdapter } = await passwords.$context;
      const session = await internalAdapter.createSession(staffId, false, { ipAddress, userAgent });
      const value = encodeURIComponent(signedValue(session.token, secret));
      return `${sessionCookieName(secure)}=${value}; ${attributes}`;
    },
  };
}

/**
 * better-auth, cut down to user name and password. It is called as a library: its own routes are not mounted,
 * so nothing of it is reachable but what the contract of sign-in declares. No cookie cache: a session is what the
 * database says at this request.
 */
function openPasswords({ db, secret, secure, issuer }: SignInSettings) {
  return betterAuth({
    appName: issuer,
    secret,
    baseURL: secure ? 'https://tungnha.invalid' : 'http://tungnha.invalid',
    basePath: '/api/auth',
    database: { db: db.kysely as unknown as Kysely<Record<string, never>>, type: 'postgres' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 128 },
    user: {
      modelName: 'staff',
      fields: { emailVerified: 'email_verified', ...times },
    },
    session: {
      modelName: 'session',
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      fields: {
        userId: 'staff_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
    },
    account: {
      modelName: 'account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'staff_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...times } },
    plugins: [
      username({
        maxUsernameLength: 60,
        usernameValidator: (name) => /^[a-z0-9][a-z0-9._-]*$/i.test(name),
        schema: { user: { fields: { displayUsername: 'display_username' } } },
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            if (await isSuspended(db, session.userId)) throw new APIError('FORBIDDEN', { code: 'SUSPENDED' });
          },
        },
      },
    },
    advanced: {
      // With `useSecureCookies` the library would put its own prefix in front.
      useSecureCookies: false,
      cookies: { session_token: { name: sessionCookieName(secure) } },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure },
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { ipAddressHeaders: ['x-client-address'] },
    },
  });
}

async function isSuspended(db: Database, staffId: string): Promise<boolean> {
  const { rows } = await db.pool.query(
    `select from staff_suspension x where x.staff_id = $1
       and not exists (select from staff_reinstatement b where b.suspension_id = x.id) limit 1`,
    [staffId],
  );
  return rows.length > 0;
}
