import { sql } from 'kysely';
import { arrayLiteral } from '#kernel/db/array-literal.ts';
import type { Tx } from '#kernel/db/types.ts';
import { firstDayOf, type Day, type Month } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
import type { Channel } from '../rules/pay.ts';
import type { VoucherPart } from '../rules/vouchers.ts';

/** A line of a list with everything that the file alone decides; the register is matched in the database. */
export interface StagedLine {
  readonly line: number;
  readonly sheet: string;
  readonly row: number;
  readonly fullName: string;
  readonly nameKey: string;
  readonly tailKey: string;
  readonly sex: string | null;
  readonly bornOn: Day | null;
  readonly birthYear: number | null;
  readonly cccd: string | null;
  readonly cmnd: string | null;
  readonly insuranceNo: string | null;
  readonly phone: string | null;
  readonly hamlet: string | null;
  readonly address: string | null;
  readonly unitId: number | null;
  readonly officeId: string | null;
  readonly bankAccount: string | null;
  readonly bankName: string | null;
  readonly regime: string;
  readonly source: string;
  readonly channel: Channel;
  readonly payOn: Day;
  readonly payUntil: Day;
  readonly parts: readonly VoucherPart[];
}

/** Tables that live as long as the transaction: a refused list leaves nothing behind. */
export async function createStaging(tx: Tx): Promise<void> {
  await sql`create temp table staged_line (
    line int, sheet text, row int, full_name text, name_key text collate "C", tail_key text collate "C", sex text, born_on date,
    birth_year smallint, cccd text, cmnd text, insurance_no text, phone text, hamlet text, address text, unit_id int,
    office_id uuid, bank_account text, bank_name text, regime text, source text, channel text, pay_on date, pay_until date,
    person text, citizen_id uuid, fresh boolean, candidate_id uuid
  ) on commit drop`.execute(tx);
  await sql`create temp table staged_voucher (
    id uuid, line int, kind text, benefit_month date, amount_vnd bigint
  ) on commit drop`.execute(tx);
}

/**
 * Every line is staged as a person of its own, under an id made here, until the register knows better: in the common
 * case nothing of it is written twice.
 */
export async function stage(tx: Tx, lines: readonly StagedLine[]): Promise<void> {
  if (lines.length === 0) return;
  const column = (key: Exclude<keyof StagedLine, 'parts'>) => arrayLiteral(lines.map((line) => line[key]));
  await sql`-- named: stage lines
    insert into staged_line (line, sheet, row, full_name, name_key, tail_key, sex, born_on, birth_year, cccd, cmnd,
      insurance_no, phone, hamlet, address, unit_id, office_id, bank_account, bank_name, regime, source, channel, pay_on, pay_until, citizen_id, fresh, person)
    select *, true, coalesce(cccd, insurance_no, cmnd, name_key || '|' || coalesce(birth_year::text, '') || '|' || coalesce(unit_id::text, ''))
    from unnest(
      ${column('line')}::int[], ${column('sheet')}::text[], ${column('row')}::int[], ${column('fullName')}::text[],
      ${column('nameKey')}::text[], ${column('tailKey')}::text[], ${column('sex')}::text[], ${column('bornOn')}::date[],
      ${column('birthYear')}::smallint[], ${column('cccd')}::text[], ${column('cmnd')}::text[], ${column('insuranceNo')}::text[],
      ${column('phone')}::text[], ${column('hamlet')}::text[], ${column('address')}::text[], ${column('unitId')}::int[],
      ${column('officeId')}::uuid[], ${column('bankAccount')}::text[], ${column('bankName')}::text[], ${column('regime')}::text[],
      ${column('source')}::text[], ${column('channel')}::text[], ${column('payOn')}::date[], ${column('payUntil')}::date[],
      ${arrayLiteral(lines.map(newId))}::uuid[]
    ) as u(line, sheet, row, full_name, name_key, tail_key, sex, born_on, birth_year, cccd, cmnd, insurance_no, phone, hamlet,
      address, unit_id, office_id, bank_account, bank_name, regime, source, channel, pay_on, pay_until, citizen_id)`.execute(
    tx,
  );
  const parts = lines.flatMap((line) => line.parts.map((part) => ({ line: line.line, ...part })));
  await sql`-- named: stage vouchers
    insert into staged_voucher (id, line, kind, benefit_month, amount_vnd)
    select * from unnest(
      ${arrayLiteral(parts.map(newId))}::uuid[], ${arrayLiteral(parts.map((p) => p.line))}::int[],
      ${arrayLiteral(parts.map((p) => p.kind))}::text[],
      ${arrayLiteral(parts.map((p) => firstDayOf(p.benefitMonth)))}::date[], ${arrayLiteral(parts.map((p) => p.amountVnd))}::bigint[])`.execute(
    tx,
  );
}

/**
 * Finds each staged line in the register: by CCCD, then insurance number, then CMND. Whoever has no number in common
 * with anybody, but the same name, birth and place as somebody without a contradicting number, becomes a candidate
 * pair for people to decide on, and is entered as a record of its own until then.
 */
export async function matchRegister(tx: Tx): Promise<void> {
  await sql`analyze staged_line`.execute(tx);
  for (const number of ['cccd', 'insurance_no', 'cmnd'] as const) {
    await sql`update staged_line s set citizen_id = coalesce(c.merged_into, c.id), fresh = false
      from citizen c where s.fresh and c.${sql.ref(number)} = s.${sql.ref(number)}
        and s.${sql.ref(number)} is not null`.execute(tx);
  }
  await sql`update staged_line s set candidate_id = c.id
    from citizen c
    where s.fresh and c.merged_into is null and c.name_key = s.name_key and c.birth_year = s.birth_year
      and c.unit_id = s.unit_id and (s.born_on is null or c.born_on is null or s.born_on = c.born_on)
      and (s.cccd is null or c.cccd is null) and (s.insurance_no is null or c.insurance_no is null)`.execute(
    tx,
  );
  await sql`update staged_line s set citizen_id = d.first_id, fresh = false
    from (select line, citizen_id, first_value(citizen_id) over w as first_id from staged_line where fresh
      window w as (partition by person order by line)) d
    where d.citizen_id <> d.first_id and s.line = d.line`.execute(tx);
}

/** Enters the people whom no record matches, one for all the lines of a person. */
export async function enterNewCitizens(tx: Tx, now: Date): Promise<void> {
  await sql`insert into citizen (id, full_name, name_key, tail_key, sex, born_on, birth_year, cccd, cmnd, insurance_no, phone,
      unit_id, hamlet, address, bank_account, bank_name, recorded_at)
    select citizen_id, full_name, name_key, tail_key, sex, born_on, birth_year, cccd, cmnd, insurance_no, phone,
      unit_id, hamlet, address, bank_account, bank_name, ${now}
    from staged_line where fresh order by cccd`.execute(tx);
}

export async function enterReviews(tx: Tx, now: Date, listId: string): Promise<number> {
  const { numAffectedRows } =
    await sql`insert into match_review (id, list_id, line, citizen_id, candidate_id, raised_at)
    select new_id(), ${listId}, line, citizen_id, candidate_id, ${now} from staged_line
    where fresh and candidate_id is not null`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

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

/** What the register and the earlier lists say against a line, first ones in file order. */
export async function findAgainstRegister(
  tx: Tx,
  programme: string,
  month: Month,
  limit: number,
): Promise<RegisterFinding[]> {
  const { rows } = await sql<RegisterFinding>`
    with staged as (
      select s.*, v.kind, v.benefit_month, v.amount_vnd from staged_line s join staged_voucher v using (line)
    )
    select * from (
      select s.line, s.sheet, s.row, 'already_imported' as code, 'error' as severity, s.full_name as found,
        l.file_name || ' (' || l.accepted_at::date || ')' as expected
      from staged s join voucher o on o.citizen_id = s.citizen_id and o.programme = ${programme}
        and o.benefit_month = s.benefit_month and o.kind = s.kind and o.regime = s.regime
      join payout_list l on l.id = o.list_id
      union all
      select s.line, s.sheet, s.row, 'duplicate_voucher', 'error', s.full_name, 'line ' || s.first_row
      from (select *, count(*) over w as n, min(row) over w as first_row from staged
        window w as (partition by citizen_id, benefit_month, kind, regime)) s
      where s.n > 1 and s.row > s.first_row
      union all
      select s.line, s.sheet, s.row, 'identity_conflict', 'error', s.insurance_no, c.insurance_no
      from staged_line s join citizen c on c.id = s.citizen_id
      where not s.fresh and c.cccd = s.cccd and c.insurance_no <> s.insurance_no
        and exists (select 1 from citizen other where other.insurance_no = s.insurance_no and other.id <> c.id)
      union all
      select s.line, s.sheet, s.row, 'name_differs', 'warning', s.full_name, c.full_name
      from staged_line s join citizen c on c.id = s.citizen_id where not s.fresh and c.name_key <> s.name_key
      union all
      select s.line, s.sheet, s.row, 'citizen_dead', 'warning', s.full_name, d.died_on::text
      from staged_line s join citizen_death d on d.citizen_id = s.citizen_id
      union all
      select s.line, s.sheet, s.row, 'citizen_stopped', 'warning', s.full_name, p.reason
      from staged_line s join payout_stop p on p.citizen_id = s.citizen_id and coalesce(p.programme, ${programme}) = ${programme}
        and p.from_month <= ${firstDayOf(month)}
      where not exists (select 1 from payout_stop_lift l where l.stop_id = p.id)
    ) f order by severity, line limit ${limit}`.execute(tx);
  return rows.map(({ sheet, row, code, severity, found, expected }) => ({
    sheet,
    row,
    code,
    severity,
    found,
    expected,
  }));
}

/** Turns the staged vouchers into things in the custody of `toHand` and into vouchers; returns how many and their sum. */
export async function issueVouchers(
  tx: Tx,
  list: {
    readonly id: string;
    readonly programme: string;
    readonly month: Month;
    readonly handoverId: string;
  },
  fromHand: string,
  toHand: string,
): Promise<{ vouchers: number; totalVnd: bigint }> {
  await sql`select issue_things(${list.handoverId}, 'voucher', array(select id from staged_voucher order by id), ${fromHand}, ${toHand})`.execute(
    tx,
  );
  await sql`insert into voucher (id, list_id, line, programme, month, benefit_month, kind, regime, source, citizen_id, amount_vnd,
      unit_id, status, office_id, channel, pay_on, pay_until)
    select v.id, ${list.id}, v.line, ${list.programme}, ${firstDayOf(list.month)}, v.benefit_month, v.kind, s.regime, s.source,
      s.citizen_id, v.amount_vnd, s.unit_id, 'due', s.office_id, s.channel, s.pay_on, s.pay_until
    from staged_voucher v join staged_line s using (line) order by v.id`.execute(tx);
  const { rows } = await sql<{ vouchers: bigint; total_vnd: bigint }>`
    with cell as (
      select s.office_id, coalesce(s.unit_id, 0) as unit_id, count(*) as n, sum(v.amount_vnd)::bigint as vnd,
        count(*) filter (where s.channel = 'bank') as bank_n, coalesce(sum(v.amount_vnd) filter (where s.channel = 'bank'), 0)::bigint as bank_vnd
      from staged_voucher v join staged_line s using (line) group by 1, 2
    ), rolled as (
      insert into payout_rollup as r (month, programme, office_id, unit_id, due_count, due_vnd, bank_count, bank_vnd)
      select ${firstDayOf(list.month)}, ${list.programme}, office_id, unit_id, n, vnd, bank_n, bank_vnd from cell
      on conflict (month, programme, office_id, unit_id) do update set due_count = r.due_count + excluded.due_count,
        due_vnd = r.due_vnd + excluded.due_vnd, bank_count = r.bank_count + excluded.bank_count, bank_vnd = r.bank_vnd + excluded.bank_vnd
    )
    select count(*) as vouchers, coalesce(sum(amount_vnd), 0)::bigint as total_vnd from staged_voucher`.execute(
    tx,
  );
  return { vouchers: Number(rows[0]?.vouchers ?? 0n), totalVnd: rows[0]?.total_vnd ?? 0n };
}
