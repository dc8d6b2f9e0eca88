import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

/** A person's place of payment: their open drawer and the hands of the office it stands in. */
export interface Till {
  readonly drawer: Id;
  readonly drawerName: string;
  readonly closedDay: Day | null;
  readonly desk: Id;
  readonly party: Id;
  readonly officeCode: string;
}

/** Tills by `staffId|officeId`; whoever has no open drawer in that office is absent. */
export async function readTills(
  tx: Tx,
  asked: readonly { readonly staffId: Id; readonly officeId: Id }[],
): Promise<Map<string, Till>> {
  const unique = [...new Map(asked.map((each) => [`${each.staffId}|${each.officeId}`, each])).values()];
  const { rows } = await sql<{
    staff_id: Id;
    office_id: Id;
    drawer: Id;
    drawer_name: string;
    closed_day: Day | null;
    desk: Id;
    party: Id;
    office_code: string;
  }>`
    -- named: pay tills
    select a.staff_id, a.office_id, h.id as drawer, h.name as drawer_name, b.closed_day, d.id as desk, p.id as party, o.code as office_code
    from unnest(${unique.map((u) => u.staffId)}::uuid[], ${unique.map((u) => u.officeId)}::uuid[]) as a(staff_id, office_id)
    join hand h on h.staff_id = a.staff_id and h.kind = 'drawer' and h.closed_at is null and h.office_id = a.office_id
    join hand_balance b on b.hand_id = h.id
    join office o on o.id = a.office_id
    join hand d on d.office_id = a.office_id and d.kind = 'desk'
    join hand p on p.office_id = a.office_id and p.kind = 'party'`.execute(tx);
  return new Map(
    rows.map((row) => [
      `${row.staff_id}|${row.office_id}`,
      {
        drawer: row.drawer,
        drawerName: row.drawer_name,
        closedDay: row.closed_day,
        desk: row.desk,
        party: row.party,
        officeCode: row.office_code,
      },
    ]),
  );
}
