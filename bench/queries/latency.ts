import type { Measure } from '../measure.ts';

/** The value below which that share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Runs every case `rounds` times, cases taking turns, and gives the milliseconds of each run by case. */
export async function timeCases(
  cases: Readonly<Record<string, () => Promise<unknown>>>,
  rounds: number,
): Promise<Record<string, number[]>> {
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(cases)) {
      const from = performance.now();
      await run();
      times[name]?.push(performance.now() - from);
    }
  }
  return times;
}

/** The median and the 95th percentile beside the limit of the latter: a ratio of 1 or less keeps it. */
export function latencyMeasures(name: string, samples: readonly number[], limitMs: number): Measure[] {
  return ([50, 95] as const).map((p) => {
    const value = percentile(samples, p / 100);
    return { name: `${name} p${p}`, value, unit: 'ms', ratio: value / limitMs, baseline: limitMs };
  });
}
