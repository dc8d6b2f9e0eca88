import { addDays } from '#kernel/words/day.ts';
import { communesToday } from './communes-today.ts';
import { ACTS, MERGERS_2025 } from './mergers-2025.ts';
import { unitKey, type Succession, type Unit } from './unit.ts';
import { allUnits, unitsToday } from './units.ts';

function inForceOn(code: string, on: string): Unit {
  const found = allUnits.find(
    (unit) => unit.code === code && unit.validFrom <= on && (unit.validTo ?? on) >= on,
  );
  if (!found) throw new RangeError(`no unit ${code} on ${on}`);
  return found;
}

const toToday = { on: '2025-07-01', legalBasis: ACTS.communes2025, confidence: 'sure' } as const;

/**
 * What became of every unit that ended: the six mergers of 1 January 2025 and the 78 units of 1 July 2025. Districts
 * ended without an heir, but Cồn Cỏ, which had no communes, is the special zone of its name; both provinces are one.
 */
export const successions: readonly Succession[] = [
  ...MERGERS_2025.map(({ from, to, confidence }) => ({
    from: unitKey(inForceOn(from, ACTS.january2025.lastDayBefore)),
    to: unitKey(inForceOn(to, ACTS.january2025.on)),
    on: ACTS.january2025.on,
    legalBasis: ACTS.january2025.name,
    confidence,
  })),
  ...communesToday.flatMap(([code, , , , , from]) =>
    from.map((before) => ({
      from: unitKey(inForceOn(before, addDays(toToday.on, -1))),
      to: unitKey(inForceOn(code, toToday.on)),
      ...toToday,
    })),
  ),
  ...['44', '45'].map((code) => ({
    from: unitKey(inForceOn(code, addDays(toToday.on, -1))),
    to: unitKey(inForceOn('44', toToday.on)),
    ...toToday,
    legalBasis: ACTS.provinces2025,
  })),
];

const heirs = Map.groupBy(successions, ({ from }) => from);
const ofToday = new Map(unitsToday.map((unit) => [unitKey(unit), unit]));

/** The units of today that hold what was `key`; more than one only if a unit had been divided, which none was. */
export function heirsOf(key: string): readonly Unit[] {
  const today = ofToday.get(key);
  if (today) return [today];
  return (heirs.get(key) ?? []).flatMap(({ to }) => heirsOf(to));
}
