import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';

/** Holds those that stand aside and that an open difference names: nobody moves them but the ruling on it. */
export async function holdAside(tx: Tx, things: readonly Id[]): Promise<void> {
  await sql`select hold_aside(${[...things]}::uuid[])`.execute(tx);
}

/** A thing that stands aside no longer held, in which hand, and the desk of its office. */
export interface LetGo {
  readonly thing: Id;
  readonly suspense: Id;
  readonly desk: Id;
}

/**
 * Lets go of what a difference names, once the ruling on it is written: of what no other open difference names, or of all
 * when the ruling pays it.
 */
export async function letGo(tx: Tx, caseId: Id, { paid }: { readonly paid: boolean }): Promise<LetGo[]> {
  const { rows } = await sql<LetGo>`
    select thing, suspense, desk from let_go(${caseId}, ${paid}) order by thing`.execute(tx);
  return rows;
}

/** Those of these things that an open difference names. */
export async function namedByOpen(tx: Tx, things: readonly Id[]): Promise<Set<Id>> {
  const { rows } = await sql<{ id: Id }>`
    select id from unnest(${[...things]}::uuid[]) u(id) where open_difference_names(id, null)`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
