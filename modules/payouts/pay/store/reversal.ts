import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { type Day, hourAt } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

/** One voucher of a payment, and what taking it back needs to know. */
export interface PaymentRow {
  readonly voucher_id: Id;
  readonly attempt: number;
  readonly programme: string;
  readonly month: string;
  readonly amount_vnd: bigint;
  readonly office_id: Id;
  readonly paid_at_office: Id;
  readonly paid_from: Id;
  readonly device_id: Id | null;
  readonly party: Id;
  readonly desk: Id;
  readonly unit_id: number;
  readonly paid_at: Date;
  readonly business_day: Day;
}

/** The vouchers that a counter's or a phone's payment paid, in the order of their ids. */
export async function readPaymentRows(tx: Tx, paymentHandoverId: Id): Promise<PaymentRow[]> {
  const { rows } = await sql<PaymentRow>`
    select p.voucher_id, p.attempt, p.programme, p.month, p.amount_vnd, p.office_id, a.office_id as paid_at_office, p.paid_from, a.device_id, party.id as party, desk.id as desk,
      coalesce(v.unit_id, 0) as unit_id, p.paid_at, p.business_day
    from thing_move m join payment p on p.voucher_id = m.thing_id and p.handover_id = m.handover_id
    join voucher v on v.id = p.voucher_id
    join handover a on a.id = p.handover_id
    join hand party on party.office_id = a.office_id and party.kind = 'party'
    join hand desk on desk.office_id = a.office_id and desk.kind = 'desk'
    where m.handover_id = ${paymentHandoverId} and a.kind = 'pay' order by p.voucher_id`.execute(tx);
  return rows;
}

/** Writes that these payments are taken back: their vouchers are due again, and the rollups lose them. */
export async function writeReversal(
  tx: Tx,
  rows: readonly PaymentRow[],
  { id, reason }: { readonly id: Id; readonly reason: string },
): Promise<void> {
  await tx
    .insertInto('payment_reversal')
    .values(
      rows.map((row) => ({ voucher_id: row.voucher_id, attempt: row.attempt, handover_id: id, reason })),
    )
    .execute();
  await tx
    .updateTable('voucher')
    .set({ status: 'due' })
    .where(
      'id',
      'in',
      rows.map((row) => row.voucher_id),
    )
    .execute();
  for (const row of rows) {
    await sql`update payout_rollup set paid_count = paid_count - 1, paid_vnd = paid_vnd - ${row.amount_vnd}
      where month = ${row.month} and programme = ${row.programme} and office_id = ${row.office_id} and unit_id = ${row.unit_id}`.execute(
      tx,
    );
    await tx
      .insertInto('payout_hour')
      .values({
        month: row.month,
        programme: row.programme,
        office_id: row.office_id,
        day: row.business_day,
        hour: hourAt(row.paid_at),
        paid_count: -1,
        paid_vnd: -row.amount_vnd,
      })
      .onConflict((conflict) =>
        conflict.columns(['month', 'programme', 'office_id', 'day', 'hour']).doUpdateSet((eb) => ({
          paid_count: eb('payout_hour.paid_count', '-', 1),
          paid_vnd: eb('payout_hour.paid_vnd', '-', row.amount_vnd),
        })),
      )
      .execute();
  }
}
