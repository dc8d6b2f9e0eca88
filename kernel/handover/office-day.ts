import { sql } from 'kysely';
import type { Tx } from '../db/types.ts';
import type { Id } from '../words/id.ts';

/** Stops offices' days from being closed while held shared, and stops entries of those days while held alone. */
export async function holdOfficeDay(tx: Tx, offices: readonly Id[], how: 'shared' | 'alone'): Promise<void> {
  const lock = sql.raw(how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await sql`select ${lock}(hashtext('office-day'), hashtext(o.id))
    from (select unnest(${[...offices]}::text[]) as id order by 1) o`.execute(tx);
}
