import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { canonical } from '#kernel/handover/envelope.ts';
import { dayAt, type Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { nfc, searchKey, tailKey } from '#kernel/words/text.ts';
import { sealAccount } from '#people/looks/accounts.ts';
import { findByNumber } from '#people/looks/numbers.ts';
import { readLastPayments, readVouchersToPay } from '../../pay/store/pay.ts';
import type { AttemptReason } from '../store/records.ts';
import type { Person } from '../../posting.ts';
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
  const asked = columnsOf(citizenId, set);
  if (asked.born_on && asked.born_on > dayAt(now))
    throw new Refusal('birth_ahead', { bornOn: asked.born_on });
  if (Object.keys(asked).length === 0) throw new Refusal('nothing_changed');
  const known = await tx.selectFrom('citizen_change').select('id').where('id', '=', id).executeTakeFirst();
  for (const name of ['cccd', 'insurance_no'] as const) {
    const number = asked[name];
    if (number && !known) await assertFree(tx, citizenId, name, number);
  }
  const keys = asked.full_name
    ? { name_key: searchKey(asked.full_name), tail_key: tailKey(asked.full_name) }
    : {};
  const { rows } = await sql<{ changed: string[] | null }>`
    select change_citizen(${id}, ${citizenId}, ${JSON.stringify(asked)}, ${JSON.stringify(keys)}, ${reason}, ${doer.id}, ${now})
      as changed`.execute(tx);
  const changed = rows[0]?.changed;
  if (!changed) throw new Refusal('conflict', { id });
  if (changed.length === 0) throw new Refusal('nothing_changed');
  return { id, changed: Object.keys(asked).filter((name) => changed.includes(name)) };
}

function columnsOf(citizenId: Id, set: Correction['set']): Columns {
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
    bank_account: set.bankAccount ? sealAccount(citizenId, set.bankAccount) : set.bankAccount,
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
  const bearers = await findByNumber(tx, column, number, 2);
  const [otherId] = bearers.filter((bearer) => bearer !== citizenId);
  if (otherId === undefined) return;
  const other = await tx
    .selectFrom('citizen')
    .select('full_name')
    .where('id', '=', otherId)
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
  /** At the door: the relative or neighbour who told it. */
  readonly toldBy?: {
    readonly name: string;
    readonly relation: string;
    readonly phone: string | null;
  } | null;
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
        told_by: attempt.toldBy ? nfc(attempt.toldBy.name) : null,
        told_relation: attempt.toldBy?.relation ?? null,
        told_phone: attempt.toldBy?.phone ?? null,
      })),
    )
    .execute();
  return { recorded: known.length };
}
