import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
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
