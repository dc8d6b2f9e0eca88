import assert from 'node:assert/strict';
import type { Tx } from '#kernel/db/types.ts';
import { canonical } from '#kernel/handover/envelope.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { nfc } from '#kernel/words/text.ts';
import { WHY_SETTLED } from '../../pay/rules/pay.ts';
import { readLastPayments, readVouchersToPay, type VoucherToPay } from '../../pay/store/pay.ts';
import type { Person } from '../../posting.ts';
import { insertAttempt, readAttempt } from '../store/attempts.ts';
import type { AttemptReason } from '../store/records.ts';

export interface Attempt {
  readonly id: Id;
  readonly doer: Person;
  readonly officeId: Id;
  readonly voucherIds: readonly Id[];
  readonly reason: AttemptReason;
  readonly note: string | null;
  /** At the door: what is to be done next, and on which day. */
  readonly next?: { readonly step: string; readonly againOn: Day | null };
  /** At the door: the relative or neighbour who told it. */
  readonly toldBy?: {
    readonly name: string;
    readonly relation: string;
    readonly phone: string | null;
  } | null;
  /** When it happened, where it is entered later. */
  readonly madeAt?: Date;
}

/**
 * Records that somebody came, or was called on, and could not be paid, and why. The vouchers stay due: what becomes of them
 * is ruled when the month is returned. The same id again is the same record. Refuses what is settled, `wrong_place` for
 * another office's voucher, `several_people`, `not_found`.
 */
export async function recordAttempt(tx: Tx, now: Date, attempt: Attempt): Promise<{ recorded: number }> {
  const { id, doer, officeId, voucherIds, reason, note } = attempt;
  const earlier = await readAttempt(tx, id);
  if (earlier.length > 0) {
    const before = earlier.map((row) => row.voucher_id).sort();
    const [first] = earlier;
    assert(first);
    const same = { ids: before, reason: first.reason, note: first.note, by: first.made_by };
    if (canonical(same) !== canonical({ ids: [...voucherIds].sort(), reason, note, by: doer.id }))
      throw new Refusal('conflict', { id });
    return { recorded: earlier.length };
  }
  const known = await showAttemptable(tx, officeId, voucherIds);
  await insertAttempt(
    tx,
    known.map((voucher) => ({
      id,
      voucher_id: voucher.id,
      office_id: officeId,
      reason,
      note,
      made_by: doer.id,
      made_at: attempt.madeAt ?? now,
      next_step: attempt.next?.step ?? null,
      again_on: attempt.next?.againOn ?? null,
      told_by: attempt.toldBy ? nfc(attempt.toldBy.name) : null,
      told_relation: attempt.toldBy?.relation ?? null,
      told_phone: attempt.toldBy?.phone ?? null,
    })),
  );
  return { recorded: known.length };
}

/** Due vouchers of one person and this office. */
async function showAttemptable(tx: Tx, officeId: Id, voucherIds: readonly Id[]): Promise<VoucherToPay[]> {
  const vouchers = await readVouchersToPay(tx, voucherIds);
  const payments = await readLastPayments(tx, voucherIds);
  const found = voucherIds.map((voucherId) => {
    const voucher = vouchers.get(voucherId);
    if (!voucher) throw new Refusal('not_found', { voucher: voucherId });
    const about = { citizen: voucher.citizenName, office: voucher.officeName, month: voucher.benefitMonth };
    const paid = payments.find((payment) => payment.voucher_id === voucherId);
    if (voucher.status === 'paid' && paid)
      throw new Refusal('already_paid', {
        ...about,
        office: paid.office_name,
        paidAt: paid.paid_at.toISOString(),
        teller: paid.teller,
        collector: paid.collector_name,
        receiptNo: paid.receipt_no,
      });
    if (voucher.status !== 'due') throw new Refusal(WHY_SETTLED[voucher.status], about);
    if (voucher.officeId !== officeId) throw new Refusal('wrong_place', about);
    return voucher;
  });
  if (new Set(found.map((voucher) => voucher.citizenId)).size > 1) throw new Refusal('several_people', {});
  return found;
}
