import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import { post } from '#kernel/handover/post.ts';
import { addMonths, type Day, firstDayOf, lastDayOf, monthOf, type Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { unpaidOutcome } from '../rules/settle.ts';
import { showProgramme } from '../store/programmes.ts';
import { readUnpaid, recordReturned, type ReturnedRow, type UnpaidVoucher } from '../store/vouchers.ts';
import { mustPost, type Person } from './money.ts';

export interface UnpaidReturned {
  readonly vouchers: number;
  readonly totalVnd: bigint;
  readonly carried: number;
  readonly suspended: number;
}

/**
 * Sends back to the funder what nobody collected, office by office, with what becomes of each by the programme's rule:
 * carried over into the next list, returned, or suspended after the months the rule names. Refuses `held_elsewhere` when one
 * of them was paid or handed on meanwhile: asked again, it finds what is left.
 */
export async function returnUnpaid(
  tx: Tx,
  now: Date,
  command: {
    readonly doer: Person;
    readonly programme: string;
    readonly month: Month;
    readonly officeIds: readonly Id[] | null;
    readonly reason: string;
  },
): Promise<UnpaidReturned> {
  const programme = await showProgramme(tx, command.programme, command.month);
  const unpaid = await readUnpaid(tx, command.programme, command.month, command.officeIds);
  const outcome = (voucher: UnpaidVoucher) => unpaidOutcome(programme.rule, voucher.monthsUnpaid);
  await sendBack(tx, now, command.doer, unpaid, programme.agencyHand, (voucher, handoverId) => ({
    voucherId: voucher.id,
    handoverId,
    reason: command.reason,
    outcome: outcome(voucher),
  }));
  const suspended = unpaid.filter((voucher) => outcome(voucher) === 'suspended');
  await suspend(tx, now, command.programme, addMonths(command.month, 1), suspended, command.doer);
  return {
    vouchers: unpaid.length,
    totalVnd: unpaid.reduce((sum, voucher) => sum + voucher.amountVnd, 0n),
    carried: unpaid.filter((voucher) => outcome(voucher) === 'carried').length,
    suspended: suspended.length,
  };
}

async function sendBack(
  tx: Tx,
  now: Date,
  doer: Doer,
  vouchers: readonly UnpaidVoucher[],
  agencyHand: Id,
  row: (voucher: UnpaidVoucher, handoverId: Id) => ReturnedRow,
): Promise<void> {
  const byOffice = Map.groupBy(vouchers, (voucher) => voucher.officeId);
  const rows: ReturnedRow[] = [];
  const envelopes = [...byOffice].map(([officeId, group]) => {
    const id = newId();
    rows.push(...group.map((voucher) => row(voucher, id)));
    return {
      id,
      kind: 'voucher-return',
      doer,
      officeId,
      occurredAt: now,
      input: { vouchers: group.map((voucher) => voucher.id) },
      ...(rows.at(-1) && { reason: (rows.at(-1) as ReturnedRow).reason }),
      things: group.map((voucher) => ({ thing: voucher.id, from: voucher.holder, to: agencyHand })),
    };
  });
  (await post(tx, now, envelopes)).forEach(mustPost);
  await recordReturned(tx, rows);
  if (byOffice.size > 0) await publish(tx, 'payouts', { offices: [...byOffice.keys()] });
}

async function suspend(
  tx: Tx,
  now: Date,
  programme: string,
  from: Month,
  vouchers: readonly UnpaidVoucher[],
  doer: Person,
) {
  const citizens = [...new Set(vouchers.map((voucher) => voucher.citizenId))];
  if (citizens.length === 0) return;
  await tx
    .insertInto('payout_stop')
    .values(
      citizens.map((citizenId) => ({
        id: newId(),
        citizen_id: citizenId,
        programme,
        kind: 'suspended',
        from_month: firstDayOf(from),
        reason: 'not_collected',
        recorded_by: doer.name,
        recorded_at: now,
      })),
    )
    .execute();
}

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
  const citizen = await tx
    .selectFrom('citizen')
    .select('id')
    .where('id', '=', citizenId)
    .forUpdate()
    .executeTakeFirst();
  if (!citizen) throw new Refusal('not_found', { citizen: citizenId });
  const known = await tx
    .selectFrom('citizen_death')
    .selectAll()
    .where('citizen_id', '=', citizenId)
    .executeTakeFirst();
  if (known && known.died_on !== diedOn) throw new Refusal('death_recorded', { diedOn: known.died_on });
  if (!known) {
    await tx
      .insertInto('citizen_death')
      .values({ citizen_id: citizenId, died_on: diedOn, document, recorded_by: doer.id, recorded_at: now })
      .execute();
  }
  return recallAfterDeath(tx, now, doer, [citizenId]);
}

/** Recalls what a death has made undue. Run again for vouchers that were on their way the first time. */
export async function recallAfterDeath(
  tx: Tx,
  now: Date,
  doer: Doer,
  citizens: readonly Id[] | null,
): Promise<{ recalled: number; awaiting: number }> {
  const { rows } = await sql<{
    id: Id;
    citizen_id: Id;
    holder: Id;
    holder_kind: string;
    office_id: Id;
    amount_vnd: bigint;
    agency: Id;
    died_on: Day;
    benefit_month: Day;
  }>`
    select v.id, v.citizen_id, t.holder, h.kind as holder_kind, v.office_id, v.amount_vnd, f.agency_hand as agency, d.died_on, v.benefit_month
    from citizen_death d
    join voucher v on v.citizen_id = d.citizen_id and v.status = 'due' and v.kind <> 'funeral' and v.benefit_month > d.died_on
    join thing t on t.id = v.id join hand h on h.id = t.holder
    join programme_rule r on r.programme = v.programme and r.valid_from <= v.month and (r.valid_to is null or r.valid_to >= v.month)
    join funder f on f.code = r.funder_code
    where ${citizens === null} or d.citizen_id = any (${[...(citizens ?? [])]}::uuid[])
    order by v.id limit 10000`.execute(tx);
  const undue = rows.filter((row) => row.benefit_month > lastDayOf(monthOf(row.died_on)));
  const here = undue.filter((row) => row.holder_kind === 'desk');
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
    await sendBack(tx, now, doer, vouchers, agency, (voucher, handoverId) => ({
      voucherId: voucher.id,
      handoverId,
      reason: 'death',
      outcome: 'recalled',
    }));
  }
  return { recalled: here.length, awaiting: undue.length - here.length };
}
