import type { Problem, Stop, Vehicle, Why } from './problem.ts';
import { timetableOf } from './timetable.ts';

/** From what is farthest from possible to what is nearest: the vehicle that comes closest gives the reason. */
const ORDER: readonly Why[] = ['no-vehicle', 'too-heavy', 'closed-road', 'window', 'hours', 'no-room'];

/** Why nobody visits a stop: what hinders even the best vehicle if it visited nobody else. */
export function whyUnassigned(problem: Problem, stop: Stop): Why {
  const reasons = problem.vehicles.map((vehicle) => whyNotAlone(problem, vehicle, stop) ?? 'no-room');
  return reasons.reduce<Why>(
    (near, why) => (ORDER.indexOf(why) > ORDER.indexOf(near) ? why : near),
    'no-vehicle',
  );
}

function whyNotAlone(problem: Problem, vehicle: Vehicle, stop: Stop): Why | null {
  if (stop.only && !stop.only.includes(vehicle.id)) return 'no-vehicle';
  if (stop.load > vehicle.capacity) return 'too-heavy';
  const alone = timetableOf(problem, vehicle, [stop]);
  if (alone.travelS === Infinity) return 'closed-road';
  if (alone.visits[0]!.beginS === Infinity) return 'window';
  return alone.endS > alone.startS + (vehicle.maxS ?? Infinity) ? 'hours' : null;
}
