import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';

export interface RegisterFinding {
  readonly sheet: string;
  readonly row: number;
  readonly code:
    | 'already_imported'
    | 'duplicate_voucher'
    | 'identity_conflict'
    | 'name_differs'
    | 'citizen_dead'
    | 'citizen_stopped'
    | 'not_due'
    | 'voucher_paid'
    | 'voucher_on_the_way';
  readonly severity: 'error' | 'warning';
  readonly found: string | null;
  readonly expected: string | null;
}

/** A finding that points at an earlier line of the same list, where `earlier` says which. */
export interface BlockFinding extends RegisterFinding {
  readonly earlier: number | null;
}

/**
 * What the register, the earlier lists and the earlier lines of this one say against the staged block, errors
 * first, in file order. Nothing can stand against a person who is new with the very line, so only the others are asked about.
 */
export async function findAgainstRegister(
  tx: Tx,
  list: { readonly id: string; readonly programme: string; readonly month: Month },
): Promise<BlockFinding[]> {
  const { rows } = await sql<BlockFinding>`
    with met as materialized (select * from staged_line where not fresh),
    staged as materialized (
      select s.*, v.kind, v.benefit_month from met s join staged_voucher v using (line)
    )
    select * from (
      select s.line, s.sheet, s.row, case when l.id is null then 'duplicate_voucher' else 'already_imported' end as code,
        'error' as severity, s.full_name as found, l.file_name || ' (' || l.accepted_at::date || ')' as expected,
        case when l.id is null then o.line end as earlier
      from staged s join voucher o on o.citizen_id = s.citizen_id and o.programme = ${list.programme}
        and o.benefit_month = s.benefit_month and o.kind = s.kind and o.regime = s.regime and o.withdrawn_by is null
      left join payout_list l on l.id = o.list_id and l.id <> ${list.id}
      union all
      select s.line, s.sheet, s.row, 'duplicate_voucher', 'error', s.full_name, null, min(f.line)
      from staged s join staged_line f on f.citizen_id = s.citizen_id and f.regime = s.regime and f.line < s.line
        join staged_voucher v on v.line = f.line and v.kind = s.kind and v.benefit_month = s.benefit_month
      group by s.line, s.sheet, s.row, s.full_name, s.kind, s.benefit_month
      union all
      select s.line, s.sheet, s.row, 'identity_conflict', 'error', s.insurance_no, c.insurance_no_masked, null::int
      from met s join numbers_at_odds(array(select line from met order by line), array(select citizen_id from met order by line),
        array(select cccd from met order by line), array(select insurance_no from met order by line)) c using (line)
      union all
      select s.line, s.sheet, s.row, 'name_differs', 'warning', s.full_name, c.full_name, null::int
      from met s join citizen c on c.id = s.citizen_id where c.name_key <> s.name_key
      union all
      select s.line, s.sheet, s.row, 'citizen_dead', 'warning', s.full_name, d.died_on::text, null::int
      from met s join citizen_death d on d.citizen_id = s.citizen_id
      union all
      select s.line, s.sheet, s.row, 'citizen_stopped', 'warning', s.full_name, p.reason, null::int
      from met s join payout_stop p on p.citizen_id = s.citizen_id and coalesce(p.programme, ${list.programme}) = ${list.programme}
        and p.from_month <= ${firstDayOf(list.month)}
      where not exists (select 1 from payout_stop_lift l where l.stop_id = p.id)
    ) f order by severity, line`.execute(tx);
  return rows.map(({ sheet, row, code, severity, found, expected, earlier }) => ({
    sheet,
    row,
    code,
    severity,
    found,
    expected,
    earlier,
  }));
}
