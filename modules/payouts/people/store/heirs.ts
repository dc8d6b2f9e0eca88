import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Person } from '../../posting.ts';

export interface HeirCommand {
  readonly id: Id;
  readonly doer: Person;
  readonly citizenId: Id;
  readonly fullName: string;
  readonly cccd: string;
  readonly relation: string;
  readonly document: string;
}

/** Writes an heir: whether it was written now. Refuses `conflict` for another one under its id; the number, which no query may read, is not compared. */
export function insertHeir(tx: Tx, now: Date, heir: HeirCommand): Promise<boolean> {
  const content = {
    id: heir.id,
    citizen_id: heir.citizenId,
    full_name: heir.fullName,
    relation: heir.relation,
    document: heir.document,
  };
  return insertOnce(tx, 'heir', content, { cccd: heir.cccd, recorded_by: heir.doer.id, recorded_at: now });
}
