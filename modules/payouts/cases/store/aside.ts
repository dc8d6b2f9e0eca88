import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';

/** Of those that an open difference names: nobody pays them, and where they stand aside nobody moves them but the ruling on it. */
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

/** A thing that an open difference names and that lies on a desk all the same, and where it is to stand aside. */
export interface Contested {
  readonly thing: Id;
  readonly desk: Id;
  readonly suspense: Id;
  readonly officeId: Id;
}

export async function listContestedOnDesks(tx: Tx, things: readonly Id[]): Promise<Contested[]> {
  if (things.length === 0) return [];
  const { rows } = await sql<Contested>`
    select t.id as thing, d.id as desk, s.id as suspense, d.office_id as "officeId"
    from thing t join hand d on d.id = t.holder and d.kind = 'desk' join hand s on s.office_id = d.office_id and s.kind = 'suspense'
    where t.id = any (${[...things]}::uuid[]) and t.contested order by t.id`.execute(tx);
  return rows;
}
