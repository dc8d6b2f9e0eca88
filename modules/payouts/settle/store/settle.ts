import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

export interface SettleLine {
  readonly listId: Id;
  readonly listName: string;
  readonly source: string;
  readonly officeId: Id;
  readonly officeName: string;
  readonly listCount: number;
  readonly listVnd: bigint;
  readonly paidCount: number;
  readonly paidVnd: bigint;
  readonly carriedCount: number;
  readonly carriedVnd: bigint;
  readonly returnedCount: number;
  readonly returnedVnd: bigint;
  readonly openCount: number;
  readonly openVnd: bigint;
}

/**
 * What became of a programme's month by list, source and office, from vouchers and their returns. Vouchers are summed by ids
 * first and named afterwards: sorted with their names and paths, a month of 250,000 no longer fits into memory.
 */
export async function readSettleLines(
  read: Read | Tx,
  programme: string,
  month: Month,
): Promise<SettleLine[]> {
  const { rows } = await sql<{
    list_id: Id;
    list_name: string;
    source: string;
    office_id: Id;
    office_name: string;
    list_count: bigint;
    list_vnd: bigint;
    paid_count: bigint;
    paid_vnd: bigint;
    carried_count: bigint;
    carried_vnd: bigint;
    returned_count: bigint;
    returned_vnd: bigint;
    open_count: bigint;
    open_vnd: bigint;
  }>`
    with fate as (
      select v.list_id, v.source, v.office_id, v.status as became, count(*) as n, sum(v.amount_vnd)::bigint as vnd
      from voucher v
      where v.programme = ${programme} and v.month = ${firstDayOf(month)} and v.status in ('due', 'paid')
      group by v.list_id, v.source, v.office_id, v.status
      union all
      select v.list_id, v.source, v.office_id, r.outcome, count(*), sum(v.amount_vnd)::bigint
      from voucher v
      left join lateral (
        select r.outcome from voucher_return r where r.voucher_id = v.id order by r.handover_id desc limit 1
      ) r on true
      where v.programme = ${programme} and v.month = ${firstDayOf(month)} and v.status = 'returned'
      group by v.list_id, v.source, v.office_id, r.outcome
    )
    select f.list_id, l.file_name as list_name, f.source, f.office_id, o.name as office_name,
      sum(n)::bigint as list_count, sum(vnd)::bigint as list_vnd,
      coalesce(sum(n) filter (where became = 'paid'), 0)::bigint as paid_count,
      coalesce(sum(vnd) filter (where became = 'paid'), 0)::bigint as paid_vnd,
      coalesce(sum(n) filter (where became in ('carried', 'suspended')), 0)::bigint as carried_count,
      coalesce(sum(vnd) filter (where became in ('carried', 'suspended')), 0)::bigint as carried_vnd,
      coalesce(sum(n) filter (where became in ('returned', 'recalled')), 0)::bigint as returned_count,
      coalesce(sum(vnd) filter (where became in ('returned', 'recalled')), 0)::bigint as returned_vnd,
      coalesce(sum(n) filter (where became = 'due'), 0)::bigint as open_count,
      coalesce(sum(vnd) filter (where became = 'due'), 0)::bigint as open_vnd
    from fate f
    join payout_list l on l.id = f.list_id
    join office o on o.id = f.office_id
    group by f.list_id, l.file_name, f.source, f.office_id, o.name, o.path order by f.list_id, o.path, f.source`.execute(
    read,
  );
  return rows.map((row) => ({
    listId: row.list_id,
    listName: row.list_name,
    source: row.source,
    officeId: row.office_id,
    officeName: row.office_name,
    listCount: Number(row.list_count),
    listVnd: row.list_vnd,
    paidCount: Number(row.paid_count),
    paidVnd: row.paid_vnd,
    carriedCount: Number(row.carried_count),
    carriedVnd: row.carried_vnd,
    returnedCount: Number(row.returned_count),
    returnedVnd: row.returned_vnd,
    openCount: Number(row.open_count),
    openVnd: row.open_vnd,
  }));
}

export interface Unmatched {
  readonly handoverId: Id;
  readonly cashVnd: bigint;
  readonly signedVnd: bigint;
}

export interface Match {
  /** By the lists the funder sent and the post accepted, less what was withdrawn. */
  readonly listVnd: bigint;
  /** By the cash book: what the handovers of payment moved to payees, less what compensation brought back. */
  readonly cashVnd: bigint;
  /** By the signed payments. */
  readonly signedVnd: bigint;
  /** Handovers whose money and signed vouchers differ, at most 100. */
  readonly unmatched: readonly Unmatched[];
}

/**
 * The three sides of the match, each from its own rows: lists, money moves, payments. An act may pay vouchers of several
 * programmes; its cash is laid against each of its payments, and what is left over shows as unmatched. No
 * payment is joined with another: right after a pay day the statistics know nothing of the month, and a planner that expects one
 * act joins by trying each with each. The days of the month's payments keep the reading to where they lie; sorted by act, its
 * payments are summed as they come, and the cash book is read in the order in which it was written.
 */
export async function readMatch(read: Read | Tx, programme: string, month: Month): Promise<Match> {
  const { rows } = await sql<{
    list_vnd: bigint;
    cash_vnd: bigint;
    signed_vnd: bigint;
    unmatched: { id: Id; cash: string; signed: string }[] | null;
  }>`
    with paid as materialized (
      select p.handover_id, p.amount_vnd,
        p.programme = ${programme} and p.month = ${firstDayOf(month)} and r.voucher_id is null as mine
      from payment p
      left join payment_reversal r on r.voucher_id = p.voucher_id and r.attempt = p.attempt
      where p.business_day
        between (select min(business_day) from payment where programme = ${programme} and month = ${firstDayOf(month)})
        and (select max(business_day) from payment where programme = ${programme} and month = ${firstDayOf(month)})
      order by p.handover_id
    ), weighed as materialized (
      select x.handover_id, x.mine, x.signed,
        (select sum(m.amount_vnd)::bigint from money_move m where m.handover_id = x.handover_id) as cash
      from (
        select handover_id, sum(amount_vnd) filter (where mine) as mine, sum(amount_vnd) as signed from paid group by handover_id
      ) x
      where x.mine is not null
    )
    select
      (select coalesce(sum(total_vnd), 0) from payout_list l where l.programme = ${programme} and l.month = ${firstDayOf(month)}
        and l.kind <> 'withdrawal')::bigint
      - (select coalesce(sum(v.amount_vnd), 0) from voucher v where v.programme = ${programme} and v.month = ${firstDayOf(month)}
        and v.status = 'withdrawn')::bigint as list_vnd,
      coalesce(sum(mine + coalesce(cash, 0) - signed), 0)::bigint as cash_vnd,
      coalesce(sum(mine), 0)::bigint as signed_vnd,
      (select jsonb_agg(x) from (
        select handover_id as id, coalesce(cash, 0)::text as cash, signed::text as signed from weighed
        where cash is distinct from signed limit 100) x) as unmatched
    from weighed`.execute(read);
  const row = rows[0];
  return {
    listVnd: row?.list_vnd ?? 0n,
    cashVnd: row?.cash_vnd ?? 0n,
    signedVnd: row?.signed_vnd ?? 0n,
    unmatched: (row?.unmatched ?? []).map((u) => ({
      handoverId: u.id,
      cashVnd: BigInt(u.cash),
      signedVnd: BigInt(u.signed),
    })),
  };
}

export async function readFundedVnd(read: Read | Tx, programme: string, month: Month): Promise<bigint> {
  const row = await read
    .selectFrom('funding')
    .select((eb) => eb.fn.sum<string>('amount_vnd').as('sum'))
    .where('programme', '=', programme)
    .where('month', '=', firstDayOf(month))
    .executeTakeFirst();
  return BigInt(row?.sum ?? 0);
}

/** What payees of a programme's month received, by the party hand that stands for them. */
export async function readDischarges(
  read: Read | Tx,
  programme: string,
  month: Month,
  rootId: Id,
): Promise<{ readonly party: Id; readonly paidVnd: bigint }[]> {
  const { rows } = await sql<{ party: Id; paid_vnd: bigint }>`
    select h.id as party, sum(p.amount_vnd)::bigint as paid_vnd
    from payment p
    join hand h on h.kind = 'party' and h.office_id = case when p.collector_kind = 'bank' then ${rootId}::uuid else p.office_id end
    where p.programme = ${programme} and p.month = ${firstDayOf(month)}
      and not exists (select 1 from payment_reversal r where r.voucher_id = p.voucher_id and r.attempt = p.attempt)
    group by h.id order by h.id`.execute(read);
  return rows.map((row) => ({ party: row.party, paidVnd: row.paid_vnd }));
}
