import { sql } from 'kysely';
import type { Read, Tx } from '../db/types.ts';
import type { Id } from '../words/id.ts';

/**
 * Whether a thing, named by a column, lies in a hand. It is asked thing by thing through the primary key: joined instead, and
 * planned by figures older than what has just come in, tens of thousands of things are compared each with each for half an hour.
 */
export const isHeldBy = (thing: string, hand: Id) =>
  sql<boolean>`(select held.holder from thing held where held.id = ${sql.ref(thing)}) = ${hand}`;

/** What a hand holds, of one kind where one is named, in the order of the ids. */
export async function listThingsIn(read: Read | Tx, handId: Id, kind?: string): Promise<Id[]> {
  let query = read.selectFrom('thing').select('id').where('holder', '=', handId).orderBy('id');
  if (kind !== undefined) query = query.where('kind', '=', kind);
  return (await query.execute()).map((row) => row.id);
}

/** Who holds each of these things, in the order of their ids; what is no thing is left out. */
export async function listHolders(read: Read | Tx, things: readonly Id[]): Promise<{ id: Id; holder: Id }[]> {
  if (things.length === 0) return [];
  return read
    .selectFrom('thing')
    .select(['id', 'holder'])
    .where('id', 'in', [...things])
    .orderBy('id')
    .execute();
}

/** Holds things where they are until the transaction ends. */
export async function lockThings(tx: Tx, ids: readonly Id[]): Promise<void> {
  await sql`select lock_things(${[...ids]}::uuid[])`.execute(tx);
}
