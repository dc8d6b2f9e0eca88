import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import type { Day, Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { maskedAccount } from '#people/looks/accounts.ts';
import type { Placed } from '#kernel/contract/pages.ts';
import type { TellerRelation } from '../../at-door/contract/bodies.ts';
import type { Channel, VoucherStatus, VoucherKind, CollectorKind } from '../../voucher.ts';

interface Asked {
  readonly after: readonly string[] | null;
  readonly limit: number;
}

export interface VoucherOfPerson {
  readonly id: Id;
  readonly programme: string;
  readonly regime: string;
  readonly kind: VoucherKind;
  readonly month: Month;
  readonly benefitMonth: Month;
  readonly amountVnd: bigint;
  readonly status: VoucherStatus;
  readonly channel: Channel;
  readonly office: string;
}

/** A person's vouchers, newest first. Cursor: month, benefit month, id. */
export async function listVouchersPaged(
  read: Read,
  records: readonly Id[],
  asked: Asked & { readonly programme: string | null; readonly status: VoucherStatus | null },
): Promise<Placed<VoucherOfPerson>[]> {
  const { after, limit, programme, status } = asked;
  const { rows } = await sql<Placed<VoucherOfPerson & { month: Day; benefitMonth: Day }>>`
    select v.id, v.programme, v.regime, v.kind, v.month, v.benefit_month as "benefitMonth", v.amount_vnd as "amountVnd", v.status, v.channel,
      o.name as office, array[v.month::text, v.benefit_month::text, v.id::text] as place
    from voucher v join office o on o.id = v.office_id
    where v.citizen_id = any (${[...records]}::uuid[])
      and (${programme}::text is null or v.programme = ${programme}) and (${status}::text is null or v.status = ${status})
      and (${after === null} or (v.month, v.benefit_month, v.id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::date, ${after?.[2] ?? null}::uuid))
    order by v.month desc, v.benefit_month desc, v.id desc limit ${limit + 1}`.execute(read);
  return rows.map((row) => ({
    ...row,
    month: row.month.slice(0, 7),
    benefitMonth: row.benefitMonth.slice(0, 7),
  }));
}

export interface PaymentOfVoucher {
  readonly voucherId: Id;
  readonly handoverId: Id;
  readonly receiptNo: string;
  readonly paidAt: Date;
  readonly officeId: Id;
  readonly office: string;
  readonly teller: string;
  readonly collector: string;
  readonly collectorKind: CollectorKind;
  readonly signed: 'paper' | 'pad' | 'bank';
  readonly hasSignature: boolean;
  readonly takenBack: {
    readonly handoverId: Id;
    readonly at: Date;
    readonly by: string;
    readonly reason: string;
  } | null;
}

/** All payments of these vouchers with what took them back, the newest of each first. */
export async function listPaymentsOf(read: Read, vouchers: readonly Id[]): Promise<PaymentOfVoucher[]> {
  if (vouchers.length === 0) return [];
  const { rows } = await sql<
    Omit<PaymentOfVoucher, 'takenBack'> & {
      backId: Id | null;
      backAt: Date;
      backBy: string;
      backReason: string;
    }
  >`
    select p.voucher_id as "voucherId", p.handover_id as "handoverId", p.receipt_no as "receiptNo", p.paid_at as "paidAt",
      p.office_id as "officeId", o.name as office, h.actor_name as teller, p.collector_name as collector, p.collector_kind as "collectorKind",
      p.signed, coalesce(h.proof ? 'signatureSha256', false) as "hasSignature",
      r.handover_id as "backId", b.recorded_at as "backAt", b.actor_name as "backBy", r.reason as "backReason"
    from payment p join office o on o.id = p.office_id join handover h on h.id = p.handover_id
    left join payment_reversal r on r.voucher_id = p.voucher_id and r.attempt = p.attempt left join handover b on b.id = r.handover_id
    where p.voucher_id = any (${[...vouchers]}::uuid[]) order by p.voucher_id, p.attempt desc`.execute(read);
  return rows.map(({ backId, backAt, backBy, backReason, ...row }) => ({
    ...row,
    takenBack: backId === null ? null : { handoverId: backId, at: backAt, by: backBy, reason: backReason },
  }));
}

export type ReturnOutcome = 'carried' | 'returned' | 'suspended' | 'recalled';

/** The last return of each of these vouchers to its funder. */
export async function listReturnsOf(read: Read, vouchers: readonly Id[]) {
  if (vouchers.length === 0) return [];
  const { rows } = await sql<{
    voucherId: Id;
    handoverId: Id;
    at: Date;
    by: string;
    reason: string;
    outcome: ReturnOutcome;
  }>`
    select distinct on (r.voucher_id) r.voucher_id as "voucherId", r.handover_id as "handoverId", h.recorded_at as at, h.actor_name as by,
      r.reason, r.outcome
    from voucher_return r join handover h on h.id = r.handover_id
    where r.voucher_id = any (${[...vouchers]}::uuid[]) order by r.voucher_id, h.recorded_at desc`.execute(
    read,
  );
  return rows;
}

export type AttemptReason =
  | 'absent'
  | 'refused'
  | 'no_papers'
  | 'wrong_person'
  | 'amount_disputed'
  | 'moved'
  | 'dead'
  | 'unreachable'
  | 'other';

/** Visits that ended without a payment of these vouchers, newest first. */
export async function listAttemptsOf(read: Read, vouchers: readonly Id[]) {
  if (vouchers.length === 0) return [];
  const { rows } = await sql<{
    voucherId: Id;
    reason: AttemptReason;
    note: string | null;
    office: string;
    by: string;
    at: Date;
    toldBy: { name: string; relation: TellerRelation; phone: string | null } | null;
  }>`
    select a.voucher_id as "voucherId", a.reason, a.note, o.name as office, s.name as by, a.made_at as at,
      case when a.told_by is not null then json_build_object('name', a.told_by, 'relation', a.told_relation, 'phone', a.told_phone) end as "toldBy"
    from voucher_attempt a join office o on o.id = a.office_id join staff s on s.id = a.made_by
    where a.voucher_id = any (${[...vouchers]}::uuid[]) order by a.made_at desc`.execute(read);
  return rows;
}

export interface HistoryLine {
  readonly id: Id;
  readonly kind: 'note' | 'change';
  readonly text: string;
  readonly fields: readonly {
    readonly name: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly by: string;
  readonly at: Date;
}

type Kept = Readonly<Record<string, string | number | null>>;

/** Notes and changes of a person's records, newest first. Cursor: instant, id. */
export async function listHistory(
  read: Read,
  records: readonly Id[],
  { after, limit }: Asked,
): Promise<Placed<HistoryLine>[]> {
  const { rows } = await sql<{
    id: Id;
    kind: 'note' | 'change';
    text: string;
    before: Kept | null;
    after: Kept | null;
    changed: string[];
    citizen_id: Id;
    by: string;
    at: Date;
    place: string[];
    units: Readonly<Record<string, string>> | null;
  }>`
    select l.id, l.kind, l.text, l.before, l.after, l.changed, l.citizen_id, l.at, s.name as by, array[l.at::text, l.id::text] as place,
      (select jsonb_object_agg(u.id::text, u.name) from unit u where u.id::text in (l.before->>'unit_id', l.after->>'unit_id')) as units
    from (
      select id, 'note' as kind, text, null::jsonb as before, null::jsonb as after, '{}'::text[] as changed, citizen_id, written_by as staff_id,
        written_at as at
      from citizen_note where citizen_id = any (${[...records]}::uuid[])
      union all
      select id, 'change', reason, before, after, changed, citizen_id, changed_by, changed_at
      from citizen_change_shown where citizen_id = any (${[...records]}::uuid[])
    ) l join staff s on s.id = l.staff_id
    where ${after === null} or (l.at, l.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid)
    order by l.at desc, l.id desc limit ${limit + 1}`.execute(read);
  return rows.map(({ before, after: set, changed, citizen_id: whose, units, ...row }) => ({
    ...row,
    fields: changed.map((name) => ({
      name,
      before: shownOf(whose, name, before?.[name] ?? null, units),
      after: shownOf(whose, name, set?.[name] ?? null, units),
    })),
  }));
}

function shownOf(
  citizenId: Id,
  name: string,
  value: string | number | null,
  units: Readonly<Record<string, string>> | null,
): string | null {
  if (value === null) return null;
  if (name === 'unit_id') return units?.[String(value)] ?? String(value);
  return name === 'bank_account' ? maskedAccount(citizenId, String(value)) : String(value);
}

export interface PaymentOfDay {
  readonly handoverId: Id;
  readonly receiptNo: string;
  readonly paidAt: Date;
  readonly citizenId: Id;
  readonly fullName: string;
  readonly collector: string;
  readonly collectorKind: CollectorKind;
  readonly teller: string;
  readonly mine: boolean;
  readonly vouchers: number;
  readonly amountVnd: bigint;
  readonly takenBack: boolean;
  readonly takingBack: boolean;
}

/**
 * A day's payments at one office, newest first; of one person's hand when `by` names them. Cursor: instant, id. They are found
 * by the office's own handovers of the day: the payments of a day lie together for the whole province.
 */
export async function listPaymentsOfDay(
  read: Read,
  asked: Asked & { readonly officeId: Id; readonly day: Day; readonly me: Id; readonly by: Id | null },
): Promise<Placed<PaymentOfDay>[]> {
  const { officeId, day, me, by, after, limit } = asked;
  const { rows } = await sql<Placed<PaymentOfDay>>`
    select p.*, c.full_name as "fullName", array[p."paidAt"::text, p."handoverId"::text] as place,
      exists (select 1 from thing_move m join payment_reversal r on r.voucher_id = m.thing_id
        join payment q on q.voucher_id = r.voucher_id and q.attempt = r.attempt and q.handover_id = m.handover_id
        where m.handover_id = p."handoverId") as "takenBack",
      exists (select 1 from proposal a where a.office_id = ${officeId} and a.kind = 'pay-reverse' and a.command->>'paymentHandoverId' = p."handoverId"::text
        and not exists (select 1 from proposal_ruling g where g.proposal_id = a.id)) as "takingBack"
    from (
      select h.id as "handoverId", h.actor_name as teller, coalesce(h.actor_id = ${me}, false) as mine, min(p.receipt_no) as "receiptNo",
        min(p.paid_at) as "paidAt", min(p.citizen_id::text)::uuid as "citizenId", min(p.collector_name) as collector,
        min(p.collector_kind) as "collectorKind", count(*)::int as vouchers, sum(p.amount_vnd)::bigint as "amountVnd"
      from handover h join thing_move m on m.handover_id = h.id join payment p on p.voucher_id = m.thing_id and p.handover_id = h.id
      where h.office_id = ${officeId} and h.business_day = ${day} and h.kind = 'pay' and p.collector_kind <> 'bank'
        and (${by}::uuid is null or h.actor_id = ${by}::uuid)
      group by h.id
    ) p join citizen c on c.id = p."citizenId"
    where ${after === null} or (p."paidAt", p."handoverId") < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid)
    order by p."paidAt" desc, p."handoverId" desc limit ${limit + 1}`.execute(read);
  return rows;
}

/** Whose voucher it is; undefined when there is none. */
export async function findVoucherOwner(read: Read, voucherId: Id): Promise<Id | undefined> {
  const row = await read
    .selectFrom('voucher')
    .select('citizen_id')
    .where('id', '=', voucherId)
    .executeTakeFirst();
  return row?.citizen_id;
}

/** Every handover that moved a voucher, in order: from whose hand into whose, by whom and when. */
export async function listTrail(read: Read, voucherId: Id) {
  const { rows } = await sql<{
    handoverId: Id;
    kind: string;
    from: NamedHand;
    to: NamedHand;
    office: string;
    actor: string;
    recordedAt: Date;
    businessDay: Day;
    reason: string | null;
    reverses: Id | null;
  }>`
    select h.id as "handoverId", h.kind, ${namedHand('f')} as "from", ${namedHand('t')} as "to", o.name as office, h.actor_name as actor,
      h.recorded_at as "recordedAt", h.business_day as "businessDay", h.reason, h.reverses
    from thing_move m join handover h on h.id = m.handover_id join office o on o.id = h.office_id
    join hand f on f.id = m.from_hand join hand t on t.id = m.to_hand
    where m.thing_id = ${voucherId} order by h.recorded_at, h.id limit 200`.execute(read);
  return rows;
}
