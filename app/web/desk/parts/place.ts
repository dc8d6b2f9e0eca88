import type { Me } from '../api.ts';

/** An office whose payouts a person may see. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** The offices where the person holds a role that sees payouts, the highest first; the administrator's role sees none. */
export function placesOf(me: Me): Place[] {
  const seeing = me.grants.filter((grant) => grant.role !== 'administrator');
  const places = new Map(
    seeing.map((grant) => [
      grant.officeId,
      { id: grant.officeId, name: grant.officeName, path: grant.officePath },
    ]),
  );
  return [...places.values()].sort((a, b) => a.path.length - b.path.length);
}
