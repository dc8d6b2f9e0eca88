import { sql } from 'kysely';
import { isWithin } from '../access/actor.ts';
import type { Read } from '../db/types.ts';
import { dayAt, type Day } from '../words/day.ts';
import type { Id } from '../words/id.ts';

interface Held {
  readonly role: string;
  readonly path: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly revokedAt: Date | null;
}

/** A person's rights over time, from the facts that are never overwritten. */
export interface Rights {
  /** Whether one of the roles was held over the office at that moment, and the person not suspended. */
  mayAt(roles: readonly string[], officePath: string, at: Date): boolean;
}

export async function readRightsOf(read: Read, staffId: Id): Promise<Rights> {
  const { rows: held } = await sql<Held>`
    -- named: rights over time
    select g.role, o.path, g.valid_from as "validFrom", g.valid_to as "validTo", r.revoked_at as "revokedAt"
    from role_grant g join office o on o.id = g.office_id left join role_revocation r on r.grant_id = g.id
    where g.staff_id = ${staffId}`.execute(read);
  const { rows: suspensions } = await sql<{ from: Date; to: Date | null }>`
    -- named: suspensions over time
    select x.suspended_at as from, b.reinstated_at as to from staff_suspension x
    left join staff_reinstatement b on b.suspension_id = x.id where x.staff_id = ${staffId}`.execute(read);
  return {
    mayAt: (roles, officePath, at) => {
      const day = dayAt(at);
      if (suspensions.some(({ from, to }) => from <= at && (to === null || at < to))) return false;
      return held.some(
        ({ role, path, validFrom, validTo, revokedAt }) =>
          roles.includes(role) &&
          isWithin(officePath, path) &&
          validFrom <= day &&
          (validTo === null || day <= validTo) &&
          (revokedAt === null || at < revokedAt),
      );
    },
  };
}
