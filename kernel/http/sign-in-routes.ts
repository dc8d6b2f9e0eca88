import { verifyPassword } from 'better-auth/crypto';
import { accessContract } from '../access/contract.ts';
import { countAttempt, forgetAttempts } from '../access/attempts.ts';
import type { Actor } from '../access/actor.ts';
import type { SignIn } from '../access/sign-in.ts';
import type { Database } from '../db/connect.ts';
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
  const { api } = signIn;
  return bind(accessContract, {
    'POST /auth/sign-in/username': async (call) => {
      await countAttempt(db, call.body.username, call.ip);
      const answer = await ask(call, (headers) =>
        api.signInUsername({ body: call.body, headers, asResponse: true }),
      );
      if (answer.status === 403) call.refuse('suspended');
      if (!answer.ok) call.refuse('wrong_credentials');
      await forgetAttempts(db, call.body.username, call.ip);
      return { next: 'twoFactorRedirect' in answer.body ? 'totp' : 'done' };
    },
    'POST /auth/two-factor/verify-totp': async (call) =>
      completed(await ask(call, (headers) => api.verifyTOTP({ body: call.body, headers, asResponse: true }))),
    'POST /auth/two-factor/verify-backup-code': async (call) =>
      completed(
        await ask(call, (headers) => api.verifyBackupCode({ body: call.body, headers, asResponse: true })),
      ),
    'POST /auth/sign-out': async (call) => {
      await ask(call, (headers) => api.signOut({ headers, asResponse: true }));
      return {};
    },
    'POST /auth/step-up': async (call) => {
      const { code, password } = call.body;
      await countAttempt(db, call.actor.username, call.ip);
      if (await hasSecondFactor(db, call.actor)) {
        const answer =
          code &&
          (await ask(call, (headers) => api.verifyTOTP({ body: { code }, headers, asResponse: true })));
        if (!answer || !answer.ok) call.refuse('wrong_code');
      } else if (!password || !(await isPasswordOf(db, call.actor.staffId, password)))
        call.refuse('wrong_credentials');
      await db.pool.query('update session set stepped_up_at = clock_timestamp() where id = $1', [
        call.actor.sessionId,
      ]);
      await forgetAttempts(db, call.actor.username, call.ip);
      return {};
    },
    'POST /auth/two-factor/enable': async (call) => {
      await countAttempt(db, call.actor.username, call.ip);
      const body = { password: call.body.password, method: 'totp' as const };
      const answer = await ask(call, (headers) => api.enableTwoFactor({ body, headers, asResponse: true }));
      if (answer.body['code'] === 'TOTP_ALREADY_ENABLED') call.refuse('already_enabled');
      if (!answer.ok) call.refuse('wrong_credentials');
      return { totpUri: String(answer.body['totpURI']), backupCodes: answer.body['backupCodes'] as string[] };
    },
    'POST /auth/two-factor/confirm': async (call) => {
      await countAttempt(db, call.actor.username, call.ip);
      return completed(
        await ask(call, (headers) => api.verifyTOTP({ body: call.body, headers, asResponse: true })),
      );
    },
    'POST /auth/two-factor/disable': async (call) => {
      await countAttempt(db, call.actor.username, call.ip);
      const answer = await ask(call, (headers) =>
        api.disableTwoFactor({ body: call.body, headers, asResponse: true }),
      );
      if (!answer.ok) call.refuse('wrong_credentials');
      return {};
    },
  });
}

interface Answered {
  readonly ok: boolean;
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Asks better-auth on behalf of a caller and takes over the cookies it sets. */
async function ask(call: Caller, question: Ask): Promise<Answered> {
  const headers = new Headers({ 'x-client-address': call.ip });
  for (const name of ['cookie', 'user-agent']) {
    const value = call.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const response = await question(headers);
  if (response.status >= 500) throw new Error(`sign-in failed: ${response.status} ${await response.text()}`);
  call.setCookies.push(...response.headers.getSetCookie());
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  return { ok: response.ok, status: response.status, body: body ?? {} };
}

function completed(answer: Answered): Record<never, never> {
  if (answer.ok) return {};
  if (answer.status === 429) throw new Refusal('too_many_requests');
  throw new Refusal(answer.status === 403 ? 'suspended' : 'wrong_code');
}

async function hasSecondFactor(db: Database, actor: Actor): Promise<boolean> {
  const { rows } = await db.pool.query('select from staff where id = $1 and two_factor_enabled', [
    actor.staffId,
  ]);
  return rows.length > 0;
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
