export type Terrain = 'town' | 'plain' | 'mountain';

/** How much longer a road of this ground is than the straight line, and how fast a motorbike goes on it. */
export interface Going {
  readonly factorPercent: number;
  readonly kmh: number;
}

export interface Place {
  readonly lat: number;
  readonly lon: number;
  readonly terrain: Terrain;
  readonly unitId: number | null;
  readonly hamlet: string | null;
}

/** Ways between places, row by row: `[from * places + to]`. */
export interface Ways {
  readonly travelS: readonly number[];
  readonly distanceM: readonly number[];
}

const EARTH_M = 6_371_008.8;

/** Metres of the great circle between two places (haversine). */
export function straightM(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = Math.PI / 180;
  const north = Math.sin(((b.lat - a.lat) * rad) / 2);
  const east = Math.sin(((b.lon - a.lon) * rad) / 2);
  const h = north * north + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * east * east;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Ways without a road map: the straight line lengthened by the ground and gone at its speed; between two grounds half each.
 */
export function waysByDistance(places: readonly Place[], going: Readonly<Record<Terrain, Going>>): Ways {
  const travelS: number[] = [];
  const distanceM: number[] = [];
  for (const from of places)
    for (const to of places) {
      const half = straightM(from, to) / 2;
      const parts = [going[from.terrain], going[to.terrain]].map(({ factorPercent, kmh }) => {
        const metres = (half * factorPercent) / 100;
        return { metres, seconds: metres / (kmh / 3.6) };
      });
      distanceM.push(Math.round(parts.reduce((sum, { metres }) => sum + metres, 0)));
      travelS.push(Math.round(parts.reduce((sum, { seconds }) => sum + seconds, 0)));
    }
  return { travelS, distanceM };
}

/** A hamlet, a commune, or the road between two communes that is closed on the day. */
export interface Closed {
  readonly unitId: number;
  readonly hamlet: string | null;
  readonly towardUnitId: number | null;
}

/** Whether a place lies in what is closed. */
export function isClosed(place: Pick<Place, 'unitId' | 'hamlet'>, closed: readonly Closed[]): boolean {
  return closed.some(
    ({ unitId, hamlet, towardUnitId }) =>
      towardUnitId === null && place.unitId === unitId && (hamlet === null || place.hamlet === hamlet),
  );
}

/**
 * The ways that remain: nobody comes to a closed place, and a closed road between two communes is gone around through the
 * other places of the day, or not at all. What is closed is `Infinity`.
 */
export function closeWays(places: readonly Place[], ways: Ways, closed: readonly Closed[]): Ways {
  if (closed.length === 0) return ways;
  const n = places.length;
  const travelS = [...ways.travelS];
  const distanceM = [...ways.distanceM];
  const shut = places.map((place) => isClosed(place, closed));
  const roads = closed.filter(({ towardUnitId }) => towardUnitId !== null);
  const crosses = (a: Place, b: Place) =>
    roads.some(
      ({ unitId, towardUnitId }) =>
        (a.unitId === unitId && b.unitId === towardUnitId) ||
        (b.unitId === unitId && a.unitId === towardUnitId),
    );
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      if (i !== j && (shut[i] || shut[j] || crosses(places[i]!, places[j]!)))
        travelS[i * n + j] = distanceM[i * n + j] = Infinity;
  if (roads.length > 0) goAround(n, travelS, distanceM);
  return { travelS, distanceM };
}

/** The quickest way through any number of other places (Floyd and Warshall). */
function goAround(n: number, travelS: number[], distanceM: number[]): void {
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++) {
      const first = travelS[i * n + k]!;
      if (first === Infinity || i === k) continue;
      for (let j = 0; j < n; j++) {
        const around = first + travelS[k * n + j]!;
        if (i === j || around >= travelS[i * n + j]!) continue;
        travelS[i * n + j] = around;
        distanceM[i * n + j] = distanceM[i * n + k]! + distanceM[k * n + j]!;
      }
    }
}
