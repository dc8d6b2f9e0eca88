import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type Day, isDay } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { dayOfReceipt } from '../rules/receipt.ts';

/** What the holder of a receipt knows already: nothing of the person paid, nor of who collected. */
export interface PaidReceipt {
  readonly handoverId: Id;
  readonly officeName: string;
  readonly day: Day;
  readonly amountVnd: bigint;
  /** What of it another handover took back later; 0 when nothing. */
  readonly takenBackVnd: bigint;
}

const NUMBER = /^[A-Z0-9-]{1,40}-\d{6}-[0-9A-HJKMNP-TV-Z]{10}$/;

/** The payment that a receipt's number names; null when there is none. */
export async function findReceipt(read: Read, number: string): Promise<PaidReceipt | null> {
  if (!NUMBER.test(number) || !isDay(dayOfReceipt(number))) return null;
  const { rows } = await sql<PaidReceipt>`
    select p.handover_id as "handoverId", o.name as "officeName", p.business_day as day, sum(p.amount_vnd)::bigint as "amountVnd",
      coalesce(sum(p.amount_vnd) filter (where r.voucher_id is not null), 0)::bigint as "takenBackVnd"
    from payment p join office o on o.id = p.office_id
    left join payment_reversal r on r.voucher_id = p.voucher_id and r.attempt = p.attempt
    where p.business_day = ${dayOfReceipt(number)} and p.office_id = any (array(select id from office where code = ${number.slice(0, -18)}))
      and p.receipt_no = ${number}
    group by p.handover_id, o.name, p.business_day`.execute(read);
  return rows[0] ?? null;
}

/** The receipts of payments by their handovers. */
export async function readReceipts(
  tx: Tx,
  handoverIds: readonly Id[],
): Promise<{ handoverId: Id; receiptNo: string; amountVnd: bigint }[]> {
  const { rows } = await sql<{ handoverId: Id; receiptNo: string; amountVnd: bigint }>`
    select p.handover_id as "handoverId", p.receipt_no as "receiptNo", sum(p.amount_vnd)::bigint as "amountVnd"
    from thing_move m join payment p on p.voucher_id = m.thing_id and p.handover_id = m.handover_id
    where m.handover_id = any (${[...handoverIds]}::uuid[]) group by p.handover_id, p.receipt_no`.execute(tx);
  return rows;
}
