import type { Tx } from '#kernel/db/types.ts';
import { once } from '#kernel/handover/once.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Person } from '../../posting.ts';

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
  await once(
    tx,
    now,
    { id, kind: 'case-entry', by: doer.id as Id, input: { caseId, kind, note } },
    async () => {
      await showOpenCase(tx, caseId);
      await tx
        .insertInto('custody_case_entry')
        .values({ id, case_id: caseId, kind, note, written_by: doer.id as Id, written_at: now })
        .execute();
      return {};
    },
  );
}

/** A difference that nobody has ruled on yet. Refuses `case_ruled`, `not_found`. */
export async function showOpenCase(tx: Tx, id: Id) {
  const { ruled, ...found } = await showCase(tx, id);
  if (ruled) throw new Refusal('case_ruled', { at: ruled.at.toISOString() });
  return found;
}

/** A difference, and the ruling that stands on it. Refuses `not_found`. */
export async function showCase(tx: Tx, id: Id) {
  const row = await tx.selectFrom('custody_case').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { case: id });
  const ruled = await tx
    .selectFrom('custody_case_entry')
    .select(['written_at as at', 'handover_id as handoverId'])
    .where('case_id', '=', id)
    .where('kind', '=', 'ruled')
    .executeTakeFirst();
  return { ...row, ruled: ruled ?? null };
}
