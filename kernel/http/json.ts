/** JSON as contracts promise it: a bigint becomes a string of its digits, a Date its ISO text. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
}
