import { countAttempt, forgetAttempts } from '../access/attempts.ts';
import { accessContract } from '../access/contract.ts';
import { type AccessEventKind, recordEvent } from '../access/events.ts';
import { findByPassword, isPasswordOf } from '../access/passwords.ts';
import { endOtherSessions, endSession, listSessions } from '../access/sessions.ts';
import type { SignIn } from '../access/sign-in.ts';
import { totpUri } from '../access/totp.ts';
import type { Database } from '../db/connect.ts';
import type { Id } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import { bind, type Bound } from './bind.ts';

interface Caller {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly ip: string;
  readonly reference: string;
  readonly setCookies: string[];
}

type Whose = { readonly staffId: Id } | { readonly username: string };

const SIGN_IN = 'POST /auth/sign-in/username';
const STEP_UP = 'POST /auth/step-up';

/** The routes of signing in, of proving presence, of second factors and of one's own sessions. */
export function signInRoutes({ db, signIn }: { db: Database; signIn: SignIn }): Bound {
  const { factors, halfway } = signIn;

  const note = (call: Caller, kind: AccessEventKind, route: string, whose: Whose, code?: string) =>
    recordEvent(db, kind, { ...whose, route, ip: call.ip, reference: call.reference, ...(code && { code }) });

  /** Counts one attempt and lets it be made; what is refused is written down. */
  async function attempt<T>(
    call: Caller,
    at: { kind: AccessEventKind; route: string; username: string },
    make: () => Promise<T>,
  ): Promise<T> {
    try {
      await countAttempt(db, at.username, call.ip);
      return await make();
    } catch (error) {
      if (error instanceof Refusal)
        await note(call, at.kind, at.route, { username: at.username }, error.code);
      throw error;
    }
  }

  async function enter(
    call: Caller,
    { staffId, username }: { staffId: Id; username: string },
    route: string,
  ) {
    const cookie = await signIn.openSession(staffId, {
      ip: call.ip,
      userAgent: String(call.headers['user-agent'] ?? ''),
    });
    if (cookie === null) throw new Refusal('suspended');
    call.setCookies.push(cookie);
    await forgetAttempts(db, username, call.ip);
    await note(call, 'signed-in', route, { staffId });
  }

  /** The second step of signing in: `spend` takes what is offered, once. */
  async function finish(
    call: Caller,
    route: string,
    spend: (staffId: Id) => Promise<boolean>,
  ): Promise<Record<never, never>> {
    const person = await halfway.find(call.headers['cookie'] as string | undefined);
    if (!person) throw new Refusal('wrong_code');
    await attempt(call, { kind: 'sign-in-refused', route, username: person.username }, async () => {
      if (!(await spend(person.staffId))) throw new Refusal('wrong_code');
      await enter(call, person, route);
    });
    call.setCookies.push(halfway.ended);
    return {};
  }

  async function needPassword(
    call: Caller & { actor: Person },
    route: string,
    password: string,
  ): Promise<void> {
    const { staffId, username } = call.actor;
    await attempt(call, { kind: 'presence-refused', route, username }, async () => {
      if (!(await isPasswordOf(db, staffId, password))) throw new Refusal('wrong_credentials');
    });
  }

  return bind(accessContract, {
    [SIGN_IN]: (call) => {
      const { username, password } = call.body;
      return attempt(call, { kind: 'sign-in-refused', route: SIGN_IN, username }, async () => {
        const known = await findByPassword(db, username, password);
        if (!known) return call.refuse('wrong_credentials');
        if (known.suspended) return call.refuse('suspended');
        if (known.secondFactor) {
          call.setCookies.push(await halfway.cookieFor(known.staffId));
          return { next: 'totp' as const };
        }
        await enter(call, { staffId: known.staffId, username }, SIGN_IN);
        return { next: 'done' as const };
      });
    },
    'POST /auth/two-factor/verify-totp': (call) =>
      finish(call, 'POST /auth/two-factor/verify-totp', (staffId) =>
        factors.spendCode(staffId, call.body.code, 'sign-in'),
      ),
    'POST /auth/two-factor/verify-backup-code': (call) =>
      finish(call, 'POST /auth/two-factor/verify-backup-code', (staffId) =>
        factors.spendBackupCode(staffId, call.body.code),
      ),
    'POST /auth/sign-out': async (call) => {
      const { staffId, sessionId } = call.actor;
      await endSession(db, staffId, sessionId);
      call.setCookies.push(signIn.ended);
      await note(call, 'session-ended', 'POST /auth/sign-out', { staffId });
      return {};
    },
    [STEP_UP]: async (call) => {
      const { code, password } = call.body;
      const { staffId, username, sessionId } = call.actor;
      await attempt(call, { kind: 'presence-refused', route: STEP_UP, username }, async () => {
        if (await hasSecondFactor(db, staffId)) {
          if (!code || !(await factors.spendCode(staffId, code, 'sign-in'))) call.refuse('wrong_code');
        } else if (!password || !(await isPasswordOf(db, staffId, password)))
          call.refuse('wrong_credentials');
      });
      await db.pool.query('update session set stepped_up_at = clock_timestamp() where id = $1', [sessionId]);
      await forgetAttempts(db, username, call.ip);
      return {};
    },
    'POST /auth/two-factor/enable': async (call) => {
      const { staffId, username } = call.actor;
      await needPassword(call, 'POST /auth/two-factor/enable', call.body.password);
      const begun = await factors.begin(staffId);
      if (!begun) return call.refuse('already_enabled');
      const { secret, backupCodes } = begun;
      return { totpUri: totpUri(secret, signIn.issuer, username), backupCodes };
    },
    'POST /auth/two-factor/confirm': async (call) => {
      const { staffId, username, sessionId } = call.actor;
      const route = 'POST /auth/two-factor/confirm';
      await attempt(call, { kind: 'presence-refused', route, username }, async () => {
        if (!(await factors.spendCode(staffId, call.body.code, 'confirm'))) call.refuse('wrong_code');
      });
      await setSecondFactor(db, staffId, sessionId, true);
      await note(call, 'second-factor-on', route, { staffId });
      return {};
    },
    'POST /auth/two-factor/disable': async (call) => {
      const { staffId, sessionId } = call.actor;
      const route = 'POST /auth/two-factor/disable';
      await needPassword(call, route, call.body.password);
      await factors.remove(staffId);
      await setSecondFactor(db, staffId, sessionId, false);
      await note(call, 'second-factor-off', route, { staffId });
      return {};
    },
    'GET /auth/session': async ({ actor, refuse }) => {
      const { staffId, sessionId } = actor;
      const own = (await listSessions(db.read, staffId)).find(({ id }) => id === sessionId);
      if (!own) return refuse('not_signed_in');
      return { now: own.now, idleEndsAt: own.idleEndsAt, endsAt: own.endsAt };
    },
    'GET /auth/sessions': async ({ actor }) =>
      (await listSessions(db.read, actor.staffId)).map(({ idleEndsAt: _idle, now: _now, ...session }) => ({
        ...session,
        current: session.id === actor.sessionId,
      })),
    'POST /auth/sessions/:sessionId/end': async (call) => {
      const { staffId } = call.actor;
      if (!(await endSession(db, staffId, call.params.sessionId))) call.refuse('not_found');
      await note(call, 'session-ended', 'POST /auth/sessions/:sessionId/end', { staffId });
      return {};
    },
    'POST /auth/other-sessions/end': async (call) => {
      const { staffId, sessionId } = call.actor;
      await endOtherSessions(db, staffId, sessionId);
      await note(call, 'sessions-ended', 'POST /auth/other-sessions/end', { staffId });
      return {};
    },
  });
}

interface Person {
  readonly staffId: Id;
  readonly username: string;
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
  await endOtherSessions(db, staffId, sessionId);
}
