import assert from 'node:assert/strict';
import { absenceUnlessTold } from './distances.ts';
import type { Plan, Problem, Round, Stop, Vehicle, Why } from './problem.ts';
import { timetableOf } from './timetable.ts';
import { whyUnassigned } from './why-unassigned.ts';

/** Which stops a vehicle visits, in order. */
export interface Assignment {
  readonly vehicle: string;
  readonly stops: readonly string[];
}

/**
 * The plan in which these vehicles visit these stops, whoever arranged them, a search or a planner by hand. Stops in no
 * round are unassigned. Limits are not judged: `brokenLimits` tells what a round breaks.
 */
export function planOf(
  problem: Problem,
  assignments: readonly Assignment[],
): Omit<Plan, 'iterations' | 'foundS'> {
  const stopOf = new Map(problem.stops.map((stop) => [stop.id, stop]));
  const vehicleOf = new Map(problem.vehicles.map((vehicle) => [vehicle.id, vehicle]));
  const used = assignments.filter(({ stops }) => stops.length > 0);
  const visited = new Set(used.flatMap(({ stops }) => stops));
  let cost = 0;
  const rounds = used.map((assignment): Round => {
    const vehicle = known(vehicleOf, assignment.vehicle);
    const stops = assignment.stops.map((id) => known(stopOf, id));
    const round = timetableOf(problem, vehicle, stops);
    cost += round.travelS;
    for (const { familiar } of stops)
      if (familiar && familiar.vehicle !== vehicle.id && vehicleOf.has(familiar.vehicle))
        cost += familiar.otherwiseS;
    return round;
  });
  const left = problem.stops.filter((stop) => !visited.has(stop.id));
  const absence = absenceUnlessTold(problem.travelS);
  for (const stop of left) cost += stop.unassignedS ?? absence;
  const unassigned = left.map((stop) => ({ stop: stop.id, why: whyUnassigned(problem, stop) }));
  return { rounds, unassigned, cost };
}

/** A limit that a round breaks, and at which stop; null where it is the round as a whole. */
export interface Broken {
  readonly stop: string | null;
  readonly why: Exclude<Why, 'no-room'>;
}

/** Every limit that a round breaks; none for a round of `plan`. */
export function brokenLimits(problem: Problem, round: Round): Broken[] {
  const stopOf = new Map(problem.stops.map((stop) => [stop.id, stop]));
  const vehicle: Vehicle | undefined = problem.vehicles.find(({ id }) => id === round.vehicle);
  assert.ok(vehicle, `no vehicle ${round.vehicle}`);
  const broken: Broken[] = [];
  if (round.load > vehicle.capacity) broken.push({ stop: null, why: 'too-heavy' });
  if (round.travelS === Infinity) broken.push({ stop: null, why: 'closed-road' });
  for (const visit of round.visits) {
    const stop: Stop = known(stopOf, visit.stop);
    if (stop.only && !stop.only.includes(vehicle.id)) broken.push({ stop: stop.id, why: 'no-vehicle' });
    // Behind a stop that is never reached no hour means anything.
    if (visit.arriveS < Infinity && visit.beginS === Infinity) broken.push({ stop: stop.id, why: 'window' });
  }
  if (round.endS < Infinity && round.endS > round.startS + (vehicle.maxS ?? Infinity))
    broken.push({ stop: null, why: 'hours' });
  return broken;
}

function known<T>(of: ReadonlyMap<string, T>, id: string): T {
  const found = of.get(id);
  assert.ok(found !== undefined, `the problem does not know ${id}`);
  return found;
}
