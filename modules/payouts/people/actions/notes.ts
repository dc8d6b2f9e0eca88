import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { nfc } from '#kernel/words/text.ts';
import { type ByPerson, openPerson } from './person.ts';

/** Writes a note about a person whom the office may open. The same id again is the same note, or a `conflict`; notes are never changed. */
export async function writeNote(
  tx: Tx,
  now: Date,
  note: ByPerson & { readonly id: Id; readonly citizenId: Id; readonly text: string },
): Promise<{ id: Id }> {
  const { id, doer, at, text } = note;
  const [citizenId] = await openPerson(tx, note.citizenId, at);
  const content = { id, citizen_id: citizenId, text: nfc(text) };
  await insertOnce(tx, 'citizen_note', content, {
    office_id: at.officeId,
    written_by: doer.id as Id,
    written_at: now,
  });
  return { id };
}
