import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { namedHand } from '#kernel/handover/hands.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { RegisterFinding } from './findings.ts';

/** A voucher that a withdrawal list names, with the desk that holds it. */
export interface Withdrawn {
  readonly id: Id;
  readonly holder: Id;
  readonly officeId: Id;
  readonly amountVnd: bigint;
}

/**
 * Finds for each staged line the due vouchers that it takes back: all of the person's under that regime when they add up
 * to the line's total, else the one of exactly that amount. Leaves them in `staged_withdrawal`.
 */
export async function matchWithdrawal(tx: Tx, programme: string, month: Month): Promise<void> {
  await sql`update staged_line set citizen_id = candidate_id where fresh and candidate_id is not null`.execute(
    tx,
  );
  await sql`create temp table staged_withdrawal on commit drop as
    with asked as (
      select s.line, s.citizen_id, s.regime, sum(p.amount_vnd)::bigint as vnd,
        exists (select 1 from voucher v where v.citizen_id = s.citizen_id and v.programme = ${programme}
          and v.month = ${firstDayOf(month)} and v.regime = s.regime) as regime_known
      from staged_line s join staged_voucher p using (line) group by s.line, s.citizen_id, s.regime
    ), due as (
      select a.line, a.vnd, v.id, v.amount_vnd, sum(v.amount_vnd) over (partition by a.line) as all_vnd,
        row_number() over (partition by a.line, v.amount_vnd order by v.id) as nth
      from asked a join voucher v on v.citizen_id = a.citizen_id and v.programme = ${programme} and v.month = ${firstDayOf(month)}
        and v.status = 'due' and (v.regime = a.regime or not a.regime_known)
    )
    select line, id from due where all_vnd = vnd
    union all
    select line, id from due where all_vnd <> vnd and amount_vnd = vnd and nth = 1`.execute(tx);
}

/** Why lines cannot be taken back, in file order: already paid, nothing due of that amount, named twice, not on a desk. */
export async function findAgainstWithdrawal(
  tx: Tx,
  programme: string,
  month: Month,
  limit: number,
): Promise<RegisterFinding[]> {
  const { rows } = await sql<RegisterFinding>`
    with asked as (
      select s.line, s.sheet, s.row, s.full_name, s.citizen_id, sum(p.amount_vnd)::bigint as vnd
      from staged_line s join staged_voucher p using (line) group by s.line, s.sheet, s.row, s.full_name, s.citizen_id
    )
    select sheet, row, code, 'error' as severity, found, expected from (
      select a.line, a.sheet, a.row, 'voucher_paid' as code, a.full_name as found, max(p.receipt_no) as expected
      from asked a join voucher v on v.citizen_id = a.citizen_id and v.programme = ${programme} and v.month = ${firstDayOf(month)}
        and v.status = 'paid' join payment p on p.voucher_id = v.id
      where not exists (select 1 from staged_withdrawal w where w.line = a.line)
      group by a.line, a.sheet, a.row, a.full_name
      union all
      select a.line, a.sheet, a.row, 'not_due', a.full_name, a.vnd::text from asked a
      where not exists (select 1 from staged_withdrawal w where w.line = a.line)
        and not exists (select 1 from voucher v where v.citizen_id = a.citizen_id and v.programme = ${programme}
          and v.month = ${firstDayOf(month)} and v.status = 'paid')
      union all
      select a.line, a.sheet, a.row, 'duplicate_voucher', a.full_name, f.row::text
      from staged_withdrawal w
      join (select id, min(line) as line from staged_withdrawal group by id having count(*) > 1) d on d.id = w.id and d.line <> w.line
      join asked a on a.line = w.line join asked f on f.line = d.line
      union all
      select a.line, a.sheet, a.row, 'voucher_on_the_way', a.full_name, ${namedHand('h')}::text
      from staged_withdrawal w join asked a using (line) join thing t on t.id = w.id join hand h on h.id = t.holder
      where h.kind <> 'desk'
    ) f order by line limit ${limit}`.execute(tx);
  return rows;
}

/** The vouchers to be taken back, in id order; the staged vouchers become these, for the list's own figures. */
export async function takeWithdrawn(tx: Tx): Promise<Withdrawn[]> {
  await sql`delete from staged_voucher`.execute(tx);
  await sql`insert into staged_voucher (id, line, kind, benefit_month, amount_vnd)
    select v.id, w.line, v.kind, v.benefit_month, v.amount_vnd from staged_withdrawal w join voucher v using (id)`.execute(
    tx,
  );
  const { rows } = await sql<Withdrawn>`
    select v.id, t.holder, h.office_id as "officeId", v.amount_vnd as "amountVnd"
    from staged_withdrawal w join voucher v using (id) join thing t using (id) join hand h on h.id = t.holder
    order by v.id`.execute(tx);
  return rows;
}

/** Writes down what these handovers have withdrawn: status and rights of the vouchers, and the offices' due figures. */
export async function recordWithdrawn(tx: Tx, handovers: readonly Id[]): Promise<void> {
  await sql`
    with gone as (
      update voucher v set status = 'withdrawn', withdrawn_by = m.handover_id
      from thing_move m where m.handover_id = any (${[...handovers]}::uuid[]) and v.id = m.thing_id
      returning month, programme, office_id, coalesce(unit_id, 0) as unit_id, amount_vnd, channel = 'bank' as bank
    ), cell as (
      select month, programme, office_id, unit_id, count(*) as n, sum(amount_vnd)::bigint as vnd,
        count(*) filter (where bank) as bank_n, coalesce(sum(amount_vnd) filter (where bank), 0)::bigint as bank_vnd
      from gone group by 1, 2, 3, 4
    )
    update payout_rollup r set due_count = r.due_count - c.n, due_vnd = r.due_vnd - c.vnd,
      bank_count = r.bank_count - c.bank_n, bank_vnd = r.bank_vnd - c.bank_vnd
    from cell c where r.month = c.month and r.programme = c.programme and r.office_id = c.office_id and r.unit_id = c.unit_id`.execute(
    tx,
  );
}
