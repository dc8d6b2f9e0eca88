import { Refusal } from '#kernel/words/refusal.ts';
import type { Going, Terrain } from './travel.ts';

/** The dated figures of rounds and the range in which each makes sense: minutes, VND, per cent, kilometres an hour. */
export const RANGES = {
  'bag-vnd': [1_000_000n, 100_000_000_000n],
  'start-minute': [1n, 1439n],
  'minutes-away': [30n, 1440n],
  'minutes-a-visit': [1n, 120n],
  'familiar-minutes': [1n, 240n],
  'factor-percent-town': [100n, 500n],
  'factor-percent-plain': [100n, 500n],
  'factor-percent-mountain': [100n, 900n],
  'kmh-town': [3n, 80n],
  'kmh-plain': [3n, 80n],
  'kmh-mountain': [3n, 80n],
} as const satisfies Readonly<Record<string, readonly [bigint, bigint]>>;

export type SettingName = keyof typeof RANGES;

export interface Setting {
  readonly name: string;
  readonly value: bigint;
  readonly confidence: string;
}

export interface Settings {
  readonly bagVnd: bigint;
  readonly startMinute: number;
  readonly minutesAway: number;
  readonly minutesAVisit: number;
  readonly familiarMinutes: number;
  readonly going: Readonly<Record<Terrain, Going>>;
  /** Names of figures that nobody has confirmed. */
  readonly unsure: readonly string[];
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(RANGES, name);
}

/** Why a figure cannot be set, as the range it must lie in; null when it can. */
export function whyNotSet(name: SettingName, value: bigint): { from: bigint; to: bigint } | null {
  const [from, to] = RANGES[name];
  return value < from || value > to ? { from, to } : null;
}

/** The figures in force, from the rows of a day. Refuses `setting_missing` for a day before any of them. */
export function settingsOf(rows: readonly Setting[]): Settings {
  const value = (name: SettingName) => {
    const row = rows.find((each) => each.name === name);
    if (!row) throw new Refusal('setting_missing', { name });
    return row.value;
  };
  const going = (terrain: Terrain): Going => ({
    factorPercent: Number(value(`factor-percent-${terrain}`)),
    kmh: Number(value(`kmh-${terrain}`)),
  });
  return {
    bagVnd: value('bag-vnd'),
    startMinute: Number(value('start-minute')),
    minutesAway: Number(value('minutes-away')),
    minutesAVisit: Number(value('minutes-a-visit')),
    familiarMinutes: Number(value('familiar-minutes')),
    going: { town: going('town'), plain: going('plain'), mountain: going('mountain') },
    unsure: rows.filter(({ confidence }) => confidence === 'unsure').map(({ name }) => name),
  };
}
