import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type Day, firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { within } from '#kernel/access/office-tree.ts';
import type { Programme } from '../../programmes/store/programmes.ts';

export interface Overdue {
  readonly officeId: Id;
  readonly late: boolean;
  readonly overdueCount: number;
  readonly overdueVnd: bigint;
  readonly overdueSince: Day | null;
  readonly countedAt: Date;
}

/** What is overdue in a month at and below an office, as it was last counted. */
export async function listOverdue(read: Read, month: Month, path: string): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`
    select d.office_id as "officeId", d.late, d.overdue_count as "overdueCount", d.overdue_vnd as "overdueVnd",
      d.overdue_since as "overdueSince", d.counted_at as "countedAt"
    from payout_overdue d join office o on o.id = d.office_id
    where d.month = ${firstDayOf(month)} and ${within('o.path', path)}`.execute(read);
  return rows;
}

/**
 * Counts a month's vouchers whose planned day lies before `today`, office by office. A voucher of a point or a round has its
 * planned day, one of the office's counter its last; district offices pay on after their points' days, so their last day
 * is that of the office. An account voucher is the province's, and is overdue only when the bank's answer is: after the
 * last day of transfers.
 */
export async function countOverdue(
  tx: Tx,
  now: Date,
  counted: {
    readonly month: Month;
    readonly today: Day;
    readonly root: Id;
    readonly programmes: readonly Programme[];
  },
): Promise<void> {
  const { month, today, root, programmes } = counted;
  await sql`
    with rule as (
      select * from unnest(${programmes.map((each) => each.code)}::text[], ${programmes.map((each) => each.calendar.officeTo)}::date[],
        ${programmes.map((each) => each.rule.lateAbovePercent)}::int[]) as u(programme, office_to, late_above)
    ), planned as (
      select v.programme, v.amount_vnd, v.status = 'due' as open, r.late_above,
        case when v.channel = 'bank' then ${root}::uuid else v.office_id end as office_id,
        case when v.channel in ('point', 'home') then v.pay_on else v.pay_until end as day,
        case when v.channel in ('point', 'home') and o.kind <> 'point' then greatest(v.pay_until, r.office_to) else v.pay_until end as last_day
      from voucher v join rule r on r.programme = v.programme join office o on o.id = v.office_id
      where v.month = ${firstDayOf(month)} and v.status in ('due', 'paid')
        and case when v.channel in ('point', 'home') then v.pay_on else v.pay_until end < ${today}::date
    ), days as (
      select office_id, count(*)::int as planned, count(*) filter (where open)::int as open,
        coalesce(sum(amount_vnd) filter (where open), 0)::bigint as vnd,
        count(*) filter (where open and last_day < ${today}::date)::int as closed, min(day) filter (where open) as since,
        min(late_above) as late_above
      from planned group by office_id
    )
    insert into payout_overdue as d (month, office_id, planned_count, overdue_count, overdue_vnd, closed_count, overdue_since, late, counted_on, counted_at)
    select ${firstDayOf(month)}, o.office_id, coalesce(planned, 0), coalesce(open, 0), coalesce(vnd, 0), coalesce(closed, 0), since,
      coalesce(closed > 0 or open * 100 > planned * late_above, false), ${today}, ${now}
    from (select office_id from payout_rollup where month = ${firstDayOf(month)} union select ${root}::uuid) o
    left join days using (office_id)
    order by o.office_id
    on conflict (month, office_id) do update set planned_count = excluded.planned_count, overdue_count = excluded.overdue_count,
      overdue_vnd = excluded.overdue_vnd, closed_count = excluded.closed_count, overdue_since = excluded.overdue_since,
      late = excluded.late, counted_on = excluded.counted_on, counted_at = excluded.counted_at`.execute(tx);
}
