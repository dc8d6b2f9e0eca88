import { type Insertable, type Selectable, sql } from 'kysely';
import { Refusal } from '../words/refusal.ts';
import type { Id } from '../words/id.ts';
import type { Schema, Tx } from './types.ts';

/** The tables whose rows bear an id that their maker gave. */
type Table = { [T in keyof Schema]: Selectable<Schema[T]> extends { id: Id } ? T : never }[keyof Schema];
type Row<T extends Table> = Insertable<Schema[T]>;

/**
 * Writes a row under the id of its maker, once: whether it was written now. The same id with the same `content` writes nothing;
 * `stamp`, who wrote it and when, may differ when somebody asks again. Refuses `conflict` for an id that bears other content.
 */
export async function insertOnce<T extends Table, C extends Partial<Row<T>> & { readonly id: Id }>(
  tx: Tx,
  table: T,
  content: C,
  stamp: Omit<Row<T>, keyof C>,
): Promise<boolean> {
  const names = (row: object) => sql.join(Object.keys(row).map((name) => sql.ref(name)));
  const row = { ...content, ...stamp };
  const { rows: written } = await sql`insert into ${sql.table(table)} (${names(row)})
    values (${sql.join(Object.values(row))}) on conflict (id) do nothing returning id`.execute(tx);
  if (written.length > 0) return true;
  const same = Object.entries(content).map(
    ([name, value]) => sql`${sql.ref(name)} is not distinct from ${value}`,
  );
  const { rows: known } =
    await sql`select from ${sql.table(table)} where ${sql.join(same, sql` and `)}`.execute(tx);
  if (known.length === 0) throw new Refusal('conflict', { id: content.id });
  return false;
}
