/** A role held at an office, and therefore over every office below it. */
export interface Grant {
  readonly id: string;
  readonly role: string;
  readonly officeId: string;
  /** Codes from the root of the office tree: `QT/CL/CL-01`. */
  readonly officePath: string;
}

/** A person behind a live session, as the database knows them at this very request. */
export interface Actor {
  readonly kind: 'person';
  readonly staffId: string;
  readonly username: string;
  readonly name: string;
  readonly sessionId: string;
  /** When presence was last proved by password or TOTP in this session. */
  readonly steppedUpAt: Date | null;
  readonly mustChangePassword: boolean;
  /** A role held asks for a second factor, and none is set up. */
  readonly owesSecondFactor: boolean;
  readonly grants: readonly Grant[];
}

/** Whether `path` is the office `top` or lies below it. */
export function isWithin(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}/`);
}

function held(actor: Actor, roles: readonly string[]): Grant[] {
  return actor.grants.filter((grant) => roles.includes(grant.role));
}

/** Whether one of the roles is held over the office at `officePath`. */
export function mayActAt(actor: Actor, roles: readonly string[], officePath: string): boolean {
  return held(actor, roles).some((grant) => isWithin(officePath, grant.officePath));
}

/** Whether one of the roles is held at the root of the office tree. */
export function mayActForAll(actor: Actor, roles: readonly string[]): boolean {
  return held(actor, roles).some((grant) => !grant.officePath.includes('/'));
}

/** The highest offices over which one of the roles is held, none below another; empty when the role is not held. */
export function reachOf(actor: Actor, roles: readonly string[]): string[] {
  const paths = [...new Set(held(actor, roles).map((grant) => grant.officePath))];
  return paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)));
}
