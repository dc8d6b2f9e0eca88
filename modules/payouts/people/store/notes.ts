import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';

/** The same id again is the same note. Refuses `conflict` for another one under its id. */
export async function insertNote(
  tx: Tx,
  now: Date,
  note: {
    readonly id: Id;
    readonly citizenId: Id;
    readonly text: string;
    readonly officeId: Id;
    readonly by: Id;
  },
): Promise<void> {
  const content = { id: note.id, citizen_id: note.citizenId, text: note.text };
  const stamp = { office_id: note.officeId, written_by: note.by, written_at: now };
  await insertOnce(tx, 'citizen_note', content, stamp);
}
