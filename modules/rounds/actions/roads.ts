import { straightM, type Ways } from '../rules/travel.ts';

export type NoRoads = 'not-configured' | 'unreachable';

/** Asks a road map for the ways between places; a reason when there is none or it does not answer in time. */
export type Roads = (places: readonly { lat: number; lon: number }[]) => Promise<Ways | NoRoads>;

const TIMEOUT_MS = 6000;
/** After a failure the map is left alone for a while, so that every request does not wait for it again. */
const REST_MS = 30_000;
const KEPT = 16;

export const noRoads: Roads = () => Promise.resolve('not-configured');

/**
 * Ways by road from an OSRM server (`/table/v1/driving`, durations and distances). A place that it cannot join to a road has
 * closed ways. Tables are kept for a while, so that a day is planned, judged and accepted on the same ways.
 */
export function openRoads(url: string, timeoutMs = TIMEOUT_MS, restMs = REST_MS): Roads {
  const kept = new Map<string, Ways>();
  let restUntilMs = 0;
  return async (places) => {
    if (places.length < 2) return { travelS: [0], distanceM: [0] };
    const path = places.map(({ lat, lon }) => `${lon.toFixed(6)},${lat.toFixed(6)}`).join(';');
    const known = kept.get(path);
    if (known) return known;
    if (performance.now() < restUntilMs) return 'unreachable';
    try {
      const address = `${url.replace(/\/+$/, '')}/table/v1/driving/${path}?annotations=duration,distance`;
      const answer = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) });
      const ways = readTable(await answer.json(), places);
      if (!ways) throw new Error('not a table');
      kept.set(path, ways);
      for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
      return ways;
    } catch {
      restUntilMs = performance.now() + restMs;
      return 'unreachable';
    }
  };
}

/** An OSRM table as ways; null for anything else. Distances that an old server does not give are straight lines. */
function readTable(json: unknown, places: readonly { lat: number; lon: number }[]): Ways | null {
  const { code, durations, distances } = json as Record<string, unknown>;
  const n = places.length;
  if (code !== 'Ok' || !isSquare(durations, n)) return null;
  const metres = isSquare(distances, n) ? distances : null;
  const travelS: number[] = [];
  const distanceM: number[] = [];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const seconds = durations[i]![j];
      travelS.push(typeof seconds === 'number' && seconds >= 0 ? Math.round(seconds) : Infinity);
      distanceM.push(Math.round(metres?.[i]![j] ?? straightM(places[i]!, places[j]!)));
    }
  return { travelS, distanceM };
}

function isSquare(table: unknown, n: number): table is (number | null)[][] {
  return (
    Array.isArray(table) &&
    table.length === n &&
    table.every(
      (row) =>
        Array.isArray(row) &&
        row.length === n &&
        row.every((cell) => cell === null || typeof cell === 'number'),
    )
  );
}
