/** Money is a whole number of VND held in a bigint: no fractions, no floats, no currency but one. */
export type Vnd = bigint;

/** Banknotes in circulation, largest first (State Bank of Vietnam, notes still paid out at counters). */
export const DENOMINATIONS_VND = [
  500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100,
] as const;

/** Pieces counted per denomination: `{ '500000': 12, '1000': 3 }`. */
export type Count = Readonly<Record<string, number>>;

/** The value of a count. A denomination that does not exist or a negative number of pieces is a defect of the caller. */
export function countedVnd(count: Count): Vnd {
  let sum = 0n;
  for (const [note, pieces] of Object.entries(count)) {
    if (
      !(DENOMINATIONS_VND as readonly number[]).includes(Number(note)) ||
      !Number.isInteger(pieces) ||
      pieces < 0
    )
      throw new RangeError(`not a count: ${note} x ${pieces}`);
    sum += BigInt(note) * BigInt(pieces);
  }
  return sum;
}

/** The fewest notes that make an amount; what is smaller than the smallest note is left out as `restVnd`. */
export function fewestNotes(amountVnd: Vnd): { count: Record<string, number>; restVnd: Vnd } {
  const count: Record<string, number> = {};
  let rest = amountVnd;
  for (const note of DENOMINATIONS_VND) {
    const pieces = rest / BigInt(note);
    if (pieces > 0n) count[note] = Number(pieces);
    rest %= BigInt(note);
  }
  return { count, restVnd: rest };
}

/**
 * Notes out of a stock that make an amount exactly, large ones first; null when this stock cannot make it. Every way is looked
 * at before that is said: three notes of 200.000 make 600.000 where one of 500.000 leads nowhere.
 */
export function notesFrom(stock: Count, amountVnd: Vnd): Record<string, number> | null {
  const notes = DENOMINATIONS_VND.filter((note) => (stock[note] ?? 0) > 0);
  const below = notes.map((_, i) =>
    notes.slice(i).reduce((sum, note) => sum + BigInt(note) * BigInt(stock[note] ?? 0), 0n),
  );
  const hopeless = new Set<string>();
  const make = (i: number, left: Vnd): Record<string, number> | null => {
    if (left === 0n) return {};
    const note = notes[i];
    if (note === undefined || left > (below[i] ?? 0n)) return null;
    const key = `${i} ${left}`;
    if (hopeless.has(key)) return null;
    const most = Math.min(stock[note] ?? 0, Number(left / BigInt(note)));
    for (let pieces = most; pieces >= 0; pieces--) {
      const rest = left - BigInt(note) * BigInt(pieces);
      // Fewer of this note leave more for the smaller ones, which from here on do not reach.
      if (rest > (below[i + 1] ?? 0n)) break;
      const smaller = make(i + 1, rest);
      if (smaller) return pieces > 0 ? { [note]: pieces, ...smaller } : smaller;
    }
    hopeless.add(key);
    return null;
  };
  return make(0, amountVnd);
}

/** `1234567` as `1.234.567`, the Vietnamese way. */
export function formatVnd(amountVnd: Vnd | number): string {
  return amountVnd.toString().replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}

/** The same as English writes it: `1,234,000`. */
export const englishVnd = (amountVnd: Vnd | number): string => formatVnd(amountVnd).replaceAll('.', ',');

/**
 * Reads an amount as people type it: `1.234.000`, `1,234,000`, `1 234 000 đ`, `1234000`, `(1.000)` is refused.
 * Null when the text is not one whole amount; a fraction of a dong is not one.
 */
export function parseVnd(text: string): Vnd | null {
  const bare = text
    .trim()
    .replace(/\s*(đồng|đ|vnđ|vnd)\.?$/i, '')
    .replace(/[\s\u00a0]/g, '');
  if (bare === '') return null;
  if (/^\d+$/.test(bare)) return BigInt(bare);
  const grouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]0{1,2})?$/.exec(bare);
  if (grouped) return BigInt(bare.replace(/[.,]0{1,2}$/, '').replace(/[.,]/g, ''));
  const plain = /^(\d+)[.,]0{1,2}$/.exec(bare);
  return plain?.[1] ? BigInt(plain[1]) : null;
}
