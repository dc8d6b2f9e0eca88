import { type RawBuilder, sql } from 'kysely';
import { searchKey } from '#kernel/words/text.ts';

/** The words of a name as it was typed, without diacritics. */
export function wordsOf(typed: string | undefined): string[] {
  return searchKey(typed ?? '')
    .split(' ')
    .filter(Boolean);
}

/** Conditions on citizen `c`: each word begins a word of the name. */
export function named(words: readonly string[]): RawBuilder<unknown> {
  return sql.join(
    words.map((word) => sql`and (' ' || c.name_key) like ${`% ${word}%`}`),
    sql` `,
  );
}
