import type { Tx } from '#kernel/db/types.ts';
import { dayAt, type Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { nfc } from '#kernel/words/text.ts';
import { sealAccount } from '#people/looks/accounts.ts';
import { findByNumber } from '#people/looks/numbers.ts';
import { changeCitizen, type Columns, findName, isChangeKnown } from '../store/changes.ts';
import { type ByPerson, openPerson } from './person.ts';

export interface Correction extends ByPerson {
  readonly id: Id;
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
  const known = await isChangeKnown(tx, id);
  for (const name of ['cccd', 'insurance_no'] as const) {
    const number = asked[name];
    if (number && !known) await assertFree(tx, citizenId, name, number);
  }
  const changed = await changeCitizen(tx, now, { id, citizenId, asked, reason, by: doer.id });
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
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
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
  const name = await findName(tx, otherId);
  if (name !== null) throw new Refusal('number_taken', { name });
}
