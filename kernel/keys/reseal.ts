import type { Pool } from 'pg';
import { seal, sealBytes, sealedUnder, unseal, unsealBytes } from './seal.ts';

/** A column whose values are sealed. Names are constants of the program, never of a caller. */
export interface SealedColumn {
  readonly table: string;
  readonly key: string;
  readonly kind: 'text' | 'bytes';
  /** The expression that reads the value, and how a new one, `$2` over the old `$3` of row `$1`, is put in its place. */
  readonly read: string;
  readonly put: string;
  /** For what place a row's value is sealed; `owner` is what stands there. */
  readonly owner: string;
  readonly place: (owner: string) => string;
}

const BATCH = 500;

export interface Resealed {
  /** Values that changed their key, or had none before. */
  readonly changed: number;
  /** Values that another hand changed meanwhile; the next run takes them. */
  readonly passed: number;
}

/**
 * Brings every value under the newest key, a batch at a time, while work goes on: a value is replaced only where it is still the
 * one that was read. What is done stays done, so a run that was broken off is simply run again. Needs the owner's connection.
 */
export async function reseal(
  owner: Pool,
  columns: readonly SealedColumn[],
  newest: string,
): Promise<Resealed> {
  let [changed, passed] = [0, 0];
  for (const column of columns)
    for await (const batch of batches(owner, column))
      for (const { key, owner: whose, value } of batch) {
        if (sealedUnder(value) === newest) continue;
        const place = column.place(whose);
        const next =
          typeof value === 'string'
            ? seal(unseal(value, place), place)
            : sealBytes(unsealBytes(value, place), place);
        const { rowCount } = await owner.query(column.put, [key, next, value]);
        if (rowCount === 1) changed += 1;
        else passed += 1;
      }
  return { changed, passed };
}

/** How many values lie under which key; null stands for those that were never sealed. */
export async function countByKey(
  owner: Pool,
  columns: readonly SealedColumn[],
): Promise<Map<string | null, number>> {
  const counts = new Map<string | null, number>();
  for (const column of columns)
    for await (const batch of batches(owner, column))
      for (const { value } of batch) {
        const id = sealedUnder(value);
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
  return counts;
}

interface Row {
  readonly key: string;
  readonly owner: string;
  readonly value: string | Buffer;
}

async function* batches(
  owner: Pool,
  { table, key, read, owner: whose }: SealedColumn,
): AsyncGenerator<Row[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await owner.query<Row>(
      `select ${key} as key, ${whose} as owner, ${read} as value from ${table}
       where ${key} > $1 and ${read} is not null order by ${key} limit ${BATCH}`,
      [after],
    );
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.key;
  }
}
