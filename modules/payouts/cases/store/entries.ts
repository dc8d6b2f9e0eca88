import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Ruling } from '../rules.ts';

export interface NewEntry {
  readonly id: Id;
  readonly caseId: Id;
  readonly kind: 'disputed' | 'explained' | 'ruled';
  readonly note: string;
  readonly by: Id;
  /** What a ruling decides, and what carries it out. */
  readonly ruling?: Ruling;
  readonly handoverId?: Id;
}

export async function insertEntry(tx: Tx, now: Date, entry: NewEntry): Promise<void> {
  const { id, caseId, kind, note, by, ruling = null, handoverId = null } = entry;
  await tx
    .insertInto('custody_case_entry')
    .values({
      id,
      case_id: caseId,
      kind,
      note,
      written_by: by,
      written_at: now,
      ruling,
      handover_id: handoverId,
    })
    .execute();
}

/** The ruling that stands on a difference; null while it is open. */
export async function findRuling(
  read: Read,
  caseId: Id,
): Promise<{ readonly at: Date; readonly handoverId: Id | null } | null> {
  const row = await read
    .selectFrom('custody_case_entry')
    .select(['written_at as at', 'handover_id as handoverId'])
    .where('case_id', '=', caseId)
    .where('kind', '=', 'ruled')
    .executeTakeFirst();
  return row ?? null;
}

export async function listEntries(read: Read, caseId: Id) {
  const { rows } = await sql<{
    id: Id;
    kind: 'disputed' | 'explained' | 'ruled' | 'overruled' | 'taken_back';
    note: string;
    by: string;
    at: Date;
    ruling: Ruling | null;
    handoverId: Id | null;
  }>`
    select e.id, e.kind, e.note, s.name as by, e.written_at as at, e.ruling, e.handover_id as "handoverId"
    from custody_case_entry e join staff s on s.id = e.written_by where e.case_id = ${caseId} order by e.written_at, e.id`.execute(
    read,
  );
  return rows;
}
