import { mayActAt, mayActForAll, reachOf, type Actor } from '../access/actor.ts';
import type { Gate } from '../access/gate.ts';
import { officeSource, type Route } from '../contract/contract.ts';
import { isId } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';

/** How long a proof of presence counts for the routes that need one. */
export const STEP_UP_MINUTES = 10;

export interface Admitted {
  readonly actor: Actor | null;
  readonly reach: readonly string[];
  readonly office: { readonly id: string; readonly path: string } | null;
}

/**
 * Who is let in, judged before the body is read: session, then what is owed before any work, then role, then step-up. Answers the
 * reach of the roles admitted. Refuses `not_signed_in`, `password_change_required`, `second_factor_required`, `not_allowed` or
 * `step_up_required`.
 */
export function admitPerson(route: Route, actor: Actor | null): readonly string[] {
  if (route.may === 'anyone') return [];
  if (!actor) throw new Refusal('not_signed_in');
  if (actor.mustChangePassword && route.before !== 'own-password')
    throw new Refusal('password_change_required');
  if (actor.owesSecondFactor && route.before === undefined) throw new Refusal('second_factor_required');
  const roles = route.may === 'signed-in' ? actor.grants.map((grant) => grant.role) : route.may;
  const reach = reachOf(actor, roles);
  if (route.may !== 'signed-in' && reach.length === 0) throw new Refusal('not_allowed');
  if (route.scope === 'province' && !mayActForAll(actor, roles)) throw new Refusal('not_allowed');
  if (route.stepUp && minutesSince(actor.steppedUpAt) > STEP_UP_MINUTES)
    throw new Refusal('step_up_required', { afterMinutes: STEP_UP_MINUTES });
  return reach;
}

/**
 * Checks the office that the request names, before the rest of its input is looked at. An office that does not exist
 * is refused like one out of reach, so that the answer tells nothing about it.
 */
export async function admitOffice(
  gate: Gate,
  route: Route,
  actor: Actor | null,
  input: { params: unknown; query: unknown; body: unknown },
): Promise<Admitted['office']> {
  if (route.scope !== 'office' || !actor) return null;
  const source = officeSource(route);
  const id = source && (input[source] as { officeId?: unknown } | null | undefined)?.officeId;
  if (typeof id !== 'string' || !isId(id)) return null;
  // Most people act at the office of their own grant, whose path has just been read with it.
  const own = actor.grants.find(({ officeId }) => officeId === id.toLowerCase());
  const path = own?.officePath ?? (await gate.officePath(id));
  const roles =
    route.may === 'signed-in' ? actor.grants.map((grant) => grant.role) : (route.may as readonly string[]);
  if (path === null || !mayActAt(actor, roles, path)) throw new Refusal('not_allowed');
  return { id, path };
}

function minutesSince(at: Date | null): number {
  return at === null ? Infinity : (Date.now() - at.valueOf()) / 60_000;
}
