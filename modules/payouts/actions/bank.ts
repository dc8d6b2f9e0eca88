import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { dayAt, firstDayOf, hourAt, type Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { receiptNo } from '../rules/receipt.ts';
import { windowOf } from '../rules/plan.ts';
import { readVouchersToPay, recordPaid } from '../store/pay.ts';
import { changePlan } from '../store/vouchers.ts';
import { showProgramme } from '../store/programmes.ts';
import { mustPost, type Person } from './money.ts';

/** One line of the file that goes to the bank; the voucher's id is the reference that comes back in its answer. */
export interface BankLine {
  readonly voucherId: Id;
  readonly account: string;
  readonly bankName: string | null;
  readonly fullName: string;
  readonly amountVnd: bigint;
}

/** The most lines of a batch: its answer names what was paid in one request, and a handover has fewer moves than 2^15. */
const BATCH_MAX = 20_000;

/** Vouchers of a month that are paid into accounts and stand at the province's desk, as many as one batch takes. */
async function readBankDue(tx: Tx, desk: Id, programme: string, month: Month): Promise<BankLine[]> {
  const { rows } = await sql<{
    id: Id;
    bank_account: string;
    bank_name: string | null;
    full_name: string;
    amount_vnd: bigint;
  }>`
    select v.id, c.bank_account, c.bank_name, c.full_name, v.amount_vnd
    from voucher v join thing t on t.id = v.id and t.holder = ${desk} join citizen c on c.id = v.citizen_id
    where v.programme = ${programme} and v.month = ${firstDayOf(month)} and v.status = 'due' and v.channel = 'bank'
      and c.bank_account is not null
      and not exists (select 1 from citizen_death d where d.citizen_id = v.citizen_id)
      and not exists (select 1 from payout_stop p where p.citizen_id = v.citizen_id and coalesce(p.programme, v.programme) = v.programme
        and not exists (select 1 from payout_stop_lift l where l.stop_id = p.id))
    order by v.id limit ${BATCH_MAX}`.execute(tx);
  return rows.map((row) => ({
    voucherId: row.id,
    account: row.bank_account,
    bankName: row.bank_name,
    fullName: row.full_name,
    amountVnd: row.amount_vnd,
  }));
}

/**
 * Hands the month's account vouchers to the bank, up to 20,000 a batch; the same batch asked for again is the same. Refuses
 * `nothing_to_send`, `held_elsewhere`, and `conflict` when the id stands for a batch of another programme or month.
 */
export async function sendToBank(
  tx: Tx,
  now: Date,
  command: { readonly id: Id; readonly doer: Person; readonly programme: string; readonly month: Month },
): Promise<{ vouchers: number; totalVnd: bigint }> {
  const { id, doer, programme, month } = command;
  const earlier = await tx.selectFrom('bank_batch').selectAll().where('id', '=', id).executeTakeFirst();
  if (earlier && (earlier.programme !== programme || earlier.month !== firstDayOf(month)))
    throw new Refusal('conflict', { id });
  if (earlier) return { vouchers: earlier.vouchers, totalVnd: earlier.total_vnd };
  const root = await showRootOffice(tx);
  const desk = await showOfficeHand(tx, root.id, 'desk');
  const bank = await showOfficeHand(tx, root.id, 'bank');
  const lines = await readBankDue(tx, desk.id, programme, month);
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
  await tx
    .insertInto('bank_batch')
    .values({
      id,
      programme,
      month: firstDayOf(month),
      handover_id: handoverId,
      vouchers: lines.length,
      total_vnd: totalVnd,
      made_by: doer.name,
      made_at: now,
    })
    .execute();
  return { vouchers: lines.length, totalVnd };
}

/** The lines of a batch, for the file. */
export async function readBankBatch(read: Read, id: Id): Promise<BankLine[]> {
  const rows = await read
    .selectFrom('bank_batch as b')
    .innerJoin('thing_move as m', 'm.handover_id', 'b.handover_id')
    .innerJoin('voucher as v', 'v.id', 'm.thing_id')
    .innerJoin('citizen as c', 'c.id', 'v.citizen_id')
    .select(['v.id', 'c.bank_account', 'c.bank_name', 'c.full_name', 'v.amount_vnd'])
    .where('b.id', '=', id)
    .orderBy('v.id')
    .execute();
  return rows.map((row) => ({
    voucherId: row.id,
    account: row.bank_account ?? '',
    bankName: row.bank_name,
    fullName: row.full_name,
    amountVnd: row.amount_vnd,
  }));
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
 * returns to the desk to be paid in cash. Refuses `bank_answered`, `not_in_batch` (names the strangers), `not_found`.
 */
export async function recordBankAnswer(
  tx: Tx,
  now: Date,
  command: BankAnswerCommand,
): Promise<{ paid: number; rejected: number }> {
  const read = tx;
  const batch = await tx
    .selectFrom('bank_batch')
    .selectAll()
    .where('id', '=', command.batchId)
    .executeTakeFirst();
  if (!batch) throw new Refusal('not_found', { batch: command.batchId });
  const before = await tx
    .selectFrom('bank_answer')
    .selectAll()
    .where('batch_id', '=', batch.id)
    .executeTakeFirst();
  if (before) {
    if (before.file_sha256.equals(Buffer.from(command.fileSha256, 'hex')))
      return { paid: before.paid, rejected: before.rejected };
    throw new Refusal('bank_answered', { at: before.recorded_at.toISOString(), by: before.recorded_by });
  }
  const lines = await readBankBatch(read, batch.id);
  const known = new Set(lines.map((line) => line.voucherId));
  const strangers = command.paid.filter((id) => !known.has(id));
  if (strangers.length > 0) throw new Refusal('not_in_batch', { references: strangers.slice(0, 20) });
  const root = await showRootOffice(read);
  const [bank, desk, party] = await Promise.all([
    showOfficeHand(tx, root.id, 'bank'),
    showOfficeHand(tx, root.id, 'desk'),
    showOfficeHand(tx, root.id, 'party'),
  ]);
  const month = batch.month.slice(0, 7);
  const programme = await showProgramme(read, batch.programme, month);
  const credited = new Set(command.paid);
  const paid = lines.filter((line) => credited.has(line.voucherId));
  const rejected = lines.filter((line) => !credited.has(line.voucherId));
  // Written first: of two answers at once the later waits here, and then finds this one.
  await tx
    .insertInto('bank_answer')
    .values({
      batch_id: batch.id,
      file_sha256: Buffer.from(command.fileSha256, 'hex'),
      paid: paid.length,
      rejected: rejected.length,
      recorded_by: command.doer.name,
      recorded_at: now,
    })
    .execute();
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
  const vouchers = await readVouchersToPay(
    tx,
    paid.map((line) => line.voucherId),
  );
  const day = dayAt(now);
  await recordPaid(
    tx,
    paid.map((line) => ({
      voucherId: line.voucherId,
      handoverId,
      officeId: vouchers.get(line.voucherId)?.officeId ?? root.id,
      paidFrom: bank.id,
      citizenId: vouchers.get(line.voucherId)?.citizenId as Id,
      collectorKind: 'bank' as const,
      collectorName: line.fullName,
      collectorNumber: line.account,
      authorityId: null,
      heirId: null,
      receiptNo: receiptNo(root.code, day, line.voucherId),
      signed: 'bank' as const,
      paidAt: now,
      day,
      hour: hourAt(now),
    })),
  );
  const cash = windowOf('point', programme.calendar);
  await changePlan(
    tx,
    rejected.map((line) => line.voucherId),
    { channel: 'point', payOn: day > cash.from ? day : cash.from, payUntil: cash.until },
  );
  await publish(tx, 'payouts', { offices: [root.id] });
  return { paid: paid.length, rejected: rejected.length };
}
