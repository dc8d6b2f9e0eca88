import { shareOf } from '#kernel/web/format.ts';
import { type Degrees, fitInto } from '#kernel/web/projection.ts';
import type { Overview } from '../../api.ts';

type Commune = Overview['communes'][number];
type Project = ReturnType<typeof fitInto>;

export const SIZE = { width: 600, height: 400 } as const;
const MARGIN = 26;
const LARGEST = 18;
const SMALLEST = 4;

export interface Circle {
  readonly commune: Commune;
  readonly x: number;
  readonly y: number;
  readonly ring: number;
  readonly solid: number;
}

interface Placed extends Degrees {
  readonly commune: Commune;
}

/** The communes that have a centre. */
export function placed(communes: readonly Commune[]): Placed[] {
  return communes.flatMap((commune) =>
    commune.lat === null || commune.lon === null ? [] : [{ commune, lat: commune.lat, lon: commune.lon }],
  );
}

/** Fits all of the places into the drawing. */
export function projectAll(places: readonly Degrees[]): Project {
  return fitInto({ ...SIZE, margin: MARGIN }, places);
}

/** A circle for each commune that has a centre, larger ones first so that smaller ones stay in sight. */
export function placeCircles(communes: readonly Commune[], project: Project): Circle[] {
  const most = Math.max(...communes.map(({ dueVnd }) => Number(dueVnd)), 1);
  return placed(communes)
    .map(({ commune, ...at }) => {
      const ring = Math.max(SMALLEST, LARGEST * Math.sqrt(Number(commune.dueVnd) / most));
      return {
        commune,
        ...project(at),
        ring,
        solid: ring * Math.sqrt(shareOf(BigInt(commune.paidVnd), BigInt(commune.dueVnd))),
      };
    })
    .sort((a, b) => b.ring - a.ring);
}
