import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import { type Day, firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Placed } from '#kernel/contract/pages.ts';

export async function findSettlement(read: Read, programme: string, month: Month) {
  const { rows } = await sql<{
    by: string;
    byId: Id;
    at: Date;
    returnedVnd: bigint;
    returnHandover: Id | null;
    feeVnd: bigint;
    feeHandover: Id | null;
    dischargeHandover: Id | null;
    lockedBy: string | null;
    lockedAt: Date | null;
  }>`
    select s.made_by as "byId", p.name as by, s.made_at as at, s.returned_vnd as "returnedVnd", s.return_handover as "returnHandover",
      s.fee_vnd as "feeVnd", s.fee_handover as "feeHandover", k.name as "lockedBy", l.locked_at as "lockedAt",
      (select h.id from handover h join funder f on true join office o on o.id = h.office_id and o.parent_id is null
        where h.kind = 'discharge' and h.actor_id = s.made_by and h.recorded_at = s.made_at
          and exists (select 1 from money_move m where m.handover_id = h.id and m.to_hand = f.agency_hand) limit 1) as "dischargeHandover"
    from settlement s join staff p on p.id = s.made_by
    left join settlement_lock l on l.settlement_id = s.id left join staff k on k.id = l.locked_by
    where s.programme = ${programme} and s.month = ${firstDayOf(month)}`.execute(read);
  return rows[0] ?? null;
}

/** Each list of a programme's month against the vouchers made from it. */
export async function listWholeness(read: Read, programme: string, month: Month) {
  const { rows } = await sql<{
    listId: Id;
    fileName: string;
    kind: string;
    handoverId: Id;
    totalVnd: bigint;
    vouchers: number;
    voucherVnd: bigint;
    withdrawnVnd: bigint;
  }>`
    select l.id as "listId", l.file_name as "fileName", l.kind, l.handover_id as "handoverId", l.total_vnd as "totalVnd",
      count(v.id) filter (where v.status <> 'withdrawn')::int as vouchers,
      coalesce(sum(v.amount_vnd) filter (where v.status <> 'withdrawn'), 0)::bigint as "voucherVnd",
      coalesce(sum(v.amount_vnd) filter (where v.status = 'withdrawn'), 0)::bigint as "withdrawnVnd"
    from payout_list l
    left join voucher v on v.month = l.month and v.programme = l.programme and v.list_id = l.id
    where l.programme = ${programme} and l.month = ${firstDayOf(month)} group by l.id order by l.accepted_at`.execute(
    read,
  );
  return rows.map((row) => ({
    ...row,
    // A list of withdrawals makes no vouchers: it names those of other lists.
    differenceVnd: row.kind === 'withdrawal' ? 0n : row.totalVnd - row.voucherVnd - row.withdrawnVnd,
  }));
}

export interface VoucherLine {
  readonly id: Id;
  readonly office: string;
  readonly commune: string | null;
  readonly line: number;
  readonly kind: string;
  readonly benefitMonth: Month;
  readonly amountVnd: bigint;
  readonly state: 'paid' | 'open' | 'carried' | 'returned';
  readonly handoverId: Id | null;
  readonly at: Date | null;
  readonly note: string | null;
  readonly holder: NamedHand | null;
}

export interface VouchersAsked {
  readonly programme: string;
  readonly month: Month;
  readonly state: 'listed' | VoucherLine['state'];
  readonly officeId: Id | null;
  readonly source: string | null;
  readonly listId: Id | null;
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** The vouchers behind a figure, in the order of offices and ids; what each became, and by which handover. Cursor: voucher id. */
export async function listVouchersBehind(read: Read, asked: VouchersAsked): Promise<Placed<VoucherLine>[]> {
  const { programme, month, state, officeId, source, listId, after, limit } = asked;
  const { rows } = await sql<Placed<VoucherLine> & { benefit: Day }>`
    select v.id, o.name as office, u.name as commune, v.line, v.kind, v.benefit_month as benefit, v.amount_vnd as "amountVnd", array[v.id::text] as place,
      v.state, coalesce(p.handover_id, v.return_handover, t.handover_id) as "handoverId",
      coalesce(p.paid_at, h.recorded_at) as at, coalesce(p.receipt_no, v.reason) as note,
      case when holder.id is not null then ${namedHand('holder')} end as holder
    from (
      select v.*, r.handover_id as return_handover, r.reason,
        case v.status when 'paid' then 'paid' when 'due' then 'open'
          else case when r.outcome in ('carried', 'suspended') then 'carried' else 'returned' end end as state
      from voucher v
      left join lateral (
        select * from voucher_return r where v.status = 'returned' and r.voucher_id = v.id order by r.handover_id desc limit 1
      ) r on true
      where v.programme = ${programme} and v.month = ${firstDayOf(month)} and v.status <> 'withdrawn'
        and (${officeId}::uuid is null or v.office_id = ${officeId}) and (${source}::text is null or v.source = ${source})
        and (${listId}::uuid is null or v.list_id = ${listId}) and (${after === null} or v.id > ${after?.[0] ?? null}::uuid)
        and (${state} = 'listed' or (${state} = 'paid' and v.status = 'paid') or (${state} = 'open' and v.status = 'due')
          or (${state} = 'carried' and r.outcome in ('carried', 'suspended')) or (${state} = 'returned' and r.outcome in ('returned', 'recalled')))
      order by v.id limit ${limit + 1}
    ) v
    join office o on o.id = v.office_id left join unit u on u.id = v.unit_id
    left join lateral (
      select p.handover_id, p.paid_at, p.receipt_no from payment p where v.status = 'paid' and p.voucher_id = v.id order by p.attempt desc limit 1
    ) p on true
    left join lateral (
      select m.handover_id from thing_move m where v.status = 'due' and m.thing_id = v.id order by m.handover_id desc limit 1
    ) t on true
    left join handover h on h.id = coalesce(v.return_handover, t.handover_id)
    left join thing g on v.status = 'due' and g.id = v.id left join hand holder on holder.id = g.holder
    order by v.id`.execute(read);
  return rows.map(({ benefit, ...row }) => ({ ...row, benefitMonth: benefit.slice(0, 7) }));
}
