import { CLOSED, whole } from './distances.ts';
import type { Problem, Round, Stop, Vehicle } from './problem.ts';

/** Seconds from place to place as all parts count them: whole; infinite where the road is closed. */
export function wayS({ places, travelS }: Problem, from: number, to: number): number {
  if (from === to) return 0;
  const way = whole(travelS[from * places + to]!);
  return way >= CLOSED ? Infinity : way;
}

/** When a visit may begin for who arrives then; infinite when the last window has closed. */
export function beginS(stop: Stop, arriveS: number): number {
  if (!stop.windows) return arriveS;
  const open = stop.windows.find((window) => arriveS <= Math.floor(window.toS));
  return open ? Math.max(arriveS, Math.ceil(open.fromS)) : Infinity;
}

/** The hours of a round that visits these stops in this order; also for a round that a planner has changed by hand. */
export function timetableOf(problem: Problem, vehicle: Vehicle, stops: readonly Stop[]): Round {
  const startS = Math.round(vehicle.startS ?? 0);
  let clockS = startS;
  let travelS = 0;
  let at = vehicle.place;
  const visits = stops.map((stop) => {
    const way = wayS(problem, at, stop.place);
    const arriveS = clockS + way;
    const begin = beginS(stop, arriveS);
    const leaveS = begin + Math.round(stop.serviceS ?? 0);
    travelS += way;
    clockS = leaveS;
    at = stop.place;
    return { stop: stop.id, arriveS, beginS: begin, leaveS };
  });
  const back = stops.length > 0 ? wayS(problem, at, vehicle.place) : 0;
  const load = stops.reduce((sum, stop) => sum + stop.load, 0);
  return { vehicle: vehicle.id, visits, load, travelS: travelS + back, startS, endS: clockS + back };
}
