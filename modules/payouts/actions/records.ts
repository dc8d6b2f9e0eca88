import assert from 'node:assert/strict';
import type { Tx } from '#kernel/db/types.ts';
import { canonical } from '#kernel/handover/envelope.ts';
import { dayAt, type Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { nfc, searchKey, tailKey } from '#kernel/words/text.ts';
import { readLastPayments, readVouchersToPay } from '../store/pay.ts';
import type { AttemptReason } from '../store/records.ts';
import type { Person } from './money.ts';
import { type AskedAt, openPerson } from './person.ts';

interface ByPerson {
  readonly id: Id;
  readonly doer: Person;
  readonly at: AskedAt;
}

/** Writes a note about a person whom the office may open. The same id again is the same note; notes are never changed. */
export async function writeNote(
  tx: Tx,
  now: Date,
  note: ByPerson & { readonly citizenId: Id; readonly text: string },
): Promise<{ id: Id }> {
  const { id, doer, at, text } = note;
  const [citizenId] = await openPerson(tx, note.citizenId, at);
  const written = await tx
    .insertInto('citizen_note')
    .values({
      id,
      citizen_id: citizenId,
      office_id: at.officeId,
      text: nfc(text),
      written_by: doer.id as Id,
      written_at: now,
    })
    .onConflict((row) => row.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) {
    const known = await tx
      .selectFrom('citizen_note')
      .select(['citizen_id', 'text'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (known.citizen_id !== citizenId || known.text !== nfc(text)) throw new Refusal('conflict', { id });
  }
  return { id };
}

export interface Correction extends ByPerson {
  readonly citizenId: Id;
  readonly set: {
    readonly fullName?: string | undefined;
    readonly bornOn?: Day | null | undefined;
    readonly birthYear?: number | null | undefined;
    readonly sex?: 'male' | 'female' | null | undefined;
    readonly cccd?: string | null | undefined;
    readonly cmnd?: string | null | undefined;
    readonly insuranceNo?: string | null | undefined;
    readonly phone?: string | null | undefined;
    readonly address?: string | null | undefined;
    readonly bankAccount?: string | null | undefined;
    readonly bankName?: string | null | undefined;
  };
  readonly reason: string;
}

/** The columns a correction may set; the keys of a search are derived and told by no change. */
type Columns = {
  full_name?: string;
  born_on?: Day | null;
  birth_year?: number | null;
  sex?: string | null;
  cccd?: string | null;
  cmnd?: string | null;
  insurance_no?: string | null;
  phone?: string | null;
  address?: string | null;
  bank_account?: string | null;
  bank_name?: string | null;
};

/**
 * Corrects personal facts: the record takes the new ones, and a row keeps who changed what, when, from what and why. The
 * same id again is the same correction. Refuses `number_taken` when another person's record has the number, `nothing_changed`,
 * `birth_ahead`.
 */
export async function correctPerson(
  tx: Tx,
  now: Date,
  correction: Correction,
): Promise<{ id: Id; changed: string[] }> {
  const { id, doer, at, set, reason } = correction;
  const [citizenId] = await openPerson(tx, correction.citizenId, at);
  const asked = columnsOf(set);
  const known = await tx.selectFrom('citizen_change').selectAll().where('id', '=', id).executeTakeFirst();
  if (known) {
    const after = known.after as Columns;
    const same = Object.entries(after).every(([name, value]) => asked[name as keyof Columns] === value);
    if (known.citizen_id !== citizenId || !same || known.reason !== reason)
      throw new Refusal('conflict', { id });
    return { id, changed: Object.keys(after) };
  }
  if (asked.born_on && asked.born_on > dayAt(now))
    throw new Refusal('birth_ahead', { bornOn: asked.born_on });
  const names = Object.keys(asked) as (keyof Columns)[];
  if (names.length === 0) throw new Refusal('nothing_changed');
  const before = await tx
    .selectFrom('citizen')
    .select(names)
    .where('id', '=', citizenId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const changed = names.filter((name) => (before as Columns)[name] !== asked[name]);
  if (changed.length === 0) throw new Refusal('nothing_changed');
  for (const name of ['cccd', 'insurance_no'] as const) {
    const number = asked[name];
    if (changed.includes(name) && number) await assertFree(tx, citizenId, name, number);
  }
  const after = Object.fromEntries(changed.map((name) => [name, asked[name] ?? null])) as Columns;
  const was = Object.fromEntries(changed.map((name) => [name, (before as Columns)[name] ?? null]));
  const keys = after.full_name
    ? { name_key: searchKey(after.full_name), tail_key: tailKey(after.full_name) }
    : {};
  await tx
    .updateTable('citizen')
    .set({ ...after, ...keys })
    .where('id', '=', citizenId)
    .execute();
  await tx
    .insertInto('citizen_change')
    .values({
      id,
      citizen_id: citizenId,
      before: JSON.stringify(was),
      after: JSON.stringify(after),
      reason,
      changed_by: doer.id as Id,
      changed_at: now,
    })
    .execute();
  return { id, changed };
}

function columnsOf(set: Correction['set']): Columns {
  const all: Record<keyof Columns, unknown> = {
    full_name: set.fullName === undefined ? undefined : nfc(set.fullName),
    born_on: set.bornOn,
    // A whole date brings its year; a search by year reads that column alone.
    birth_year: set.bornOn ? Number(set.bornOn.slice(0, 4)) : set.birthYear,
    sex: set.sex,
    cccd: set.cccd,
    cmnd: set.cmnd,
    insurance_no: set.insuranceNo,
    phone: set.phone,
    address: set.address,
    bank_account: set.bankAccount,
    bank_name: set.bankName,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Columns;
}

async function assertFree(
  tx: Tx,
  citizenId: Id,
  column: 'cccd' | 'insurance_no',
  number: string,
): Promise<void> {
  const other = await tx
    .selectFrom('citizen')
    .select(['id', 'full_name'])
    .where(column, '=', number)
    .where('id', '<>', citizenId)
    .executeTakeFirst();
  if (other) throw new Refusal('number_taken', { name: other.full_name });
}

export interface Attempt {
  readonly id: Id;
  readonly doer: Person;
  readonly officeId: Id;
  readonly voucherIds: readonly Id[];
  readonly reason: AttemptReason;
  readonly note: string | null;
  /** At the door: what is to be done next, and on which day. */
  readonly next?: { readonly step: string; readonly againOn: Day | null };
  /** When it happened, where it is entered later. */
  readonly madeAt?: Date;
}

const SETTLED = {
  paid: 'already_paid',
  returned: 'voucher_returned',
  withdrawn: 'voucher_withdrawn',
} as const;

/**
 * Records that somebody came, or was called on, and could not be paid, and why. The vouchers stay due: what becomes of them
 * is ruled when the month is returned. The same id again is the same record. Refuses what is settled, `wrong_place` for
 * another office's voucher, `several_people`, `not_found`.
 */
export async function recordAttempt(tx: Tx, now: Date, attempt: Attempt): Promise<{ recorded: number }> {
  const { id, doer, officeId, voucherIds, reason, note } = attempt;
  const earlier = await tx
    .selectFrom('voucher_attempt')
    .select(['voucher_id', 'reason', 'note', 'made_by'])
    .where('id', '=', id)
    .execute();
  if (earlier.length > 0) {
    const before = earlier.map((row) => row.voucher_id).sort();
    const [first] = earlier;
    assert(first);
    const same = { ids: before, reason: first.reason, note: first.note, by: first.made_by };
    if (canonical(same) !== canonical({ ids: [...voucherIds].sort(), reason, note, by: doer.id }))
      throw new Refusal('conflict', { id });
    return { recorded: earlier.length };
  }
  const vouchers = await readVouchersToPay(tx, voucherIds);
  const payments = await readLastPayments(tx, voucherIds);
  const known = voucherIds.map((voucherId) => {
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
    if (voucher.status !== 'due') throw new Refusal(SETTLED[voucher.status], about);
    if (voucher.officeId !== officeId) throw new Refusal('wrong_place', about);
    return voucher;
  });
  if (new Set(known.map((voucher) => voucher.citizenId)).size > 1) throw new Refusal('several_people', {});
  await tx
    .insertInto('voucher_attempt')
    .values(
      known.map((voucher) => ({
        id,
        voucher_id: voucher.id,
        office_id: officeId,
        reason,
        note,
        made_by: doer.id as Id,
        made_at: attempt.madeAt ?? now,
        next_step: attempt.next?.step ?? null,
        again_on: attempt.next?.againOn ?? null,
      })),
    )
    .execute();
  return { recorded: known.length };
}
