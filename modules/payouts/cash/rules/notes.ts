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

/** Orders are made in whole notes of 1,000 dong. */
const NOTE_VND = 1000n;

/** The cash that a need still wants beside what is there and coming, in whole notes. */
export function missingVnd(needVnd: Vnd, thereVnd: Vnd): Vnd {
  const short = needVnd - thereVnd;
  return short > 0n ? ((short + NOTE_VND - 1n) / NOTE_VND) * NOTE_VND : 0n;
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

/** What moved through a hand in one handover: into it above zero, out of it below; with its notes where they were written. */
export interface NotedMove {
  readonly vnd: Vnd;
  readonly count: Count | null;
}

export interface Stock {
  /** No note is there more often than this; null when cash came in without its notes, so that nothing can be said. */
  readonly atMost: Record<string, number> | null;
  /** Whether these are the notes, each of them: every handover since the count wrote its own. */
  readonly exact: boolean;
}

/** Which notes a hand can have: what was counted, with what came and without what went since. */
export function stockOf(counted: Count, moves: readonly NotedMove[]): Stock {
  const notes = new Map<string, number>(Object.entries(counted));
  let exact = true;
  for (const { vnd, count } of moves) {
    if (count === null && vnd > 0n) return { atMost: null, exact: false };
    if (count === null) exact = false;
    for (const [note, pieces] of Object.entries(count ?? {}))
      notes.set(note, (notes.get(note) ?? 0) + (vnd > 0n ? pieces : -pieces));
  }
  // A note that went and was never seen coming: somebody changed notes, and what is left of the others is not sure.
  if ([...notes.values()].some((pieces) => pieces < 0)) return { atMost: null, exact: false };
  return { atMost: Object.fromEntries([...notes].filter(([, pieces]) => pieces > 0)), exact };
}
