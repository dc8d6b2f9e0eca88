import { sql } from 'kysely';
import { cursorOf, readCursor } from '../contract/pages.ts';
import type { Read, Tx } from '../db/types.ts';
import { type Id, newId } from '../words/id.ts';

/** As many as one answer to a phone carries. */
export const RULINGS_MOST = 50;
const NO_ID = '00000000-0000-0000-0000-000000000000';

export interface RulingTold {
  readonly id: Id;
  readonly operationId: Id;
  readonly seq: number;
  readonly ruling: string;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
}

/**
 * What was ruled on a device's operations after `cursor`, in the order of the commits. A ruling whose transaction is still
 * under way, or began before one that is, comes with a later answer: so none is ever passed over.
 */
export async function rulingsSince(
  read: Read,
  deviceId: Id,
  cursor: string | null,
): Promise<{ rulings: RulingTold[]; cursor: string | null }> {
  const [xid, id] = readCursor(cursor ?? undefined, 'number', 'id') ?? ['0', NO_ID];
  const { rows } = await sql<RulingTold & { xid: string }>`
    -- named: rulings since
    select r.id, r.operation_id as "operationId", o.seq, r.ruling, r.note, s.name as by, r.ruled_at as at, r.xid::text as xid
    from device_ruling r join device_operation o on o.id = r.operation_id join staff s on s.id = r.ruled_by
    where r.device_id = ${deviceId} and r.xid < pg_snapshot_xmin(pg_current_snapshot())
      and (r.xid, r.id) > (${xid}::xid8, ${id}::uuid)
    order by r.xid, r.id limit ${RULINGS_MOST}`.execute(read);
  const last = rows.at(-1);
  return {
    rulings: rows.map(withoutPlace),
    cursor: last ? cursorOf(last.xid, last.id) : cursor,
  };
}

function withoutPlace({ id, operationId, seq, ruling, note, by, at }: RulingTold): RulingTold {
  return { id, operationId, seq, ruling, note, by, at };
}

/** What was ruled, of an exception or of the difference that it stands for; nothing when no phone's operation is behind it. */
export interface RulingWritten {
  readonly about: { readonly exceptionId: Id } | { readonly caseId: Id };
  readonly ruling: string;
  readonly note: string;
  readonly by: Id;
}

/** Writes a ruling down for the phone to hear, in the transaction that makes it true. */
export async function tellRuling(
  tx: Tx,
  now: Date,
  { about, ruling, note, by }: RulingWritten,
): Promise<void> {
  const which =
    'caseId' in about
      ? sql`x.operation_id = operation_of_case(${about.caseId})`
      : sql`x.id = ${about.exceptionId}`;
  await sql`insert into device_ruling (id, device_id, operation_id, ruling, note, ruled_by, ruled_at)
    select ${newId()}, o.device_id, o.id, ${ruling}, ${note}, ${by}, ${now}
    from device_exception x join device_operation o on o.id = x.operation_id where ${which} limit 1`.execute(
    tx,
  );
}
