import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

/** What an office's day consists of, for its close: handovers by kind, cash paid, hands counted, differences. */
export async function readOfficeFigures(tx: Tx, officeId: Id, day: Day): Promise<unknown> {
  const { rows } = await sql<{ figures: unknown }>`
    select jsonb_build_object(
      'handovers', (select coalesce(jsonb_object_agg(kind, n), '{}') from (
        select kind, count(*) as n from handover where office_id = ${officeId} and business_day = ${day} group by kind) k),
      'paidVnd', (select coalesce(sum(amount_vnd), 0)::text from payment where office_id = ${officeId} and business_day = ${day}),
      'payments', (select count(*) from payment where office_id = ${officeId} and business_day = ${day}),
      'hands', (select coalesce(jsonb_agg(jsonb_build_object('hand', h.name, 'bookVnd', c.book_vnd::text, 'countedVnd', c.counted_vnd::text) order by h.name), '[]')
        from hand_close c join hand h on h.id = c.hand_id where h.office_id = ${officeId} and c.business_day = ${day})
    ) as figures`.execute(tx);
  return rows[0]?.figures ?? {};
}
