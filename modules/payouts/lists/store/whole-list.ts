import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { VoucherStatus } from '../../voucher.ts';
import type { Stand } from '../rules/whole-list.ts';
import type { Withdrawn } from './withdraw.ts';

/** A list as it is taken back: its own, or a withdrawal that is undone. */
export interface WholeList {
  readonly id: Id;
  readonly programme: string;
  /** The first day of its month. */
  readonly monthOn: Day;
  readonly kind: string;
  readonly fileName: string;
  readonly handoverId: Id;
}

/** Refuses `not_found`. */
export async function showWholeList(read: Read, id: Id): Promise<WholeList> {
  const row = await read
    .selectFrom('payout_list')
    .select(['id', 'programme', 'month', 'kind', 'file_name', 'handover_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', { list: id });
  return {
    id: row.id,
    programme: row.programme,
    monthOn: row.month,
    kind: row.kind,
    fileName: row.file_name,
    handoverId: row.handover_id,
  };
}

/** Where the vouchers of a list stand: by their state, and whether a desk holds them. Found by `voucher_month`. */
export async function readStands(read: Read, list: WholeList): Promise<Stand[]> {
  const { rows } = await sql<{
    status: VoucherStatus;
    holder: NamedHand | null;
    vouchers: number;
    totalVnd: bigint;
  }>`
    select v.status, case when v.status = 'due' and h.kind <> 'desk' then ${namedHand('h')} end as holder,
      count(*)::int as vouchers, sum(v.amount_vnd)::bigint as "totalVnd"
    from voucher v join thing t on t.id = v.id join hand h on h.id = t.holder join office o on o.id = h.office_id
    where v.month = ${list.monthOn} and v.programme = ${list.programme} and v.list_id = ${list.id}
    group by 1, 2 order by 1, 2 nulls first`.execute(read);
  return rows;
}

export interface WithdrawnLine extends Withdrawn {
  readonly line: number;
  readonly citizenId: Id;
  readonly fullName: string;
  readonly birth: string;
  readonly cccdMasked: string | null;
  readonly regime: string;
  readonly benefitMonth: Day;
  readonly office: string;
}

/** The unpaid vouchers of a list that stand on desks, in the order of its lines, with what a list says of each. */
export async function readWithdrawable(tx: Tx, list: WholeList): Promise<WithdrawnLine[]> {
  const { rows } = await sql<WithdrawnLine>`
    select v.id, t.holder, h.office_id as "officeId", v.amount_vnd as "amountVnd", v.line, v.citizen_id as "citizenId",
      c.full_name as "fullName", coalesce(c.born_on::text, c.birth_year::text, '') as birth, c.cccd_masked as "cccdMasked", v.regime,
      v.benefit_month as "benefitMonth", o.name as office
    from voucher v join thing t on t.id = v.id join hand h on h.id = t.holder and h.kind = 'desk'
    join office o on o.id = h.office_id join citizen_shown c on c.id = v.citizen_id
    where v.month = ${list.monthOn} and v.programme = ${list.programme} and v.list_id = ${list.id} and v.status = 'due'
    order by v.line, v.id`.execute(tx);
  return rows;
}

export interface RestoredVoucher {
  readonly id: Id;
  readonly holder: Id;
  /** The desk that it left, and the office of the desk. */
  readonly desk: Id;
  readonly officeId: Id;
  readonly withdrawnBy: Id;
  readonly amountVnd: bigint;
}

/** The vouchers that a withdrawal took back in the transaction that entered it, and that are still withdrawn. */
export async function readRestorable(read: Read, list: WholeList): Promise<RestoredVoucher[]> {
  const { rows } = await sql<RestoredVoucher>`
    select v.id, t.holder, m.from_hand as desk, d.office_id as "officeId", m.handover_id as "withdrawnBy", v.amount_vnd as "amountVnd"
    from handover a cross join office o
    join handover h on h.office_id = o.id and h.business_day >= a.business_day and h.xid = a.xid and h.kind = 'voucher-withdraw'
    join thing_move m on m.handover_id = h.id
    join voucher v on v.id = m.thing_id and v.status = 'withdrawn' and v.withdrawn_by = h.id
    join thing t on t.id = v.id join hand d on d.id = m.from_hand
    where a.id = ${list.handoverId} order by v.id`.execute(read);
  return rows;
}

/** Who of these has the same right again by a later list: the withdrawn one cannot stand beside it. At most five names. */
export async function findRightsTaken(tx: Tx, ids: readonly Id[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.full_name as name from voucher v
    join voucher o on o.citizen_id = v.citizen_id and o.programme = v.programme and o.benefit_month = v.benefit_month
      and o.kind = v.kind and o.regime = v.regime and o.withdrawn_by is null and o.id <> v.id
    join citizen c on c.id = v.citizen_id
    where v.id = any (${[...ids]}::uuid[]) order by c.full_name limit 5`.execute(tx);
  return rows.map((row) => row.name);
}

/** Vouchers that are due again, after the ledger has posted it: from today on, and counted again in their offices' figures. */
export async function recordRestored(tx: Tx, ids: readonly Id[], today: Day): Promise<void> {
  await sql`
    with again as (
      update voucher set status = 'due', withdrawn_by = null, pay_on = greatest(pay_on, ${today}::date),
        pay_until = greatest(pay_until, ${today}::date)
      where id = any (${[...ids]}::uuid[]) and status = 'withdrawn'
      returning month, programme, office_id, coalesce(unit_id, 0) as unit_id, amount_vnd, channel = 'bank' as bank
    ), cell as (
      select month, programme, office_id, unit_id, count(*) as n, sum(amount_vnd)::bigint as vnd,
        count(*) filter (where bank) as bank_n, coalesce(sum(amount_vnd) filter (where bank), 0)::bigint as bank_vnd
      from again group by 1, 2, 3, 4
    )
    update payout_rollup r set due_count = r.due_count + c.n, due_vnd = r.due_vnd + c.vnd,
      bank_count = r.bank_count + c.bank_n, bank_vnd = r.bank_vnd + c.bank_vnd
    from cell c where r.month = c.month and r.programme = c.programme and r.office_id = c.office_id and r.unit_id = c.unit_id`.execute(
    tx,
  );
}
