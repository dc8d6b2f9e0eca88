import { sql } from 'kysely';
import { heldOn } from '#kernel/access/office-tree.ts';
import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

export interface PayerRow {
  readonly id: Id;
  readonly name: string;
  readonly role: string;
  /** Their open bag's own limit; null without a bag or a limit. */
  readonly bagLimitVnd: bigint | null;
  readonly hasBag: boolean;
}

/** Who may go out with an office's bag on a day: its tellers and point keepers, none suspended. */
export async function listPayers(
  read: Read,
  { officeId, day }: { readonly officeId: Id; readonly day: Day },
): Promise<PayerRow[]> {
  const { rows } = await sql<PayerRow>`
    select s.id, s.name, min(g.role) as role, b.limit_vnd as "bagLimitVnd", h.id is not null as "hasBag"
    from role_grant g join staff s on s.id = g.staff_id
    left join hand h on h.staff_id = s.id and h.kind = 'bag' and h.closed_at is null left join hand_balance b on b.hand_id = h.id
    where g.office_id = ${officeId} and g.role in ('teller', 'point-keeper') and ${heldOn(day)}
      and (h.id is null or h.office_id = g.office_id)
    group by s.id, s.name, b.limit_vnd, h.id order by s.name, s.id limit 60`.execute(read);
  return rows;
}

export interface OfficePlace {
  readonly id: Id;
  readonly name: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly unitId: number | null;
  readonly unitCode: string | null;
  readonly commune: string | null;
  readonly districtCode: string | null;
}

/** Where an office stands: its own place, else its commune's centre. */
export async function readOfficePlace(read: Read, officeId: Id): Promise<OfficePlace> {
  const { rows } = await sql<OfficePlace>`
    select o.id, o.name, coalesce(o.lat, u.lat) as lat, coalesce(o.lon, u.lon) as lon, u.id as "unitId", u.code as "unitCode",
      u.name as commune, d.code as "districtCode"
    from office o left join unit u on u.id = o.unit_id left join unit d on d.id = u.parent_id where o.id = ${officeId}`.execute(
    read,
  );
  if (!rows[0]) throw new Error(`no office ${officeId}`);
  return rows[0];
}
