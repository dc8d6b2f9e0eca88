/** A count and its English noun; the count may be written out with separators already. */
export function many(count: number | string, one: string, more = `${one}s`): string {
  return `${count} ${String(count) === '1' ? one : more}`;
}
