import type { Tx } from '#kernel/db/types.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { readLastPayments, readVouchersToPay } from '../store/pay.ts';
import { readReceipts } from '../store/receipt-lookup.ts';
import type { PayCommand, Receipt } from './pay.ts';

/** "Already paid" says who was paid, when, where and by whom; so does a race lost to another counter. */
export async function explainPaid(
  tx: Tx,
  commands: readonly PayCommand[],
  answers: Map<PayCommand, Receipt | Refusal>,
): Promise<void> {
  const lost = commands.filter((command) => {
    const answer = answers.get(command);
    return answer instanceof Refusal && (answer.code === 'already_paid' || answer.code === 'held_elsewhere');
  });
  if (lost.length === 0) return;
  const payments = await readLastPayments(
    tx,
    lost.flatMap((command) => [...command.voucherIds]),
  );
  const vouchers = await readVouchersToPay(
    tx,
    lost.flatMap((command) => [...command.voucherIds]),
  );
  for (const command of lost) {
    const refusal = answers.get(command) as Refusal;
    const payment = payments.find(
      (each) =>
        command.voucherIds.includes(each.voucher_id) && vouchers.get(each.voucher_id)?.status === 'paid',
    );
    if (!payment) continue;
    answers.set(
      command,
      new Refusal('already_paid', {
        ...refusal.facts,
        receiptNo: payment.receipt_no,
        paidAt: payment.paid_at.toISOString(),
        office: payment.office_name,
        teller: payment.teller,
        collector: payment.collector_name,
      }),
    );
  }
}

/** The receipts of payments that were asked for again. */
export async function receiptsAgain(
  tx: Tx,
  commands: readonly PayCommand[],
  answers: Map<PayCommand, Receipt | Refusal>,
): Promise<void> {
  if (commands.length === 0) return;
  const rows = await readReceipts(
    tx,
    commands.map((command) => command.id),
  );
  const byId = new Map(rows.map((row) => [row.handoverId, row]));
  for (const command of commands) {
    const row = byId.get(command.id);
    answers.set(
      command,
      row
        ? {
            handoverId: command.id,
            receiptNo: row.receiptNo,
            amountVnd: row.amountVnd,
            already: true,
          }
        : new Refusal('conflict', { id: command.id }),
    );
  }
}
