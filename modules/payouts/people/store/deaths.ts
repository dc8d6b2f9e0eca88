import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

export async function insertDeath(
  tx: Tx,
  now: Date,
  death: { readonly citizenId: Id; readonly diedOn: Day; readonly document: string; readonly by: Id },
): Promise<void> {
  const { citizenId, diedOn, document, by } = death;
  await tx
    .insertInto('citizen_death')
    .values({ citizen_id: citizenId, died_on: diedOn, document, recorded_by: by, recorded_at: now })
    .execute();
}

/** Takes the deaths of a person's records back, keeping what stood; the day that stood, or null when none did. */
export async function takeDeathBack(
  tx: Tx,
  now: Date,
  taken: {
    readonly id: Id;
    readonly records: readonly Id[];
    readonly reason: string;
    readonly document: string;
    readonly by: Id;
    readonly witnessId: Id;
  },
): Promise<Day | null> {
  const { rows } = await sql<{ died_on: Day | null }>`
    select correct_death(${taken.id}, ${[...taken.records]}::uuid[], ${taken.reason}, ${taken.document}, ${taken.by}, ${taken.witnessId}, ${now}) as died_on`.execute(
    tx,
  );
  return rows[0]?.died_on ?? null;
}

export interface Recalled {
  readonly id: Id;
  readonly programme: string;
  readonly month: Day;
  readonly benefitMonth: Day;
  readonly amountVnd: bigint;
  readonly officeId: Id;
  readonly holder: Id;
  /** The desk it was recalled from, and by which handover. */
  readonly desk: Id;
  readonly deskOffice: Id;
  readonly recalledBy: Id;
}

/** Vouchers of these records that a death recalled and that are still with the funder. */
export async function readRecalled(tx: Tx, records: readonly Id[]): Promise<Recalled[]> {
  const { rows } = await sql<Recalled>`
    select v.id, v.programme, v.month, v.benefit_month as "benefitMonth", v.amount_vnd as "amountVnd", v.office_id as "officeId",
      t.holder, m.from_hand as desk, h.office_id as "deskOffice", r.handover_id as "recalledBy"
    from voucher v
    join lateral (select * from voucher_return r where r.voucher_id = v.id order by r.handover_id desc limit 1) r on r.outcome = 'recalled'
    join thing_move m on m.thing_id = v.id and m.handover_id = r.handover_id
    join hand h on h.id = m.from_hand
    join thing t on t.id = v.id
    where v.citizen_id = any (${[...records]}::uuid[]) and v.status = 'returned' order by v.id`.execute(tx);
  return rows;
}

/** Returned vouchers that are due again after the ledger has posted it, from today on, and no more counted as returned. */
export async function recordReplanned(tx: Tx, ids: readonly Id[], today: Day): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    with again as (
      update voucher set status = 'due', pay_on = greatest(pay_on, ${today}::date), pay_until = greatest(pay_until, ${today}::date)
      where id = any (${[...ids]}::uuid[]) and status = 'returned'
      returning month, programme, office_id, coalesce(unit_id, 0) as unit_id, amount_vnd
    )
    update payout_rollup r set returned_count = r.returned_count - d.n, returned_vnd = r.returned_vnd - d.vnd
    from (select month, programme, office_id, unit_id, count(*)::int as n, sum(amount_vnd)::bigint as vnd from again group by 1, 2, 3, 4) d
    where r.month = d.month and r.programme = d.programme and r.office_id = d.office_id and r.unit_id = d.unit_id`.execute(
    tx,
  );
}

/** What heirs have collected for these records and was not taken back. */
export async function listPaidToHeirs(
  tx: Tx,
  records: readonly Id[],
): Promise<{ handoverId: Id; amountVnd: bigint }[]> {
  const { rows } = await sql<{ handoverId: Id; amountVnd: bigint }>`
    select p.handover_id as "handoverId", sum(p.amount_vnd)::bigint as "amountVnd"
    from voucher v join payment p on p.voucher_id = v.id and p.collector_kind = 'heir'
    where v.citizen_id = any (${[...records]}::uuid[])
      and not exists (select 1 from payment_reversal r where r.voucher_id = p.voucher_id and r.attempt = p.attempt)
    group by 1 order by 1`.execute(tx);
  return rows;
}

/** A voucher that is due although its person had died before its month began, or in it. */
export interface DueAfterDeath {
  readonly id: Id;
  readonly citizen_id: Id;
  readonly holder: Id;
  readonly holder_kind: string;
  readonly office_id: Id;
  readonly amount_vnd: bigint;
  readonly agency: Id;
  readonly died_on: Day;
  readonly benefit_month: Day;
}

/** Those of these people, or of everybody, with where each voucher stands. */
export async function listDueAfterDeath(tx: Tx, citizens: readonly Id[] | null): Promise<DueAfterDeath[]> {
  const { rows } = await sql<DueAfterDeath>`
    select v.id, v.citizen_id, t.holder, h.kind as holder_kind, v.office_id, v.amount_vnd, f.agency_hand as agency, d.died_on, v.benefit_month
    from citizen_death d
    join voucher v on v.citizen_id = d.citizen_id and v.status = 'due' and v.kind <> 'funeral' and v.benefit_month > d.died_on
    join thing t on t.id = v.id join hand h on h.id = t.holder
    join programme_rule r on r.programme = v.programme and r.valid_from <= v.month and (r.valid_to is null or r.valid_to >= v.month)
    join funder f on f.code = r.funder_code
    where ${citizens === null} or d.citizen_id = any (${[...(citizens ?? [])]}::uuid[])
    order by v.id limit 10000`.execute(tx);
  return rows;
}
