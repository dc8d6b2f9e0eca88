import type { Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { nfc } from '#kernel/words/text.ts';
import { insertNote } from '../store/notes.ts';
import { type ByPerson, openPerson } from './person.ts';

/** Writes a note about a person whom the office may open. The same id again is the same note, or a `conflict`; notes are never changed. */
export async function writeNote(
  tx: Tx,
  now: Date,
  note: ByPerson & { readonly id: Id; readonly citizenId: Id; readonly text: string },
): Promise<{ id: Id }> {
  const { id, doer, at, text } = note;
  const [citizenId] = await openPerson(tx, note.citizenId, at);
  await insertNote(tx, now, { id, citizenId, text: nfc(text), officeId: at.officeId, by: doer.id });
  return { id };
}
