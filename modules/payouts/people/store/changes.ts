import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { searchKey, tailKey } from '#kernel/words/text.ts';

/** The columns a correction may set; the keys of a search are derived and told by no change. */
export type Columns = {
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
 * Writes personal facts and the change that brought them; the names of the columns that differ from what stood, or null when
 * the id stands for another change.
 */
export async function changeCitizen(
  tx: Tx,
  now: Date,
  change: {
    readonly id: Id;
    readonly citizenId: Id;
    readonly asked: Columns;
    readonly reason: string;
    readonly by: string;
  },
): Promise<string[] | null> {
  const { id, citizenId, asked, reason, by } = change;
  const name = asked.full_name;
  const keys = name ? { name_key: searchKey(name), tail_key: tailKey(name) } : {};
  const { rows } = await sql<{ changed: string[] | null }>`
    select change_citizen(${id}, ${citizenId}, ${JSON.stringify(asked)}, ${JSON.stringify(keys)}, ${reason}, ${by}, ${now})
      as changed`.execute(tx);
  return rows[0]?.changed ?? null;
}

export async function isChangeKnown(tx: Tx, id: Id): Promise<boolean> {
  const row = await tx.selectFrom('citizen_change').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** A person's full name; null for nobody. */
export async function findName(read: Read | Tx, citizenId: Id): Promise<string | null> {
  const row = await read
    .selectFrom('citizen')
    .select('full_name')
    .where('id', '=', citizenId)
    .executeTakeFirst();
  return row?.full_name ?? null;
}

/** Where somebody lives. */
export interface HomePlace {
  readonly unitId: number | null;
  readonly hamlet: string | null;
}

/** Holds a person's record until the transaction ends, and says where they live; null for nobody. */
export async function holdCitizen(tx: Tx, citizenId: Id): Promise<HomePlace | null> {
  const row = await tx
    .selectFrom('citizen')
    .select(['unit_id as unitId', 'hamlet'])
    .where('id', '=', citizenId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Writes where a person lives from now on, and the change that brought it. */
export async function recordMove(
  tx: Tx,
  now: Date,
  move: {
    readonly citizenId: Id;
    readonly from: HomePlace;
    readonly to: HomePlace;
    readonly reason: string;
    readonly by: Id;
  },
): Promise<void> {
  const { citizenId, from, to, reason, by } = move;
  const columns = ({ unitId, hamlet }: HomePlace) => ({ unit_id: unitId, hamlet });
  await tx.updateTable('citizen').set(columns(to)).where('id', '=', citizenId).execute();
  await tx
    .insertInto('citizen_change')
    .values({
      id: newId(),
      citizen_id: citizenId,
      before: JSON.stringify(columns(from)),
      after: JSON.stringify(columns(to)),
      reason,
      changed_by: by,
      changed_at: now,
    })
    .execute();
}
