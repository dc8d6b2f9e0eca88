import { CLOSED } from './distances.ts';
import type { Problem, Stop, Vehicle } from './problem.ts';

/** The matrix of so many nodes takes 400 MB; a day's rounds have some hundreds. */
const NODES_MOST = 10_000;

/** What in a problem contradicts itself, as a sentence for who wrote the calling code; null if it can be solved. */
export function whyNotSolve({ places, travelS, stops, vehicles }: Problem): string | null {
  if (travelS.length !== places * places)
    return `travelS has ${travelS.length} ways, ${places} places need ${places * places}`;
  if (stops.length + vehicles.length > NODES_MOST * 2 || stops.length > NODES_MOST)
    return `${stops.length} stops are more than ${NODES_MOST}`;
  for (let i = 0; i < travelS.length; i++)
    if (!(travelS[i]! >= 0)) return `way ${i} of travelS is ${travelS[i]}, not a time`;
  return (
    repeated(stops, 'stop') ??
    repeated(vehicles, 'vehicle') ??
    first(stops, (stop) => whyNotStop(stop, places)) ??
    first(vehicles, (vehicle) => whyNotVehicle(vehicle, places))
  );
}

function first<T>(of: readonly T[], why: (one: T) => string | null): string | null {
  for (const one of of) {
    const reason = why(one);
    if (reason) return reason;
  }
  return null;
}

function repeated(of: readonly { readonly id: string }[], what: string): string | null {
  const seen = new Set<string>();
  return first(of, ({ id }) => {
    if (seen.has(id)) return `${what} ${id} is given twice`;
    seen.add(id);
    return null;
  });
}

const isPlace = (place: number, places: number) => Number.isInteger(place) && place >= 0 && place < places;
const isTime = (time: number) => time >= 0 && time < CLOSED / 4;

function whyNotStop(stop: Stop, places: number): string | null {
  const { id, place, load, serviceS = 0, windows = [], unassignedS = 0, familiar } = stop;
  if (!isPlace(place, places)) return `stop ${id} lies at place ${place} of ${places}`;
  if (!(load >= 0) || !Number.isSafeInteger(load)) return `stop ${id} has the load ${load}`;
  if (!isTime(serviceS)) return `stop ${id} takes ${serviceS} s`;
  if (!(unassignedS >= 0) || !(unassignedS < Infinity)) return `leaving out stop ${id} costs ${unassignedS}`;
  if (familiar && !(familiar.otherwiseS >= 0 && familiar.otherwiseS < Infinity))
    return `another payer at stop ${id} costs ${familiar.otherwiseS}`;
  let after = -1;
  for (const { fromS, toS } of windows) {
    if (!isTime(fromS) || !(toS >= fromS) || !(fromS > after)) return `stop ${id} has windows out of order`;
    after = toS;
  }
  return null;
}

function whyNotVehicle(
  { id, place, capacity, startS = 0, maxS = 0 }: Vehicle,
  places: number,
): string | null {
  if (!isPlace(place, places)) return `vehicle ${id} begins at place ${place} of ${places}`;
  if (!(capacity >= 0)) return `vehicle ${id} has the capacity ${capacity}`;
  return isTime(startS) && maxS >= 0 ? null : `vehicle ${id} sets out at ${startS} for ${maxS} s`;
}
