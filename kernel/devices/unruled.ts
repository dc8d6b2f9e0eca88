import { sql } from 'kysely';
import type { Tx } from '../db/types.ts';
import type { Id } from '../words/id.ts';

/** Operations of a person's phones that nobody has answered or ruled on. */
export async function countUnruled(tx: Tx, staffId: Id): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from device d join device_operation o on o.device_id = d.id
    where d.staff_id = ${staffId} and (
      not exists (select from device_answer a where a.operation_id = o.id)
      or exists (select from device_exception x where x.operation_id = o.id and x.state = 'quarantined'
        and not exists (select from device_exception_ruling r where r.exception_id = x.id)))`.execute(tx);
  return rows[0]?.open ?? 0;
}
