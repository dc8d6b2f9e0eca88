import { type RawBuilder, sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { addDays, type Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { within } from '#kernel/access/office-tree.ts';
import type { Placed } from '#kernel/contract/pages.ts';
import type { CORRECTIONS } from '../contract/audit.ts';
import type { PageOf } from './watch.ts';

export interface CorrectionLine {
  readonly id: Id;
  readonly kind: (typeof CORRECTIONS)[number];
  readonly at: Date;
  readonly by: string;
  readonly office: string;
  readonly amountVnd: bigint;
  readonly reason: string;
  readonly handoverId: Id | null;
  readonly corrects: Id | null;
  readonly citizenId: Id | null;
}

export interface CorrectionsAsked extends PageOf {
  readonly from: Day | null;
  readonly to: Day | null;
}

/**
 * Everything that was put right at and below an office, newest first. Cursor: at, id. Each source gives its newest by an index of its
 * own and the page is merged from those. Facts of people belong to no office and stand with the province.
 */
export async function listCorrections(
  read: Read,
  asked: CorrectionsAsked,
): Promise<Placed<CorrectionLine>[]> {
  const { path, after, limit, from, to } = asked;
  const until = to === null ? null : addDays(to, 1);
  const inTime = (at: RawBuilder<unknown>, id: RawBuilder<unknown>) => sql`
    (${from}::date is null or ${at} >= (${from}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh')
    and (${until}::date is null or ${at} < (${until}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh')
    and (${after === null} or (${at}, ${id}) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by ${at} desc, ${id} desc limit ${limit + 1}`;
  const isRoot = !path.includes('/');
  const { rows } = await sql<Placed<CorrectionLine>>`
    select x.*, array[x.at::text, x.id::text] as place from (
      select v.id, 'reversal' as kind, v.recorded_at as at, v.actor_name as by, o.name as office,
        coalesce((select sum(m.amount_vnd) from money_move m where m.handover_id = v.id), 0)::bigint as "amountVnd",
        coalesce(v.reason, '') as reason, v.id as "handoverId", v.reverses as corrects, null::uuid as "citizenId"
      from office o cross join lateral (
        select * from handover v where v.office_id = o.id and v.reverses is not null and ${inTime(sql`v.recorded_at`, sql`v.id`)}
      ) v where ${within('o.path', path)}
      union all
      (select e.id, 'ruling', e.written_at, s.name, o.name, c.amount_vnd, e.note, e.handover_id, c.handover_id, null::uuid
        from custody_case_entry e join custody_case c on c.id = e.case_id join office o on o.id = c.office_id join staff s on s.id = e.written_by
        where e.kind in ('ruled', 'overruled') and ${within('o.path', path)} and ${inTime(sql`e.written_at`, sql`e.id`)})
      union all
      (select l.id, 'withdrawal', l.accepted_at, l.accepted_by, root.name, l.total_vnd, l.file_name, l.handover_id, null::uuid, null::uuid
        from payout_list l join office root on root.parent_id is null
        where ${isRoot} and l.kind = 'withdrawal' and ${inTime(sql`l.accepted_at`, sql`l.id`)})
      union all
      (select g.id, 'person', g.changed_at, s.name, root.name, 0::bigint, g.reason, null::uuid, null::uuid, g.citizen_id
        from citizen_change g join staff s on s.id = g.changed_by join office root on root.parent_id is null
        where ${isRoot} and ${inTime(sql`g.changed_at`, sql`g.id`)})
      union all
      (select k.id, 'identity', k.corrected_at, s.name, root.name, 0::bigint, k.reason, null::uuid, null::uuid, r.citizen_id
        from match_ruling_correction k join match_review r on r.id = k.review_id join staff s on s.id = k.corrected_by
        join office root on root.parent_id is null
        where ${isRoot} and ${inTime(sql`k.corrected_at`, sql`k.id`)})
    ) x order by x.at desc, x.id desc limit ${limit + 1}`.execute(read);
  return rows;
}
