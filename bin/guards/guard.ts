/** How a guard is taken away from a copy: by SQL on a copied database, or by a change of one place in a function or a file. */
export type Removal =
  | { readonly by: 'sql'; readonly statement: string }
  /** One place in the text of a SQL function. */
  | { readonly by: 'function'; readonly name: string; readonly find: string; readonly put: string }
  /** One place in a source file. */
  | { readonly by: 'source'; readonly file: string; readonly find: string; readonly put: string };

/** Something that stands between a mistake and the money, a thing or a person's data. */
export interface Guard {
  readonly name: string;
  readonly removal: Removal;
  /** Test files of which at least one must fail once it is gone. */
  readonly tests: readonly string[];
}

export interface Result {
  readonly guard: Guard;
  /** Names of the tests that failed without the guard; empty when nothing noticed. */
  readonly failed: readonly string[];
  /** Why the guard could not be removed. */
  readonly broken: string | null;
}

export const dropIndex = (index: string): Removal => ({ by: 'sql', statement: `drop index ${index}` });
export const dropConstraint = (table: string, constraint: string): Removal => ({
  by: 'sql',
  statement: `alter table ${table} drop constraint ${constraint}`,
});
export const inPosting = (find: string, put: string): Removal => ({
  by: 'function',
  name: 'post_handovers',
  find,
  put,
});

/** How a removal reads in a table. */
export function removalText(removal: Removal): string {
  if (removal.by === 'sql') return code(removal.statement);
  const place = removal.by === 'function' ? `${removal.name}()` : removal.file;
  return removal.put === ''
    ? `${code(place)} without ${code(removal.find)}`
    : `${code(place)}: ${code(removal.find)} becomes ${code(removal.put)}`;
}

function code(text: string): string {
  return `\`${text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|')}\``;
}
