import type { Problem } from './problem.ts';

/** No limit of time: far beyond any day, and still summed within 32 bits. */
export const ENDLESS = 2 ** 29;

/** What binds beyond capacity, by node and by route. */
export interface Limits {
  readonly service: Int32Array;
  /** The windows of node i are those from `windowAt[i]` up to `windowAt[i + 1]`. */
  readonly windowAt: Int32Array;
  readonly windowFrom: Int32Array;
  readonly windowTo: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** 1 where a vehicle may not come: `barred[node * routes + route]`; null when all may come everywhere. */
  readonly barred: Uint8Array | null;
  /** Routes of one kind are alike while they are empty: the number of the first of them. */
  readonly kind: Int32Array;
}

export function limitsOf({ stops, vehicles }: Problem): Limits {
  const routeOf = new Map(vehicles.map((vehicle, route) => [vehicle.id, route]));
  const windows = [[], ...stops.map((stop) => stop.windows ?? [{ fromS: 0, toS: ENDLESS }])];
  const flat = windows.flat();
  const windowAt = new Int32Array(windows.length + 1);
  for (const [i, of] of windows.entries()) windowAt[i + 1] = windowAt[i]! + of.length;
  const starts = vehicles.map((vehicle) => Math.round(vehicle.startS ?? 0));
  return {
    service: Int32Array.from([0, ...stops.map((stop) => Math.round(stop.serviceS ?? 0))]),
    windowAt,
    windowFrom: Int32Array.from(flat, (window) => Math.ceil(window.fromS)),
    windowTo: Int32Array.from(flat, (window) => Math.min(ENDLESS, Math.floor(window.toS))),
    start: Int32Array.from(starts),
    end: Int32Array.from(vehicles, (vehicle, route) =>
      Math.min(ENDLESS, Math.floor((starts[route] ?? 0) + (vehicle.maxS ?? ENDLESS))),
    ),
    barred: barredOf(stops, vehicles.length, routeOf),
    kind: kindsOf(stops, vehicles),
  };
}

function barredOf(
  stops: Problem['stops'],
  routes: number,
  routeOf: ReadonlyMap<string, number>,
): Uint8Array | null {
  if (stops.every((stop) => !stop.only)) return null;
  const barred = new Uint8Array((stops.length + 1) * routes);
  for (const [i, { only }] of stops.entries()) {
    if (!only) continue;
    barred.fill(1, (i + 1) * routes, (i + 2) * routes);
    for (const id of only) {
      const route = routeOf.get(id);
      if (route !== undefined) barred[(i + 1) * routes + route] = 0;
    }
  }
  return barred;
}

/** A vehicle that some stop names is a kind of its own. */
function kindsOf(stops: Problem['stops'], vehicles: Problem['vehicles']): Int32Array {
  const named = new Set(stops.flatMap((stop) => [...(stop.only ?? []), stop.familiar?.vehicle ?? '']));
  const firstOf = new Map<string, number>();
  return Int32Array.from(vehicles, ({ id, place, capacity, startS, maxS }, route) => {
    const like = named.has(id) ? `= ${id}` : `${place} ${capacity} ${startS ?? 0} ${maxS ?? ENDLESS}`;
    const first = firstOf.get(like) ?? route;
    firstOf.set(like, first);
    return first;
  });
}
