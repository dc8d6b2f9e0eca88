import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Beneficiary } from '#app/demo/people/beneficiaries.ts';

/** Which records of the register are which of the invented people, by number: the register itself tells no number. */
export async function knownPeople(
  read: Read,
  people: readonly Pick<Beneficiary, 'cccd'>[],
): Promise<Map<Id, string>> {
  const numbers = people.map((person) => person.cccd);
  const none = numbers.map(() => null);
  const { rows } = await sql<{ ids: (Id | null)[] | null }>`
    select match_people(${numbers}::text[], ${none}::text[], ${none}::text[]) as ids`.execute(read);
  const ids = rows[0]?.ids ?? [];
  return new Map(numbers.flatMap((number, i) => (ids[i] ? [[ids[i], number] as const] : [])));
}
