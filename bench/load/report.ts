import type { Measure } from '../measure.ts';
import type { HouseMemory } from './house.ts';
import type { Tally } from './tally.ts';

/** In milliseconds, for the slowest of a hundred; the machine carries the callers too. */
const LIMITS_MS: Readonly<Record<string, number>> = {
  pay: 500,
  'sync of 20': 2000,
  overview: 1000,
  'change seen': 3000,
  'open a stream': 2000,
  settlement: 10_000,
};
const LIMIT_OTHERS_MS = 60_000;
/** What is still held after ten minutes, against what was held when the house was warm. */
const GROWTH_MAX = 1.25;
const ERRORS_SHOWN = 10;

export function reportOf(
  tally: Tally,
  memory: readonly HouseMemory[],
  say: (line: string) => void,
): Measure[] {
  const errors = tally.errors();
  for (const error of errors.slice(0, ERRORS_SHOWN)) say(error);
  const [start, middle, end] = memory as [HouseMemory, HouseMemory, HouseMemory];
  return [
    ...tally.kinds().flatMap(({ kind, count, p50, p99 }) => {
      const limit = LIMITS_MS[kind] ?? LIMIT_OTHERS_MS;
      const of = { unit: 'ms', baseline: limit };
      return [
        {
          ...of,
          name: `load ${kind} p50`,
          value: p50,
          ratio: p50 / limit,
          against: `limit of p99; ${count} times`,
        },
        { ...of, name: `load ${kind} p99`, value: p99, ratio: p99 / limit, against: 'limit' },
      ];
    }),
    {
      name: 'load errors',
      value: errors.length,
      unit: '',
      ratio: errors.length,
      baseline: 0,
      against: 'none is allowed',
    },
    {
      name: 'load memory held at the end',
      value: end.heapMb,
      unit: 'MB',
      ratio: end.heapMb / start.heapMb / GROWTH_MAX,
      baseline: start.heapMb * GROWTH_MAX,
      against: `${GROWTH_MAX} times the start; ${Math.round(start.heapMb)}, ${Math.round(middle.heapMb)}, ${Math.round(end.heapMb)} MB held and ${Math.round(start.rssMb)}, ${Math.round(middle.rssMb)}, ${Math.round(end.rssMb)} MB resident at start, middle and end`,
    },
  ];
}
