import type { Random } from './random.ts';
import type { Tours } from './tours.ts';

/** Stops that were absent before this step are tried this many at a time, so that a step stays short. */
const WAITING_AT_ONCE = 10;

export interface Order {
  readonly items: Int32Array;
  /** Sorts absent stops, those just removed and some that waited, in one of four ways; answers how many. */
  fill(): number;
  /** What those stops cost while they are absent. */
  absence(): number;
}

/** In which order absent stops are put back: at random, heaviest, farthest or nearest first, 4 : 4 : 2 : 1 as in SISR. */
export function orderOf(tours: Tours, random: Random): Order {
  const { n, matrix, nodes, demand, absence } = tours.instance;
  const items = new Int32Array(n + 1);
  const keys = new Float64Array(n + 1);

  let sum = 0;

  const fill = (): number => {
    const { absent } = tours;
    const removed = tours.written / 4;
    const waiting = absent.count - removed;
    // The stops just removed stand last in the set; of the others a stretch is taken that begins anywhere.
    const others = removed === 0 ? waiting : Math.min(WAITING_AT_ONCE, waiting);
    const from = others < waiting ? random.below(waiting) : 0;
    sum = 0;
    const draw = random.below(11);
    for (let i = 0; i < removed + others; i++) {
      const c = absent.items[i < others ? (from + i) % waiting : waiting + i - others]!;
      const key =
        draw < 4
          ? random.unit()
          : draw < 8
            ? -demand[c]!
            : draw < 10
              ? -matrix[c * nodes]!
              : matrix[c * nodes]!;
      sum += absence[c]!;
      // By insertion: a ruin removes about ten.
      let at = i;
      while (at > 0 && keys[at - 1]! > key) {
        keys[at] = keys[at - 1]!;
        items[at] = items[at - 1]!;
        at--;
      }
      keys[at] = key;
      items[at] = c;
    }
    return removed + others;
  };
  return { items, fill, absence: () => sum };
}
