import { type Count, DENOMINATIONS_VND, fewestNotes, type Vnd } from '#kernel/words/money.ts';

/** Notes that pay each of these amounts by itself with the fewest; what is below the smallest note is left out. */
export function notesToPay(
  amounts: readonly { readonly amountVnd: Vnd; readonly times: number }[],
): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { amountVnd, times } of amounts)
    for (const [note, pieces] of Object.entries(fewestNotes(amountVnd).count))
      sum[note] = (sum[note] ?? 0) + pieces * times;
  return sum;
}

/**
 * Notes for an amount that is less than a whole need, because some of it is there already: the small notes of the need are
 * kept, for they are what runs out, and the large ones make up the rest.
 */
export function notesFor(amountVnd: Vnd, need: Count): Record<string, number> {
  const count: Record<string, number> = {};
  let left = amountVnd;
  for (const note of DENOMINATIONS_VND.toReversed()) {
    const fits = Number(left / BigInt(note));
    const pieces = Math.min(need[String(note)] ?? 0, fits);
    if (pieces === 0) continue;
    count[String(note)] = pieces;
    left -= BigInt(note) * BigInt(pieces);
  }
  for (const [note, pieces] of Object.entries(fewestNotes(left).count))
    count[note] = (count[note] ?? 0) + pieces;
  return count;
}
