import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import { isHeldBy } from '#kernel/handover/things.ts';
import { firstDayOf, type Day, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Channel } from '../../voucher.ts';

export interface VouchersAt {
  readonly officeId: Id;
  readonly officeName: string;
  readonly desk: Id;
  readonly things: readonly Id[];
  readonly totalVnd: bigint;
}

/** Due vouchers of a month that stand at `holder`, by the office where they are to be paid; bank vouchers stay central. */
export async function readVouchersToDistribute(
  tx: Tx,
  holder: Id,
  month: Month,
  programme: string | null,
): Promise<VouchersAt[]> {
  const { rows } = await sql<{ office_id: Id; name: string; desk: Id; things: Id[]; total_vnd: bigint }>`
    select v.office_id, o.name, h.id as desk, array_agg(v.id::text order by v.id) as things, sum(v.amount_vnd)::bigint as total_vnd
    from voucher v
    join office o on o.id = v.office_id
    join hand h on h.office_id = v.office_id and h.kind = 'desk'
    where v.month = ${firstDayOf(month)} and v.status = 'due' and v.channel <> 'bank'
      and v.programme = coalesce(${programme}, v.programme) and h.id <> ${holder} and ${isHeldBy('v.id', holder)}
    group by v.office_id, o.name, h.id order by o.name`.execute(tx);
  return rows.map((row) => ({
    officeId: row.office_id,
    officeName: row.name,
    desk: row.desk,
    things: row.things,
    totalVnd: row.total_vnd,
  }));
}

/** How many due vouchers are planned to be paid at an office, wherever they stand now. */
export async function countAwaited(read: Read | Tx, officeId: Id): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select distinct month, programme from payout_rollup where office_id = ${officeId}) r
    join voucher v on v.month = r.month and v.programme = r.programme and v.office_id = ${officeId} and v.status = 'due'`.execute(
    read,
  );
  return rows[0]?.n ?? 0;
}

export interface UnpaidVoucher {
  readonly id: Id;
  readonly citizenId: Id;
  readonly holder: Id;
  readonly officeId: Id;
  readonly unitId: number | null;
  readonly amountVnd: bigint;
  /** Months in a row without a payment under this programme, this one included. */
  readonly monthsUnpaid: number;
}

/** Vouchers of a programme and month that nobody collected and that stand on a desk, with how long that has gone on. */
export async function readUnpaid(
  tx: Tx,
  programme: string,
  month: Month,
  offices: readonly Id[] | null,
): Promise<UnpaidVoucher[]> {
  const { rows } = await sql<{
    id: Id;
    citizen_id: Id;
    holder: Id;
    office_id: Id;
    unit_id: number | null;
    amount_vnd: bigint;
    months_unpaid: bigint;
  }>`
    select v.id, v.citizen_id, t.holder, v.office_id, v.unit_id, v.amount_vnd,
      1 + (select count(distinct o.month) from voucher o
        where o.citizen_id = v.citizen_id and o.programme = v.programme and o.month < v.month and o.status = 'returned'
          and o.month > coalesce((select max(p.month) from voucher p
            where p.citizen_id = v.citizen_id and p.programme = v.programme and p.month < v.month and p.status = 'paid'), '-infinity')
      ) as months_unpaid
    from voucher v join thing t on t.id = v.id join hand h on h.id = t.holder and h.kind = 'desk'
    where v.programme = ${programme} and v.month = ${firstDayOf(month)} and v.status = 'due'
      and (${offices === null} or v.office_id = any (${[...(offices ?? [])]}::uuid[]))
    order by v.id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    citizenId: row.citizen_id,
    holder: row.holder,
    officeId: row.office_id,
    unitId: row.unit_id,
    amountVnd: row.amount_vnd,
    monthsUnpaid: Number(row.months_unpaid),
  }));
}

export interface HeldElsewhere {
  readonly voucherId: Id;
  readonly citizen: string;
  readonly amountVnd: bigint;
  readonly holder: NamedHand;
}

/** Due vouchers of a programme and month that stand on no desk, at most 200 of them: on their way, in a bag, at the bank. */
export async function listHeldElsewhere(
  tx: Tx,
  programme: string,
  month: Month,
  offices: readonly Id[] | null,
): Promise<HeldElsewhere[]> {
  const { rows } = await sql<HeldElsewhere>`
    select v.id as "voucherId", c.full_name as citizen, v.amount_vnd as "amountVnd", ${namedHand('h')} as holder
    from voucher v join citizen c on c.id = v.citizen_id join thing t on t.id = v.id
    join hand h on h.id = t.holder and h.kind <> 'desk' join office o on o.id = h.office_id
    where v.programme = ${programme} and v.month = ${firstDayOf(month)} and v.status = 'due'
      and (${offices === null} or v.office_id = any (${[...(offices ?? [])]}::uuid[]))
    order by o.path, h.name, v.id limit 200`.execute(tx);
  return rows;
}

export interface ReturnedRow {
  readonly voucherId: Id;
  readonly handoverId: Id;
  readonly reason: string;
  readonly outcome: 'carried' | 'returned' | 'suspended' | 'recalled';
}

/** Writes down returned vouchers after the ledger has posted them: the rows, the status and the office's rollup. */
export async function recordReturned(tx: Tx, rows: readonly ReturnedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    with gone as (
      select u.*, v.programme, v.month, v.office_id, coalesce(v.unit_id, 0) as unit_id, v.amount_vnd
      from unnest(${rows.map((r) => r.voucherId)}::uuid[], ${rows.map((r) => r.handoverId)}::uuid[],
        ${rows.map((r) => r.reason)}::text[], ${rows.map((r) => r.outcome)}::text[]) as u(voucher_id, handover_id, reason, outcome)
      join voucher v on v.id = u.voucher_id
    ), written as (
      insert into voucher_return (voucher_id, handover_id, reason, outcome) select voucher_id, handover_id, reason, outcome from gone
    ), marked as (
      update voucher v set status = 'returned' from gone where v.id = gone.voucher_id
    )
    insert into payout_rollup as r (month, programme, office_id, unit_id, returned_count, returned_vnd)
    select month, programme, office_id, unit_id, count(*), sum(amount_vnd)::bigint from gone group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (month, programme, office_id, unit_id) do update
      set returned_count = r.returned_count + excluded.returned_count, returned_vnd = r.returned_vnd + excluded.returned_vnd`.execute(
    tx,
  );
}

export interface PlanChange {
  readonly officeId?: Id;
  readonly channel?: Channel;
  readonly payOn?: Day;
  readonly payUntil?: Day;
}

/** Changes where and when vouchers are paid, moving their figures between the rollups of offices; returns how many. */
export async function changePlan(tx: Tx, ids: readonly Id[], change: PlanChange): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`
    with before as (
      select id, month, programme, office_id, coalesce(unit_id, 0) as unit_id, amount_vnd, channel from voucher
      where id = any (${[...ids]}::uuid[]) and status = 'due' for update
    ), changed as (
      update voucher v set office_id = coalesce(${change.officeId ?? null}::uuid, v.office_id),
        channel = coalesce(${change.channel ?? null}::text, v.channel),
        pay_on = coalesce(${change.payOn ?? null}::date, v.pay_on), pay_until = greatest(coalesce(${change.payUntil ?? null}::date, v.pay_until), ${change.payOn ?? null}::date)
      from before where v.id = before.id
      returning v.id, v.month, v.programme, v.office_id, coalesce(v.unit_id, 0) as unit_id, v.amount_vnd, v.channel
    ), delta as (
      select month, programme, office_id, unit_id, sum(n)::int as n, sum(n * vnd)::bigint as vnd, sum(n * bank)::int as bank_n,
        sum(n * bank * vnd)::bigint as bank_vnd
      from (
        select month, programme, office_id, unit_id, amount_vnd as vnd, -1 as n, (channel = 'bank')::int as bank from before
        union all
        select month, programme, office_id, unit_id, amount_vnd, 1, (channel = 'bank')::int from changed
      ) both_sides group by 1, 2, 3, 4
    ), rolled as (
      insert into payout_rollup as r (month, programme, office_id, unit_id, due_count, due_vnd, bank_count, bank_vnd)
      select month, programme, office_id, unit_id, n, vnd, bank_n, bank_vnd from delta order by 1, 2, 3, 4
      on conflict (month, programme, office_id, unit_id) do update set due_count = r.due_count + excluded.due_count,
        due_vnd = r.due_vnd + excluded.due_vnd, bank_count = r.bank_count + excluded.bank_count, bank_vnd = r.bank_vnd + excluded.bank_vnd
    )
    select count(*) as n from changed`.execute(tx);
  return Number(rows[0]?.n ?? 0n);
}

/** Due vouchers of an office, a month and a programme: all, those of a commune or hamlet, or named ones. */
export async function listPlanned(
  tx: Tx,
  asked: {
    readonly officeId: Id;
    readonly month: Month;
    readonly programme: string;
    readonly who: { readonly unitId?: number; readonly hamlet?: string; readonly voucherIds?: readonly Id[] };
  },
): Promise<Id[]> {
  const { unitId = null, hamlet = null, voucherIds = null } = asked.who;
  const { rows } = await sql<{ id: Id }>`
    select v.id from voucher v join citizen c on c.id = v.citizen_id
    where v.office_id = ${asked.officeId} and v.month = ${firstDayOf(asked.month)} and v.programme = ${asked.programme}
      and v.status = 'due' and (${unitId}::int is null or v.unit_id = ${unitId}) and (${hamlet}::text is null or c.hamlet = ${hamlet})
      and (${voucherIds === null} or v.id = any (${[...(voucherIds ?? [])]}::uuid[]))
    order by v.id`.execute(tx);
  return rows.map((row) => row.id);
}

/** The first five people of these vouchers without a bank account. */
export async function listWithoutAccount(tx: Tx, voucherIds: readonly Id[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('voucher as v')
    .innerJoin('citizen as c', 'c.id', 'v.citizen_id')
    .select('c.full_name')
    .where('v.id', 'in', [...voucherIds])
    .where('c.bank_account', 'is', null)
    .limit(5)
    .execute();
  return rows.map((row) => row.full_name);
}

/** A person's due vouchers that are to be paid in cash at another office than this one, and where each stands. */
export async function listDueElsewhere(tx: Tx, citizenId: Id, officeId: Id) {
  const { rows } = await sql<{ id: Id; holder: Id; holderKind: string; holderOffice: Id }>`
    select v.id, t.holder, h.kind as "holderKind", h.office_id as "holderOffice"
    from voucher v join thing t on t.id = v.id join hand h on h.id = t.holder
    where v.citizen_id = ${citizenId} and v.status = 'due' and v.channel <> 'bank' and v.office_id <> ${officeId}
    order by v.id`.execute(tx);
  return rows;
}
