import type { Tx } from '#kernel/db/types.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import { type Day, lastDayOf, monthOf } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Person } from '../../posting.ts';
import { holdCitizen } from '../store/changes.ts';
import { insertDeath, listDueAfterDeath } from '../store/deaths.ts';
import { findDeath } from '../store/person.ts';
import { sendBack } from '../../pay/actions/unpaid.ts';

export interface DeathCommand {
  readonly doer: Person;
  readonly citizenId: Id;
  readonly diedOn: Day;
  readonly document: string;
}

/**
 * A death is recorded once, with its paper. Vouchers for months after it are recalled wherever they stand; months up to
 * it stay payable to an heir. A voucher on its way or in a bag cannot be paid any more and is recalled when it arrives:
 * those are counted as `awaiting`. Refuses `death_recorded` when another day was recorded before, `not_found`.
 */
export async function recordDeath(
  tx: Tx,
  now: Date,
  command: DeathCommand,
): Promise<{ recalled: number; awaiting: number }> {
  const { citizenId, diedOn, document, doer } = command;
  if (!(await holdCitizen(tx, citizenId))) throw new Refusal('not_found', { citizen: citizenId });
  const known = await findDeath(tx, [citizenId]);
  if (known !== null && known !== diedOn) throw new Refusal('death_recorded', { diedOn: known });
  if (known === null) await insertDeath(tx, now, { citizenId, diedOn, document, by: doer.id });
  return recallAfterDeath(tx, now, doer, [citizenId]);
}

/** Recalls what a death has made undue. Run again for vouchers that were on their way the first time. */
export async function recallAfterDeath(
  tx: Tx,
  now: Date,
  doer: Doer,
  citizens: readonly Id[] | null,
): Promise<{ recalled: number; awaiting: number }> {
  const rows = await listDueAfterDeath(tx, citizens);
  const undue = rows.filter((row) => row.benefit_month > lastDayOf(monthOf(row.died_on)));
  const here = undue.filter((row) => row.holder_kind === 'desk');
  let recalled = 0;
  for (const [agency, group] of Map.groupBy(here, (row) => row.agency)) {
    const vouchers = group.map((row) => ({
      id: row.id,
      citizenId: row.citizen_id,
      holder: row.holder,
      officeId: row.office_id,
      unitId: null,
      amountVnd: row.amount_vnd,
      monthsUnpaid: 0,
    }));
    const { gone } = await sendBack(
      tx,
      now,
      { doer, witnessId: null },
      vouchers,
      agency,
      (voucher, handoverId) => ({
        voucherId: voucher.id,
        handoverId,
        reason: 'death',
        outcome: 'recalled',
      }),
    );
    recalled += gone.length;
  }
  return { recalled, awaiting: undue.length - recalled };
}
