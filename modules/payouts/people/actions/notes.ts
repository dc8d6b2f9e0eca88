import type { Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { nfc } from '#kernel/words/text.ts';
import { type ByPerson, openPerson } from './person.ts';

/** Writes a note about a person whom the office may open. The same id again is the same note; notes are never changed. */
export async function writeNote(
  tx: Tx,
  now: Date,
  note: ByPerson & { readonly id: Id; readonly citizenId: Id; readonly text: string },
): Promise<{ id: Id }> {
  const { id, doer, at, text } = note;
  const [citizenId] = await openPerson(tx, note.citizenId, at);
  const written = await tx
    .insertInto('citizen_note')
    .values({
      id,
      citizen_id: citizenId,
      office_id: at.officeId,
      text: nfc(text),
      written_by: doer.id as Id,
      written_at: now,
    })
    .onConflict((row) => row.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) {
    const known = await tx
      .selectFrom('citizen_note')
      .select(['citizen_id', 'text'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (known.citizen_id !== citizenId || known.text !== nfc(text)) throw new Refusal('conflict', { id });
  }
  return { id };
}
