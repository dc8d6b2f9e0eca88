/** @jsxImportSource preact */
import { type Count, DENOMINATIONS_VND } from '#kernel/words/money.ts';
import { figureText } from '../written.ts';

/** Counts banknotes: one row a note, plus and minus large enough for a thumb, the number can be typed. */
export function Notes({
  count,
  onCount,
  names,
  only,
  expected,
}: {
  count: Count;
  onCount: (count: Record<string, number>) => void;
  names: {
    more: (note: string) => string;
    fewer: (note: string) => string;
    pieces: (note: string) => string;
    expected: (pieces: number) => string;
  };
  /** The notes that are shown; all when left out. */
  only?: readonly number[];
  /** How many of each there should be, beside what is counted. */
  expected?: Count | null;
}) {
  const set = (note: number, pieces: number) => {
    const next = Object.fromEntries(Object.entries(count).filter(([each]) => each !== String(note)));
    if (pieces > 0) next[String(note)] = Math.min(pieces, 99_999);
    onCount(next);
  };
  return (
    <ul class="notes">
      {(only ?? DENOMINATIONS_VND).map((note) => {
        const pieces = count[String(note)] ?? 0;
        const name = figureText(note);
        return (
          <li key={note}>
            <span class="note">
              {name}
              {expected && <small>{names.expected(expected[String(note)] ?? 0)}</small>}
            </span>
            <span class="pieces">
              <button
                type="button"
                class="round"
                aria-label={names.fewer(name)}
                disabled={pieces === 0}
                onClick={() => set(note, pieces - 1)}
              >
                −
              </button>
              <input
                inputMode="numeric"
                aria-label={names.pieces(name)}
                value={pieces}
                onFocus={(event) => event.currentTarget.select()}
                onInput={(event) => set(note, Number(event.currentTarget.value.replace(/\D/g, '') || 0))}
              />
              <button
                type="button"
                class="round"
                aria-label={names.more(name)}
                onClick={() => set(note, pieces + 1)}
              >
                +
              </button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
