import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { firstDayOf, type Day, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

export interface RollupDifference {
  readonly programme: string;
  readonly officeId: Id;
  readonly unitId: number;
  readonly stored: Readonly<Record<string, string>>;
  readonly counted: Readonly<Record<string, string>>;
}

/** What the rollups of a month should say, counted from vouchers and payments. */
const counted = (month: Day) => sql`
  select programme, office_id, unit_id, sum(due_count)::int as due_count, sum(due_vnd)::bigint as due_vnd, sum(paid_count)::int as paid_count,
    sum(paid_vnd)::bigint as paid_vnd, sum(bank_count)::int as bank_count, sum(bank_vnd)::bigint as bank_vnd,
    sum(returned_count)::int as returned_count, sum(returned_vnd)::bigint as returned_vnd
  from (
    select programme, office_id, coalesce(unit_id, 0) as unit_id, 1 as due_count, amount_vnd as due_vnd, 0 as paid_count, 0 as paid_vnd,
      (channel = 'bank')::int as bank_count, case when channel = 'bank' then amount_vnd else 0 end as bank_vnd,
      (status = 'returned')::int as returned_count, case when status = 'returned' then amount_vnd else 0 end as returned_vnd
    from voucher where month = ${month} and status <> 'withdrawn'
    union all
    select p.programme, p.office_id, coalesce(v.unit_id, 0), 0, 0, 1, p.amount_vnd, 0, 0, 0, 0
    from payment p join voucher v on v.id = p.voucher_id
    where p.month = ${month}
      and not exists (select 1 from payment_reversal r where r.voucher_id = p.voucher_id and r.attempt = p.attempt)
  ) rows group by 1, 2, 3`;

const FIGURES = sql.raw(
  'due_count, due_vnd, paid_count, paid_vnd, bank_count, bank_vnd, returned_count, returned_vnd',
);

/** Where the rollups of a month differ from the rows they count; none is the only good answer. */
export async function findRollupDifferences(read: Read | Tx, month: Month): Promise<RollupDifference[]> {
  const day = firstDayOf(month);
  const { rows } = await sql<{
    programme: string;
    office_id: Id;
    unit_id: number;
    stored: Record<string, string>;
    counted: Record<string, string>;
  }>`
    with counted as (${counted(day)}), stored as (
      select programme, office_id, unit_id, ${FIGURES} from payout_rollup where month = ${day}
    )
    select coalesce(s.programme, c.programme) as programme, coalesce(s.office_id, c.office_id) as office_id,
      coalesce(s.unit_id, c.unit_id) as unit_id, to_jsonb(s) as stored, to_jsonb(c) as counted
    from stored s full join counted c on c.programme = s.programme and c.office_id = s.office_id and c.unit_id = s.unit_id
    where (coalesce(s.due_count, 0), coalesce(s.due_vnd, 0), coalesce(s.paid_count, 0), coalesce(s.paid_vnd, 0), coalesce(s.bank_count, 0),
        coalesce(s.bank_vnd, 0), coalesce(s.returned_count, 0), coalesce(s.returned_vnd, 0))
      <> (coalesce(c.due_count, 0), coalesce(c.due_vnd, 0), coalesce(c.paid_count, 0), coalesce(c.paid_vnd, 0), coalesce(c.bank_count, 0),
        coalesce(c.bank_vnd, 0), coalesce(c.returned_count, 0), coalesce(c.returned_vnd, 0))
    limit 1000`.execute(read);
  return rows.map((row) => ({
    programme: row.programme,
    officeId: row.office_id,
    unitId: row.unit_id,
    stored: row.stored ?? {},
    counted: row.counted ?? {},
  }));
}

/** Sets the rollups of a month to what their rows count. The caller has recorded the differences as a defect first. */
export async function recountRollups(tx: Tx, month: Month): Promise<void> {
  const day = firstDayOf(month);
  await sql`with counted as (${counted(day)})
    insert into payout_rollup (month, programme, office_id, unit_id, ${FIGURES})
    select ${day}, s.programme, s.office_id, s.unit_id, coalesce(c.due_count, 0), coalesce(c.due_vnd, 0), coalesce(c.paid_count, 0),
      coalesce(c.paid_vnd, 0), coalesce(c.bank_count, 0), coalesce(c.bank_vnd, 0), coalesce(c.returned_count, 0), coalesce(c.returned_vnd, 0)
    from (select programme, office_id, unit_id from payout_rollup where month = ${day}
      union select programme, office_id, unit_id from counted) s
    left join counted c using (programme, office_id, unit_id)
    on conflict (month, programme, office_id, unit_id) do update set due_count = excluded.due_count, due_vnd = excluded.due_vnd,
      paid_count = excluded.paid_count, paid_vnd = excluded.paid_vnd, bank_count = excluded.bank_count, bank_vnd = excluded.bank_vnd,
      returned_count = excluded.returned_count, returned_vnd = excluded.returned_vnd`.execute(tx);
}

/** Months that are not locked for every programme of theirs yet: the only ones whose figures still move. */
export async function listOpenMonths(read: Read): Promise<Month[]> {
  const { rows } = await sql<{ month: Day }>`
    select distinct r.month from (select distinct month, programme from payout_rollup) r
    where not exists (select 1 from settlement s join settlement_lock l on l.settlement_id = s.id
      where s.month = r.month and s.programme = r.programme) order by 1`.execute(read);
  return rows.map((row) => row.month.slice(0, 7));
}

/** Every month that has figures, locked or not. */
export async function listRollupMonths(read: Read): Promise<Month[]> {
  const rows = await read.selectFrom('payout_rollup').select('month').distinct().orderBy('month').execute();
  return rows.map((row) => row.month.slice(0, 7));
}
