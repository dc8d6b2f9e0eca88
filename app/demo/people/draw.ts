/** Random choices that repeat exactly for the same seed, on every machine. Not for secrets. */
export type Draw = {
  /** A whole number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number;
  /** A whole number between both ends, inclusive. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** About normal with mean 0 and deviation 1: the sum of twelve uniform draws. */
  readonly bell: () => number;
  /** So many decimal digits, leading zeros kept. */
  readonly digits: (count: number) => string;
};

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, passes gjrand at the lengths used here. */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(unit() * limit);
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => unit() < probability,
    pick: <T>(list: readonly T[]) => {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[below(list.length)] as T;
    },
    bell: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += unit();
      return sum;
    },
    digits: (count) => String(below(10 ** count)).padStart(count, '0'),
  };
}

/** A chooser by weight. The table is summed once; each choice costs a binary search. */
export function weighted<T>(rows: readonly (readonly [T, number])[]): (draw: Draw) => T {
  const sums: number[] = [];
  let total = 0;
  for (const [, weight] of rows) sums.push((total += weight));
  if (!(total > 0)) throw new RangeError('no weight to choose by');
  const scale = 2 ** 31;
  return (draw) => {
    const target = (draw.below(scale) / scale) * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return (rows[low] as readonly [T, number])[0];
  };
}
