import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { dayAt, firstDayOf, type Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { openAccount } from '#people/looks/accounts.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { receiptNo } from '../pay/rules/receipt.ts';
import { windowOf } from '../plan/rules.ts';
import { readVouchersToPay } from '../pay/store/pay.ts';
import { recordPaid } from '../pay/store/pay-vouchers.ts';
import { changePlan } from '../plan/store/vouchers.ts';
import { showProgramme } from '../programmes/store/programmes.ts';
import { mustPost, type Person } from '../posting.ts';

/** One line of the file that goes to the bank; the voucher's id is the reference that comes back in its answer. */
export interface BankLine {
  readonly voucherId: Id;
  readonly account: string;
  readonly bankName: string | null;
  readonly fullName: string;
  readonly amountVnd: bigint;
  /** The hand that holds the voucher now. */
  readonly holder: Id;
}

/** The most lines of a batch unless fewer are asked for: its answer names what was paid in one request, and a handover has fewer moves than 2^15. */
const BATCH_MAX = 20_000;

/** Vouchers of a month that are paid into accounts and stand at the province's desk, and one more than a batch takes. */
async function readBankDue(
  tx: Tx,
  desk: Id,
  { programme, month }: { readonly programme: string; readonly month: Month },
  max: number,
): Promise<BankLine[]> {
  const { rows } = await sql<{
    id: Id;
    citizen_id: Id;
    bank_account: string;
    bank_name: string | null;
    full_name: string;
    amount_vnd: bigint;
  }>`
    select v.id, v.citizen_id, c.bank_account, c.bank_name, c.full_name, v.amount_vnd
    from voucher v join thing t on t.id = v.id and t.holder = ${desk} join citizen c on c.id = v.citizen_id
    where v.programme = ${programme} and v.month = ${firstDayOf(month)} and v.status = 'due' and v.channel = 'bank'
      and c.bank_account is not null
      and not exists (select 1 from citizen_death d where d.citizen_id = v.citizen_id)
      and not exists (select 1 from payout_stop p where p.citizen_id = v.citizen_id and coalesce(p.programme, v.programme) = v.programme
        and not exists (select 1 from payout_stop_lift l where l.stop_id = p.id))
    order by v.id limit ${max + 1}`.execute(tx);
  return rows.map((row) => ({
    voucherId: row.id,
    account: openAccount(row.citizen_id, row.bank_account) ?? '',
    bankName: row.bank_name,
    fullName: row.full_name,
    amountVnd: row.amount_vnd,
    holder: desk,
  }));
}

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
  const earlier = await tx.selectFrom('bank_batch').selectAll().where('id', '=', id).executeTakeFirst();
  if (earlier && (earlier.programme !== programme || earlier.month !== firstDayOf(month)))
    throw new Refusal('conflict', { id });
  const root = await showRootOffice(tx);
  const desk = await showOfficeHand(tx, root.id, 'desk');
  const bank = await showOfficeHand(tx, root.id, 'bank');
  const due = await readBankDue(tx, desk.id, command, earlier ? 0 : linesMax);
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
  return { vouchers: lines.length, totalVnd, more: due.length > lines.length };
}

/** The lines of a batch, for the file. */
export async function readBankBatch(read: Read, id: Id): Promise<BankLine[]> {
  const rows = await read
    .selectFrom('bank_batch as b')
    .innerJoin('thing_move as m', 'm.handover_id', 'b.handover_id')
    .innerJoin('voucher as v', 'v.id', 'm.thing_id')
    .innerJoin('thing as t', 't.id', 'v.id')
    .innerJoin('citizen as c', 'c.id', 'v.citizen_id')
    .select([
      'v.id',
      'v.citizen_id',
      'c.bank_account',
      'c.bank_name',
      'c.full_name',
      'v.amount_vnd',
      't.holder',
    ])
    .where('b.id', '=', id)
    .orderBy('v.id')
    .execute();
  return rows.map((row) => ({
    voucherId: row.id,
    account: openAccount(row.citizen_id, row.bank_account) ?? '',
    bankName: row.bank_name,
    fullName: row.full_name,
    amountVnd: row.amount_vnd,
    holder: row.holder,
  }));
}

export interface SkippedLine {
  readonly voucherId: Id;
  readonly fullName: string;
  readonly credited: boolean;
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
      return {
        paid: before.paid,
        rejected: before.rejected,
        skipped: before.skipped as unknown as SkippedLine[],
      };
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
  const held = lines.filter((line) => line.holder === bank.id);
  const paid = held.filter((line) => credited.has(line.voucherId));
  const rejected = held.filter((line) => !credited.has(line.voucherId));
  const skipped = lines
    .filter((line) => line.holder !== bank.id)
    .map(({ voucherId, fullName }) => ({ voucherId, fullName, credited: credited.has(voucherId) }));
  // Written first: of two answers at once the later waits here, and then finds this one.
  await tx
    .insertInto('bank_answer')
    .values({
      batch_id: batch.id,
      file_sha256: Buffer.from(command.fileSha256, 'hex'),
      paid: paid.length,
      rejected: rejected.length,
      skipped: JSON.stringify(skipped),
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
  await recordPaid(tx, now, {
    handoverId,
    paidFrom: bank.id,
    signed: 'bank',
    rows: paid.map((line) => ({
      voucherId: line.voucherId,
      officeId: vouchers.get(line.voucherId)?.officeId ?? root.id,
      citizenId: vouchers.get(line.voucherId)?.citizenId as Id,
      collectorKind: 'bank' as const,
      collectorName: line.fullName,
      collectorNumber: line.account,
      authorityId: null,
      heirId: null,
      receiptNo: receiptNo(root.code, day, line.voucherId),
    })),
  });
  const cash = windowOf('point', programme.calendar);
  await changePlan(
    tx,
    rejected.map((line) => line.voucherId),
    { channel: 'point', payOn: day > cash.from ? day : cash.from, payUntil: cash.until },
  );
  await publish(tx, 'payouts', { offices: [root.id] });
  return { paid: paid.length, rejected: rejected.length, skipped };
}
