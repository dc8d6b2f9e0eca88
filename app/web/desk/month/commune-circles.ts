import { shareOf } from '#kernel/web/format.ts';
import type { Overview } from '../api.ts';

type Commune = Overview['communes'][number];

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

/**
 * Places each commune that has a centre, larger ones first so that smaller ones stay in sight. A province is small
 * enough for degrees of longitude to be shortened by the cosine of its middle latitude and nothing more.
 */
export function placeCircles(communes: readonly Commune[]): Circle[] {
  const placed = communes.flatMap((commune) =>
    commune.lat === null || commune.lon === null ? [] : [{ commune, lat: commune.lat, lon: commune.lon }],
  );
  if (placed.length === 0) return [];
  const lats = placed.map((each) => each.lat);
  const lons = placed.map((each) => each.lon);
  const [south, north, west, east] = [
    Math.min(...lats),
    Math.max(...lats),
    Math.min(...lons),
    Math.max(...lons),
  ];
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (SIZE.width - 2 * MARGIN) / Math.max((east - west) * narrow, 1e-6),
    (SIZE.height - 2 * MARGIN) / Math.max(north - south, 1e-6),
  );
  const most = Math.max(...placed.map(({ commune }) => Number(commune.dueVnd)), 1);
  return placed
    .map(({ commune, lat, lon }) => {
      const ring = Math.max(SMALLEST, LARGEST * Math.sqrt(Number(commune.dueVnd) / most));
      return {
        commune,
        x: SIZE.width / 2 + (lon - (west + east) / 2) * narrow * scale,
        y: SIZE.height / 2 - (lat - (south + north) / 2) * scale,
        ring,
        solid: ring * Math.sqrt(shareOf(BigInt(commune.paidVnd), BigInt(commune.dueVnd))),
      };
    })
    .sort((a, b) => b.ring - a.ring);
}
