import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import type { NamedHand } from '#kernel/handover/hands.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

/** A person's place of payment: their open drawer and the hands of the office it stands in. */
export interface Till {
  readonly drawer: Id;
  readonly drawerNamed: NamedHand;
  readonly closedDay: Day | null;
  readonly desk: Id;
  readonly party: Id;
  readonly officeCode: string;
}

export interface TillAsked {
  readonly staffId: Id;
  readonly officeId: Id;
  readonly kind: 'drawer' | 'bag';
}

export const tillKey = ({ staffId, officeId, kind }: TillAsked) => `${staffId}|${officeId}|${kind}`;

/**
 * Tills by their key; whoever has no open drawer, or bag, in that office is absent. At a door the vouchers lie in the bag
 * with the cash: it is both drawer and desk.
 */
export async function readTills(tx: Tx, asked: readonly TillAsked[]): Promise<Map<string, Till>> {
  const unique = [...new Map(asked.map((each) => [tillKey(each), each])).values()];
  const { rows } = await sql<{
    staff_id: Id;
    office_id: Id;
    kind: 'drawer' | 'bag';
    drawer: Id;
    drawer_name: string;
    office_name: string;
    closed_day: Day | null;
    desk: Id;
    party: Id;
    office_code: string;
  }>`
    -- named: pay tills
    select a.staff_id, a.office_id, h.kind, h.id as drawer, h.name as drawer_name, o.name as office_name, b.closed_day,
      case h.kind when 'bag' then h.id else d.id end as desk, p.id as party, o.code as office_code
    from unnest(${unique.map((u) => u.staffId)}::uuid[], ${unique.map((u) => u.officeId)}::uuid[],
      ${unique.map((u) => u.kind)}::text[]) as a(staff_id, office_id, kind)
    join hand h on h.staff_id = a.staff_id and h.kind = a.kind and h.closed_at is null and h.office_id = a.office_id
    join hand_balance b on b.hand_id = h.id
    join office o on o.id = a.office_id
    join hand d on d.office_id = a.office_id and d.kind = 'desk'
    join hand p on p.office_id = a.office_id and p.kind = 'party'`.execute(tx);
  return new Map(
    rows.map((row) => [
      tillKey({ staffId: row.staff_id, officeId: row.office_id, kind: row.kind }),
      {
        drawer: row.drawer,
        drawerNamed: { kind: row.kind, name: row.drawer_name, office: row.office_name },
        closedDay: row.closed_day,
        desk: row.desk,
        party: row.party,
        officeCode: row.office_code,
      },
    ]),
  );
}
