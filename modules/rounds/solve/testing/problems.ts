import type { Problem, Stop } from '../problem.ts';
import { randomFrom } from '../random.ts';

/** Stops strewn over a square of 1,000 seconds' width around a depot at place 0, and vehicles that are alike. */
export function strewn(seed: number, stops: number, capacity: number, vehicles = stops): Problem {
  const random = randomFrom(seed);
  const points = Array.from({ length: stops + 1 }, () => [random.below(1000), random.below(1000)] as const);
  return {
    places: points.length,
    travelS: points.flatMap(([x, y]) => points.map(([a, b]) => Math.round(Math.hypot(x - a, y - b)))),
    stops: Array.from({ length: stops }, (_, i) => ({
      id: `s${i}`,
      place: i + 1,
      load: 1 + random.below(9),
    })),
    vehicles: Array.from({ length: vehicles }, (_, i) => ({ id: `v${i}`, place: 0, capacity })),
  };
}

/** The least travel of all plans that visit everyone, by dynamic programming over sets of stops; for ten stops at most. */
export function optimumOf({ places, travelS, stops, vehicles }: Problem): number {
  const n = stops.length;
  const sets = 2 ** n;
  const depot = vehicles[0]!.place;
  const way = (from: number, to: number) => travelS[from * places + to]!;
  const round = roundsOf(stops, depot, way);
  const load = (set: number) => stops.reduce((sum, stop, i) => sum + (set & (1 << i) ? stop.load : 0), 0);
  const best = new Float64Array(sets).fill(Infinity);
  best[0] = 0;
  for (let set = 1; set < sets; set++) {
    // The round that visits the lowest stop of the set is chosen, so that no partition is counted twice.
    const lowest = set & -set;
    for (let part = set; part > 0; part = (part - 1) & set)
      if (part & lowest && load(part) <= vehicles[0]!.capacity)
        best[set] = Math.min(best[set]!, round[part]! + best[set ^ part]!);
  }
  return best[sets - 1]!;
}

/** The shortest round through each set of stops (Held and Karp 1962). */
function roundsOf(
  stops: readonly Stop[],
  depot: number,
  way: (from: number, to: number) => number,
): Float64Array {
  const n = stops.length;
  const ending = new Float64Array(2 ** n * n).fill(Infinity);
  const round = new Float64Array(2 ** n).fill(Infinity);
  for (let i = 0; i < n; i++) ending[(1 << i) * n + i] = way(depot, stops[i]!.place);
  for (let set = 1; set < 2 ** n; set++)
    for (let last = 0; last < n; last++) {
      const cost = ending[set * n + last]!;
      if (cost === Infinity) continue;
      round[set] = Math.min(round[set]!, cost + way(stops[last]!.place, depot));
      for (let to = 0; to < n; to++) {
        if (set & (1 << to)) continue;
        const at = (set | (1 << to)) * n + to;
        ending[at] = Math.min(ending[at]!, cost + way(stops[last]!.place, stops[to]!.place));
      }
    }
  return round;
}
