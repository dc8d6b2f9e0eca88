import type { Read, Tx } from '#kernel/db/types.ts';
import { once } from '#kernel/handover/once.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Person } from '../../posting.ts';
import { type CaseRow, showCase } from '../store/cases.ts';
import { findRuling, insertEntry } from '../store/entries.ts';

/**
 * What a holder or anyone concerned says about a difference; it stays in suspense meanwhile. The same entry sent again is
 * written once, even when the difference was ruled on in between. Refuses `conflict` for another text under its id, `case_ruled`.
 */
export async function writeCaseEntry(
  tx: Tx,
  now: Date,
  command: { id: Id; caseId: Id; doer: Person; kind: 'disputed' | 'explained'; note: string },
): Promise<void> {
  const { id, caseId, doer, kind, note } = command;
  await once(tx, now, { id, kind: 'case-entry', by: doer.id, input: { caseId, kind, note } }, async () => {
    await showOpenCase(tx, caseId);
    await insertEntry(tx, now, { id, caseId, kind, note, by: doer.id });
    return {};
  });
}

/** A difference that nobody has ruled on yet. Refuses `case_ruled`, `not_found`. */
export async function showOpenCase(read: Read, id: Id): Promise<CaseRow> {
  const found = await showCase(read, id);
  const ruled = await findRuling(read, id);
  if (ruled) throw new Refusal('case_ruled', { at: ruled.at.toISOString() });
  return found;
}
