import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Moved } from './ruled.ts';

export interface HeldRecord {
  readonly id: Id;
  readonly fullName: string;
  readonly mergedInto: Id | null;
  /** Sealed. */
  readonly account: string | null;
}

/** Records locked in the order of their ids. */
export function holdRecords(tx: Tx, ids: readonly Id[]): Promise<HeldRecord[]> {
  return tx
    .selectFrom('citizen')
    .select(['id', 'full_name as fullName', 'merged_into as mergedInto', 'bank_account as account'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Vouchers of one record for a right that the other record has one for; five at most. */
export async function listSameRights(tx: Tx, fromId: Id, intoId: Id): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select a.id from voucher a join voucher b on b.citizen_id = ${intoId} and b.programme = a.programme
      and b.benefit_month = a.benefit_month and b.kind = a.kind and b.regime = a.regime
      and a.withdrawn_by is null and b.withdrawn_by is null
    where a.citizen_id = ${fromId} limit 5`.execute(tx);
  return rows.map((row) => row.id);
}

/** Gives one record's numbers, account and vouchers to the other; the vouchers that moved. */
export async function mergeInto(
  tx: Tx,
  now: Date,
  merge: {
    readonly fromId: Id;
    readonly intoId: Id;
    /** Sealed for the record that stays. */
    readonly account: string | null;
    readonly reason: string;
    readonly by: string;
  },
): Promise<Id[]> {
  const { fromId, intoId, account, reason, by } = merge;
  await sql`select merge_numbers(${fromId}, ${intoId}, ${account}, ${reason}, ${by}, ${now})`.execute(tx);
  const { rows } = await sql<{ id: Id }>`
    select id from voucher where citizen_id = ${fromId} order by id for update`.execute(tx);
  await sql`select follow_merge(${fromId})`.execute(tx);
  return rows.map((row) => row.id);
}

/** What keeps one record from being paid keeps the person: payment looks at the record a voucher names and at no other. */
export async function carryOver(tx: Tx, fromId: Id, intoId: Id): Promise<Pick<Moved, 'death' | 'stops'>> {
  const { rows: deaths } = await sql<{ id: Id }>`
    insert into citizen_death (citizen_id, died_on, document, recorded_by, recorded_at)
    select ${intoId}, died_on, document, recorded_by, recorded_at from citizen_death where citizen_id = ${fromId}
    on conflict (citizen_id) do nothing returning citizen_id as id`.execute(tx);
  const { rows: stops } = await sql<{ id: Id }>`
    insert into payout_stop (id, citizen_id, programme, kind, from_month, reason, recorded_by, recorded_at)
    select new_id(), ${intoId}, programme, kind, from_month, reason, recorded_by, recorded_at from payout_stop s
    where s.citizen_id = ${fromId} and not exists (select 1 from payout_stop_lift l where l.stop_id = s.id) returning id`.execute(
    tx,
  );
  return { death: deaths.length > 0, stops: stops.map(({ id }) => id) };
}
