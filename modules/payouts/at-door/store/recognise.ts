import { sql } from 'kysely';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import { lockThings } from '#kernel/handover/things.ts';
import type { Tx } from '#kernel/db/types.ts';
import { openText } from '#kernel/devices/store.ts';
import { type Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { CollectorRow } from '../../pay/store/pay-vouchers.ts';

/** The phone's operation whose cash stands aside under a difference. */
export interface OperationAside {
  readonly operationId: Id;
  readonly exceptionId: Id;
  readonly deviceId: Id;
  readonly kind: string;
  readonly content: string;
  readonly hash: string;
  readonly happenedAt: Date;
  /** Those of its vouchers that could not be paid; null when the exception does not say. */
  readonly voucherIds: readonly Id[] | null;
}

export async function findOperationAside(tx: Tx, caseId: Id): Promise<OperationAside | null> {
  const { rows } = await sql<OperationAside>`
    select o.id as "operationId", x.id as "exceptionId", o.device_id as "deviceId", o.kind, o.content, encode(o.hash, 'hex') as hash,
      o.happened_at as "happenedAt", coalesce(r.facts -> 'voucherIds', x.facts -> 'voucherIds') as "voucherIds"
    from device_operation o join device_exception x on x.operation_id = o.id
    left join device_exception_ruling r on r.exception_id = x.id
    where o.id = operation_of_case(${caseId})`.execute(tx);
  const [row] = rows;
  return row ? { ...row, content: openText(row.operationId, row.content) } : null;
}

/** A voucher as a ruling finds it: where it lies, and the payment in force when it was paid elsewhere. */
export interface VoucherThen {
  readonly id: Id;
  readonly citizenId: Id;
  readonly programme: string;
  readonly month: Day;
  readonly status: string;
  readonly amountVnd: bigint;
  readonly holder: Id;
  readonly heldBy: NamedHand;
  readonly holderKind: string;
  readonly agencyHand: Id;
  readonly diedOn: Day | null;
  readonly paid: {
    readonly handoverId: Id;
    readonly officeId: Id;
    readonly paidFrom: Id;
    readonly collectorKind: string;
    readonly receiptNo: string;
    /** How many vouchers were paid in that handover. */
    readonly together: number;
    /** People have called it the payment, of another operation of a phone. */
    readonly recognised: boolean;
  } | null;
}

/** Locked in the order of their ids. */
export async function readVouchersThen(tx: Tx, ids: readonly Id[]): Promise<VoucherThen[]> {
  const list = sql`any (${[...ids]}::uuid[])`;
  await lockThings(tx, ids);
  const { rows } = await sql<VoucherThen>`
    select v.id, coalesce(c.merged_into, c.id) as "citizenId", v.programme, v.month, v.status, v.amount_vnd as "amountVnd", t.holder,
      ${namedHand('h')} as "heldBy", h.kind as "holderKind", f.agency_hand as "agencyHand", d.died_on as "diedOn",
      (select jsonb_build_object('handoverId', p.handover_id, 'officeId', p.office_id, 'paidFrom', p.paid_from,
          'collectorKind', p.collector_kind, 'receiptNo', p.receipt_no,
          'together', (select count(*) from thing_move m where m.handover_id = p.handover_id),
          'recognised', exists (select from payment_recognition g where g.voucher_id = p.voucher_id and g.attempt = p.attempt))
        from payment p where p.voucher_id = v.id
          and not exists (select from payment_reversal r where r.voucher_id = p.voucher_id and r.attempt = p.attempt)) as paid
    from voucher v join thing t on t.id = v.id join hand h on h.id = t.holder join citizen c on c.id = v.citizen_id
    join programme_rule r on r.programme = v.programme and r.valid_from <= v.month and (r.valid_to is null or r.valid_to >= v.month)
    join funder f on f.code = r.funder_code
    left join citizen_death d on d.citizen_id = coalesce(c.merged_into, c.id)
    where v.id = ${list} order by v.id`.execute(tx);
  return rows;
}

export interface Recognised {
  readonly caseId: Id;
  readonly operationId: Id;
  readonly handoverId: Id;
  readonly officeId: Id;
  readonly paidFrom: Id;
  readonly day: Day;
  readonly receiptNo: string;
  readonly signed: 'paper' | 'pad';
  readonly collector: CollectorRow;
  readonly vouchers: readonly { readonly id: Id; readonly citizenId: Id }[];
}

/** Writes the payments of a recognition; the function is the only way, and the second wall of `recognise`. */
export async function recordRecognised(tx: Tx, now: Date, it: Recognised): Promise<void> {
  const { collector: c } = it;
  await sql`select recognise_payments(${now}, ${it.caseId}, ${it.operationId}, ${it.handoverId}, ${it.officeId}, ${it.paidFrom},
    ${it.day}::date, ${it.receiptNo}, ${it.signed}, ${c.collectorKind}, ${c.collectorName}, null, ${c.authorityId}::uuid,
    ${c.heirId}::uuid, ${it.vouchers.map(({ id }) => id)}::uuid[], ${it.vouchers.map(({ citizenId }) => citizenId)}::uuid[])`.execute(
    tx,
  );
}

/** What a payment was recognised from; null for every other payment. */
export async function findRecognition(
  tx: Tx,
  handoverId: Id,
): Promise<{ readonly caseId: Id; readonly handId: Id; readonly exceptionId: Id } | null> {
  const { rows } = await sql<{ caseId: Id; handId: Id; exceptionId: Id }>`
    select distinct g.case_id as "caseId", c.hand_id as "handId", x.id as "exceptionId"
    from thing_move m join payment p on p.voucher_id = m.thing_id and p.handover_id = m.handover_id
    join payment_recognition g on g.voucher_id = p.voucher_id and g.attempt = p.attempt
    join custody_case c on c.id = g.case_id join device_exception x on x.operation_id = g.operation_id
    where m.handover_id = ${handoverId}`.execute(tx);
  return rows[0] ?? null;
}
