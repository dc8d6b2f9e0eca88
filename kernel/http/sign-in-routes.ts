import { verifyPassword } from 'better-auth/crypto';
import { accessContract } from '../access/contract.ts';
import { countAttempt, forgetAttempts } from '../access/attempts.ts';
import type { SignIn } from '../access/sign-in.ts';
import { totpUri } from '../access/totp.ts';
import type { Database } from '../db/connect.ts';
import type { Id } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import { bind, type Bound } from './bind.ts';

interface Caller {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly ip: string;
  readonly setCookies: string[];
}

type Ask = (headers: Headers) => Promise<Response>;

/** The routes of signing in: each asks better-auth as a library and answers by the contract, never in its words. */
export function signInRoutes({ db, signIn }: { db: Database; signIn: SignIn }): Bound {
  const { api, factors, halfway } = signIn;

  /** The second step of signing in: `spend` takes what is offered, once. */
  async function finish(
    call: Caller,
    spend: (staffId: Id) => Promise<boolean>,
  ): Promise<Record<never, never>> {
    const person = await halfway.find(call.headers['cookie'] as string | undefined);
    if (!person) throw new Refusal('wrong_code');
    await countAttempt(db, person.username, call.ip);
    if (!(await spend(person.staffId))) throw new Refusal('wrong_code');
    const cookie = await signIn.openSession(person.staffId, {
      ip: call.ip,
      userAgent: String(call.headers['user-agent'] ?? ''),
    });
    if (cookie === null) throw new Refusal('suspended');
    call.setCookies.push(cookie, halfway.ended);
    await forgetAttempts(db, person.username, call.ip);
    return {};
  }

  return bind(accessContract, {
    'POST /auth/sign-in/username': async (call) => {
      await countAttempt(db, call.body.username, call.ip);
      const answer = await ask(call, (headers) =>
        api.signInUsername({ body: call.body, headers, asResponse: true }),
      );
      if (answer.status === 403) call.refuse('suspended');
      if (!answer.ok) call.refuse('wrong_credentials');
      const { token, user } = answer.body as { token: string; user: { id: Id } };
      if (await hasSecondFactor(db, user.id)) {
        // Nobody has seen this session.
        await db.pool.query('delete from session where token = $1', [token]);
        call.setCookies.push(await halfway.cookieFor(user.id));
        return { next: 'totp' };
      }
      await forgetAttempts(db, call.body.username, call.ip);
      call.setCookies.push(...answer.cookies);
      return { next: 'done' };
    },
    'POST /auth/two-factor/verify-totp': (call) =>
      finish(call, (staffId) => factors.spendCode(staffId, call.body.code, 'sign-in')),
    'POST /auth/two-factor/verify-backup-code': (call) =>
      finish(call, (staffId) => factors.spendBackupCode(staffId, call.body.code)),
    'POST /auth/sign-out': async (call) => {
      const { cookies } = await ask(call, (headers) => api.signOut({ headers, asResponse: true }));
      call.setCookies.push(...cookies);
      return {};
    },
    'POST /auth/step-up': async (call) => {
      const { code, password } = call.body;
      const { staffId, username, sessionId } = call.actor;
      await countAttempt(db, username, call.ip);
      if (await hasSecondFactor(db, staffId)) {
        if (!code || !(await factors.spendCode(staffId, code, 'sign-in'))) call.refuse('wrong_code');
      } else if (!password || !(await isPasswordOf(db, staffId, password))) call.refuse('wrong_credentials');
      await db.pool.query('update session set stepped_up_at = clock_timestamp() where id = $1', [sessionId]);
      await forgetAttempts(db, username, call.ip);
      return {};
    },
    'POST /auth/two-factor/enable': async (call) => {
      const { staffId, username } = call.actor;
      await countAttempt(db, username, call.ip);
      if (!(await isPasswordOf(db, staffId, call.body.password))) call.refuse('wrong_credentials');
      const begun = await factors.begin(staffId);
      if (!begun) return call.refuse('already_enabled');
      const { secret, backupCodes } = begun;
      return { totpUri: totpUri(secret, signIn.issuer, username), backupCodes };
    },
    'POST /auth/two-factor/confirm': async (call) => {
      const { staffId, username, sessionId } = call.actor;
      await countAttempt(db, username, call.ip);
      if (!(await factors.spendCode(staffId, call.body.code, 'confirm'))) call.refuse('wrong_code');
      await setSecondFactor(db, staffId, sessionId, true);
      return {};
    },
    'POST /auth/two-factor/disable': async (call) => {
      const { staffId, username, sessionId } = call.actor;
      await countAttempt(db, username, call.ip);
      if (!(await isPasswordOf(db, staffId, call.body.password))) call.refuse('wrong_credentials');
      await factors.remove(staffId);
      await setSecondFactor(db, staffId, sessionId, false);
      return {};
    },
  });
}

interface Answered {
  readonly ok: boolean;
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly cookies: readonly string[];
}

/** Asks better-auth on behalf of a caller. */
async function ask(call: Caller, question: Ask): Promise<Answered> {
  const headers = new Headers({ 'x-client-address': call.ip });
  for (const name of ['cookie', 'user-agent']) {
    const value = call.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const response = await question(headers);
  if (response.status >= 500) throw new Error(`sign-in failed: ${response.status} ${await response.text()}`);
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  const cookies = response.headers.getSetCookie();
  return { ok: response.ok, status: response.status, body: body ?? {}, cookies };
}

async function hasSecondFactor(db: Database, staffId: Id): Promise<boolean> {
  const { rows } = await db.pool.query('select from staff where id = $1 and two_factor_enabled', [staffId]);
  return rows.length > 0;
}

/** Says whether a code is asked for from now on; whoever else is signed in as this person has to come in anew. */
async function setSecondFactor(db: Database, staffId: Id, sessionId: Id, on: boolean): Promise<void> {
  await db.pool.query('update staff set two_factor_enabled = $2, updated_at = now() where id = $1', [
    staffId,
    on,
  ]);
  await db.pool.query('delete from session where staff_id = $1 and id <> $2', [staffId, sessionId]);
}

/** Whether this is the person's present password. */
export async function isPasswordOf(db: Database, staffId: string, password: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ password: string | null }>(
    `select password from account where staff_id = $1 and provider_id = 'credential'`,
    [staffId],
  );
  const hash = rows[0]?.password;
  return hash ? verifyPassword({ hash, password }) : false;
}
