import { sql } from 'kysely';
import { arrayLiteral } from '#kernel/db/array-literal.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type Day, dayOfMonth } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { AuthorityNow, Channel, VoucherNow, VoucherStatus } from '../rules/pay.ts';

export interface VoucherToPay extends VoucherNow {
  readonly amountVnd: bigint;
  readonly unitId: number | null;
  readonly citizenName: string;
  readonly officeName: string;
  readonly holderName: string;
  /** Where it returns once paid. */
  readonly agencyHand: Id;
}

/** Vouchers with all that decides whether they may be paid, in one query for any number of them. */
export async function readVouchersToPay(read: Read | Tx, ids: readonly Id[]): Promise<Map<Id, VoucherToPay>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{
    id: Id;
    programme: string;
    month: Day;
    benefit_month: Day;
    status: VoucherStatus;
    channel: Channel;
    citizen_id: Id;
    office_id: Id;
    unit_id: number | null;
    amount_vnd: bigint;
    holder: Id;
    holder_name: string;
    office_name: string;
    citizen_name: string;
    died_on: Day | null;
    stopped: boolean;
    in_review: boolean;
    locked: boolean;
    opens_on: number;
    agency_hand: Id;
  }>`
    -- named: vouchers to pay
    select v.id, v.programme, v.month, v.benefit_month, v.status, v.channel, coalesce(c.merged_into, c.id) as citizen_id,
      v.office_id, v.unit_id, v.amount_vnd, t.holder, h.name as holder_name, o.name as office_name,
      c.full_name as citizen_name, d.died_on, r.opens_on, f.agency_hand,
      exists (select 1 from payout_stop p where p.citizen_id in (c.id, c.merged_into) and coalesce(p.programme, v.programme) = v.programme
        and p.from_month <= v.benefit_month and not exists (select 1 from payout_stop_lift l where l.stop_id = p.id)) as stopped,
      exists (select 1 from match_review r where r.citizen_id = c.id
        and not exists (select 1 from match_ruling m where m.review_id = r.id)) as in_review,
      exists (select 1 from settlement s join settlement_lock k on k.settlement_id = s.id
        where s.programme = v.programme and s.month = v.month) as locked
    from unnest(${arrayLiteral(ids)}::uuid[]) as asked(id)
    join voucher v on v.id = asked.id
    join thing t on t.id = v.id
    join hand h on h.id = t.holder
    join office o on o.id = v.office_id
    join programme_rule r on r.programme = v.programme and r.valid_from <= v.month and (r.valid_to is null or r.valid_to >= v.month)
    join funder f on f.code = r.funder_code
    join citizen c on c.id = v.citizen_id
    left join citizen_death d on d.citizen_id = coalesce(c.merged_into, c.id)`.execute(read);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        programme: row.programme,
        month: row.month.slice(0, 7),
        benefitMonth: row.benefit_month.slice(0, 7),
        status: row.status,
        channel: row.channel,
        citizenId: row.citizen_id,
        officeId: row.office_id,
        unitId: row.unit_id,
        amountVnd: row.amount_vnd,
        holder: row.holder,
        holderName: row.holder_name,
        officeName: row.office_name,
        citizenName: row.citizen_name,
        diedOn: row.died_on,
        stopped: row.stopped,
        inReview: row.in_review,
        locked: row.locked,
        opensOn: dayOfMonth(row.month.slice(0, 7), row.opens_on),
        agencyHand: row.agency_hand,
      },
    ]),
  );
}

export interface AuthorityRow extends AuthorityNow {
  readonly id: Id;
  readonly proxyName: string;
  readonly proxyCccd: string;
}

export async function readAuthorities(read: Read | Tx, ids: readonly Id[]): Promise<Map<Id, AuthorityRow>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('authority as a')
    .innerJoin('citizen as c', 'c.id', 'a.citizen_id')
    .leftJoin('authority_revocation as r', 'r.authority_id', 'a.id')
    // Written for a record that was merged since, it is an authority of the record that was kept.
    .select((eb) => eb.fn.coalesce('c.merged_into', 'c.id').as('citizen_id'))
    .select([
      'a.id',
      'a.proxy_name',
      'a.proxy_cccd',
      'a.programmes',
      'a.made_on',
      'a.expires_on',
      'r.revoked_at',
    ])
    .where('a.id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        citizenId: row.citizen_id,
        proxyName: row.proxy_name,
        proxyCccd: row.proxy_cccd,
        programmes: row.programmes,
        madeOn: row.made_on,
        expiresOn: row.expires_on,
        revoked: row.revoked_at !== null,
      },
    ]),
  );
}

export interface HeirRow {
  readonly id: Id;
  readonly citizenId: Id;
  readonly fullName: string;
  readonly cccd: string;
}

export async function readHeirs(read: Read | Tx, ids: readonly Id[]): Promise<Map<Id, HeirRow>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('heir as h')
    .innerJoin('citizen as c', 'c.id', 'h.citizen_id')
    .select((eb) => eb.fn.coalesce('c.merged_into', 'c.id').as('citizen_id'))
    .select(['h.id', 'h.full_name', 'h.cccd'])
    .where('h.id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, citizenId: row.citizen_id, fullName: row.full_name, cccd: row.cccd },
    ]),
  );
}

/** The last payment of each voucher that was not taken back: who was paid, when, where, by whom. */
export async function readLastPayments(read: Read | Tx, ids: readonly Id[]) {
  if (ids.length === 0) return [];
  const { rows } = await sql<{
    voucher_id: Id;
    handover_id: Id;
    receipt_no: string;
    paid_at: Date;
    office_name: string;
    teller: string;
    collector_name: string;
  }>`
    select distinct on (p.voucher_id) p.voucher_id, p.handover_id, p.receipt_no, p.paid_at, o.name as office_name,
      h.actor_name as teller, p.collector_name
    from payment p join office o on o.id = p.office_id join handover h on h.id = p.handover_id
    where p.voucher_id = any (${arrayLiteral(ids)}::uuid[])
    order by p.voucher_id, p.attempt desc`.execute(read);
  return rows;
}

export interface PaidRow {
  readonly voucherId: Id;
  readonly handoverId: Id;
  readonly officeId: Id;
  readonly paidFrom: Id;
  readonly citizenId: Id;
  readonly collectorKind: 'self' | 'proxy' | 'heir' | 'bank';
  readonly collectorName: string;
  readonly collectorNumber: string | null;
  readonly authorityId: Id | null;
  readonly heirId: Id | null;
  readonly receiptNo: string;
  readonly signed: 'paper' | 'pad' | 'bank';
  readonly paidAt: Date;
  readonly day: Day;
  readonly hour: number;
}

/**
 * Writes down what was paid, after the ledger has posted it: the payment rows, the vouchers' status and the rollups of
 * the office, in one statement for any number of vouchers.
 */
export async function recordPaid(tx: Tx, rows: readonly PaidRow[]): Promise<void> {
  if (rows.length === 0) return;
  const column = (key: keyof PaidRow) => arrayLiteral(rows.map((row) => row[key]));
  await sql`
    -- named: record paid
    with paid as (
      select u.*, v.programme, v.month, v.amount_vnd, coalesce(v.unit_id, 0) as unit_id,
        coalesce((select max(p.attempt) from payment p where p.voucher_id = u.voucher_id), 0) + 1 as attempt
      from unnest(
        ${column('voucherId')}::uuid[], ${column('handoverId')}::uuid[], ${column('officeId')}::uuid[], ${column('paidFrom')}::uuid[],
        ${column('citizenId')}::uuid[], ${column('collectorKind')}::text[], ${column('collectorName')}::text[],
        ${column('collectorNumber')}::text[], ${column('authorityId')}::uuid[], ${column('heirId')}::uuid[],
        ${column('receiptNo')}::text[], ${column('signed')}::text[], ${column('paidAt')}::timestamptz[], ${column('day')}::date[],
        ${column('hour')}::smallint[]
      ) as u(voucher_id, handover_id, office_id, paid_from, citizen_id, collector_kind, collector_name, collector_number,
        authority_id, heir_id, receipt_no, signed, paid_at, day, hour)
      join voucher v on v.id = u.voucher_id
    ), written as (
      insert into payment (voucher_id, attempt, handover_id, programme, month, citizen_id, amount_vnd, office_id, paid_from,
        collector_kind, collector_name, collector_number, authority_id, heir_id, receipt_no, signed, paid_at, business_day)
      select voucher_id, attempt, handover_id, programme, month, citizen_id, amount_vnd, office_id, paid_from, collector_kind,
        collector_name, collector_number, authority_id, heir_id, receipt_no, signed, paid_at, day from paid
    ), marked as (
      update voucher v set status = 'paid' from paid where v.id = paid.voucher_id
    ), rolled as (
      insert into payout_rollup as r (month, programme, office_id, unit_id, paid_count, paid_vnd)
      select month, programme, office_id, unit_id, count(*), sum(amount_vnd)::bigint from paid group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (month, programme, office_id, unit_id) do update
        set paid_count = r.paid_count + excluded.paid_count, paid_vnd = r.paid_vnd + excluded.paid_vnd
    )
    insert into payout_hour as r (month, programme, office_id, day, hour, paid_count, paid_vnd)
    select month, programme, office_id, day, hour, count(*), sum(amount_vnd)::bigint from paid group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (month, programme, office_id, day, hour) do update
      set paid_count = r.paid_count + excluded.paid_count, paid_vnd = r.paid_vnd + excluded.paid_vnd`.execute(
    tx,
  );
}

/** Handovers that exist already among these ids, with the hash of their input. */
export async function findPosted(read: Read | Tx, ids: readonly Id[]): Promise<Map<Id, Buffer>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: Id; input_hash: Buffer }>`
    -- named: find posted
    select id, input_hash from handover where id = any (${arrayLiteral(ids)}::uuid[])`.execute(read);
  return new Map(rows.map((row) => [row.id, row.input_hash]));
}
