import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { dayAt, firstDayOf, type Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { type OfficeRow, showRootOffice } from '#places/offices/offices.ts';
import { sealPaidAccount } from '../pay/store/paid-account.ts';
import { receiptNo } from '../pay/rules/receipt.ts';
import { windowOf } from '../plan/rules.ts';
import { readVouchersToPay } from '../pay/store/pay.ts';
import { recordPaid } from '../pay/store/pay-vouchers.ts';
import { changePlan } from '../plan/store/vouchers.ts';
import { showProgramme } from '../programmes/store/programmes.ts';
import { findAnswer, findBatch, type SkippedLine, writeAnswer, writeBatch } from './store/batches.ts';
import { type BankLine, listBankDue, readBankBatch } from './store/lines.ts';
import { setAside } from '../cases/actions/set-aside.ts';
import { mustPost, type Person } from '../posting.ts';

/** The most lines of a batch unless fewer are asked for: its answer names what was paid in one request, and a handover has fewer moves than 2^15. */
const BATCH_MAX = 20_000;

/**
 * Hands the month's account vouchers to the bank, up to 20,000 a batch; the same batch asked for again is the same. `more`
 * tells that others wait for the next batch. Refuses
 * `nothing_to_send`, `held_elsewhere`, and `conflict` when the id stands for a batch of another programme or month.
 */
export async function sendToBank(
  tx: Tx,
  now: Date,
  command: {
    readonly id: Id;
    readonly doer: Person;
    readonly programme: string;
    readonly month: Month;
    readonly linesMax?: number;
  },
): Promise<{ vouchers: number; totalVnd: bigint; more: boolean }> {
  const { id, doer, programme, month, linesMax = BATCH_MAX } = command;
  const earlier = await findBatch(tx, id);
  if (earlier && (earlier.programme !== programme || earlier.month !== firstDayOf(month)))
    throw new Refusal('conflict', { id });
  const root = await showRootOffice(tx);
  const desk = await showOfficeHand(tx, root.id, 'desk');
  const bank = await showOfficeHand(tx, root.id, 'bank');
  const due = await listBankDue(tx, desk.id, command, earlier ? 0 : linesMax);
  if (earlier) return { vouchers: earlier.vouchers, totalVnd: earlier.total_vnd, more: due.length > 0 };
  const lines = due.slice(0, linesMax);
  if (lines.length === 0) throw new Refusal('nothing_to_send', { programme, month });
  const totalVnd = lines.reduce((sum, line) => sum + line.amountVnd, 0n);
  const handoverId = newId();
  const [answer] = await post(tx, now, [
    {
      id: handoverId,
      kind: 'bank-send',
      doer,
      officeId: root.id,
      occurredAt: now,
      input: { batch: id, programme, month },
      things: lines.map((line) => ({ thing: line.voucherId, from: desk.id, to: bank.id })),
    },
  ]);
  mustPost(answer);
  await writeBatch(tx, {
    id,
    programme,
    month: firstDayOf(month),
    handover_id: handoverId,
    vouchers: lines.length,
    total_vnd: totalVnd,
    made_by: doer.name,
    made_at: now,
  });
  return { vouchers: lines.length, totalVnd, more: due.length > lines.length };
}

export interface BankAnswered {
  readonly paid: number;
  readonly rejected: number;
  readonly skipped: readonly SkippedLine[];
}

export interface BankAnswerCommand {
  readonly batchId: Id;
  readonly doer: Doer;
  readonly fileSha256: string;
  /** The references the bank paid; every other voucher of the batch it rejected. */
  readonly paid: readonly Id[];
}

/**
 * Confirms a batch from the bank's answer, once: what was credited is paid out of the bank account; what was rejected
 * returns to the desk to be paid in cash. A line whose voucher the bank does not hold any more is left as it is and named
 * (`skipped`): if the bank credited it, people settle it. Refuses `bank_answered`, `not_found`, and `not_in_batch` with the
 * strangers: they show another batch's file, and what that file leaves out would be paid a second time in cash.
 */
export async function recordBankAnswer(tx: Tx, now: Date, command: BankAnswerCommand): Promise<BankAnswered> {
  const batch = await findBatch(tx, command.batchId);
  if (!batch) throw new Refusal('not_found', { batch: command.batchId });
  const before = await findAnswer(tx, batch.id);
  if (before) {
    if (before.file_sha256.equals(Buffer.from(command.fileSha256, 'hex')))
      return {
        paid: before.paid,
        rejected: before.rejected,
        skipped: before.skipped as SkippedLine[],
      };
    throw new Refusal('bank_answered', { at: before.recorded_at.toISOString(), by: before.recorded_by });
  }
  const lines = await readBankBatch(tx, batch.id);
  const known = new Set(lines.map((line) => line.voucherId));
  const strangers = command.paid.filter((id) => !known.has(id));
  if (strangers.length > 0) throw new Refusal('not_in_batch', { references: strangers.slice(0, 20) });
  const root = await showRootOffice(tx);
  const [bank, desk, party] = await Promise.all([
    showOfficeHand(tx, root.id, 'bank'),
    showOfficeHand(tx, root.id, 'desk'),
    showOfficeHand(tx, root.id, 'party'),
  ]);
  const month = batch.month.slice(0, 7);
  const programme = await showProgramme(tx, batch.programme, month);
  const credited = new Set(command.paid);
  const held = lines.filter((line) => line.holder === bank.id);
  const paid = held.filter((line) => credited.has(line.voucherId));
  const rejected = held.filter((line) => !credited.has(line.voucherId));
  const skipped = lines
    .filter((line) => line.holder !== bank.id)
    .map(({ voucherId, fullName }) => ({ voucherId, fullName, credited: credited.has(voucherId) }));
  // Written first: of two answers at once the later waits here, and then finds this one.
  await writeAnswer(tx, {
    batch_id: batch.id,
    file_sha256: Buffer.from(command.fileSha256, 'hex'),
    paid: paid.length,
    rejected: rejected.length,
    skipped: JSON.stringify(skipped),
    recorded_by: command.doer.name,
    recorded_at: now,
  });
  const handoverId = newId();
  const base = { doer: command.doer, officeId: root.id, occurredAt: now };
  const [posted, returned] = await post(tx, now, [
    {
      ...base,
      id: handoverId,
      kind: 'bank-paid',
      input: { batch: batch.id, paid: command.paid },
      money: paid.map((line) => ({ from: bank.id, to: party.id, amountVnd: line.amountVnd })),
      things: paid.map((line) => ({ thing: line.voucherId, from: bank.id, to: programme.agencyHand })),
    },
    {
      ...base,
      id: newId(),
      kind: 'bank-rejected',
      input: { batch: batch.id, rejected: rejected.map((line) => line.voucherId) },
      things: rejected.map((line) => ({ thing: line.voucherId, from: bank.id, to: desk.id })),
    },
  ]);
  mustPost(posted);
  mustPost(returned);
  await writePaid(tx, now, handoverId, bank.id, root, paid);
  const day = dayAt(now);
  const cash = windowOf('point', programme.calendar);
  const inCash = rejected.map((line) => line.voucherId);
  await changePlan(tx, inCash, {
    channel: 'point',
    payOn: day > cash.from ? day : cash.from,
    payUntil: cash.until,
  });
  await setAside(tx, now, inCash);
  await publish(tx, 'payouts', { offices: [root.id] });
  return { paid: paid.length, rejected: rejected.length, skipped };
}

/** The payments of the lines that the bank credited. */
async function writePaid(
  tx: Tx,
  now: Date,
  handoverId: Id,
  paidFrom: Id,
  root: OfficeRow,
  paid: readonly BankLine[],
): Promise<void> {
  const vouchers = await readVouchersToPay(
    tx,
    paid.map((line) => line.voucherId),
  );
  await recordPaid(tx, now, {
    handoverId,
    paidFrom,
    signed: 'bank',
    rows: paid.map((line) => ({
      voucherId: line.voucherId,
      officeId: vouchers.get(line.voucherId)?.officeId ?? root.id,
      citizenId: vouchers.get(line.voucherId)?.citizenId as Id,
      collectorKind: 'bank' as const,
      collectorName: line.fullName,
      sealedAccount: sealPaidAccount(line.voucherId, line.account),
      authorityId: null,
      heirId: null,
      receiptNo: receiptNo(root.code, dayAt(now), line.voucherId),
    })),
  });
}
