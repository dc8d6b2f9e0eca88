import type { Pool } from 'pg';
import { bytesHead, seal, sealBytes, sealedUnder, textHead, unseal, unsealBytes } from './seal.ts';

/** A column whose values are sealed. Names are constants of the program, never of a caller. */
export interface SealedColumn {
  readonly table: string;
  readonly key: string;
  readonly kind: 'text' | 'bytes';
  /** The expression that reads the value, and the assignment that puts `v.sealed` in its place. */
  readonly read: string;
  readonly set: string;
  /** For what place a row's value is sealed; `owner` is what stands there. */
  readonly owner: string;
  readonly place: (owner: string) => string;
}

const BATCH = 500;
/** Before every row. */
const START = '00000000-0000-0000-0000-000000000000';

export interface Resealed {
  /** Values that changed their key, or had none before. */
  readonly changed: number;
  /** Values that another hand changed meanwhile; the next run takes them. */
  readonly passed: number;
}

/**
 * Brings every value of a column under the newest key, a batch at a time, while work goes on: a value is replaced only where it is
 * still the one that was read. What is done stays done, so a run that was broken off is simply run again. Needs the owner's connection.
 */
export async function reseal(owner: Pool, column: SealedColumn, newest: string): Promise<Resealed> {
  let [changed, passed] = [0, 0];
  for (let after: string | null = START; after !== null;) {
    const batch: Resealed & { last: string | null } = await resealBatch(owner, column, newest, after);
    changed += batch.changed;
    passed += batch.passed;
    after = batch.last;
  }
  return { changed, passed };
}

/** One batch of those that lie after this row's key and not under the newest key; `last` is null when there were no more. */
export async function resealBatch(
  owner: Pool,
  { table, key, kind, read, set, owner: whose, place }: SealedColumn,
  newest: string,
  after: string | null,
): Promise<Resealed & { readonly last: string | null }> {
  const sealed = kind === 'text' ? textHead(newest) : bytesHead(newest);
  const head =
    kind === 'text'
      ? `left(${read}, length($2::text))`
      : `substring(${read} from 1 for octet_length($2::bytea))`;
  const { rows } = await owner.query<Row>(
    `select ${key} as key, ${whose} as owner, ${read} as value from ${table}
     where ${key} > $1 and ${head} <> $2 order by ${key} fetch first ${BATCH} rows with ties`,
    [after ?? START, sealed],
  );
  const next = rows.map(({ owner: row, value }) =>
    typeof value === 'string'
      ? seal(unseal(value, place(row)), place(row))
      : sealBytes(unsealBytes(value, place(row)), place(row)),
  );
  const type = kind === 'text' ? 'text' : 'bytea';
  const { rowCount } = await owner.query(
    `update ${table} set ${set} from unnest($1::uuid[], $2::${type}[], $3::${type}[]) as v(row_key, sealed, found)
     where ${table}.${key} = v.row_key and ${read} = v.found`,
    [rows.map(({ key: row }) => row), next, rows.map(({ value }) => value)],
  );
  const changed = rowCount ?? 0;
  const last = rows.length < BATCH ? null : (rows.at(-1)?.key ?? null);
  return { changed, passed: rows.length - changed, last };
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
  let after = START;
  for (;;) {
    const { rows } = await owner.query<Row>(
      `select ${key} as key, ${whose} as owner, ${read} as value from ${table}
       where ${key} > $1 and ${read} is not null order by ${key} fetch first ${BATCH} rows with ties`,
      [after],
    );
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.key;
  }
}
