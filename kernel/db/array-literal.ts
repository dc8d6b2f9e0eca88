/** Letters that need no quotes in an array literal; what spells NULL does. */
const BARE = /^[\w:.+-]+$/;

/**
 * An array parameter as PostgreSQL's own text, `{a,NULL,"b c"}`. The driver's conversion of a JavaScript array looks at
 * every letter of every element; on the hot paths, where thousands of ids are sent, that costs more than the statement.
 */
export function arrayLiteral(
  values: readonly (string | number | bigint | Date | null | undefined)[],
): string {
  let text = '{';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (i > 0) text += ',';
    if (value === null || value === undefined) text += 'NULL';
    else if (typeof value === 'string')
      text += BARE.test(value) && value.toUpperCase() !== 'NULL' ? value : quoted(value);
    else if (value instanceof Date) text += value.toISOString();
    else text += value.toString();
  }
  return `${text}}`;
}

/** An array of values that never need quotes, ids and numbers; none of them may be null. */
export function bareLiteral(values: readonly (string | number | bigint)[]): string {
  return `{${values.join(',')}}`;
}

/** An array of `bytea`. */
export function bytesLiteral(values: readonly Buffer[]): string {
  return hexLiteral(values.map((value) => value.toString('hex')));
}

/** An array of `bytea` whose values are written in hex already. */
export function hexLiteral(values: readonly string[]): string {
  return values.length === 0 ? '{}' : `{"\\\\x${values.join('","\\\\x')}"}`;
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
