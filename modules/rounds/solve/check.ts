import type { Plan, Problem, Round } from './problem.ts';

/**
 * Everything in which a plan breaks the problem's limits or its own figures, as sentences; none is what is wanted.
 * It shares no code with the search or with the timetable, so that a mistake there does not hide here.
 */
export function faultsOf(problem: Problem, plan: Plan): string[] {
  const faults = plan.rounds.flatMap((round) => faultsOfRound(problem, round));
  const told = [
    ...plan.rounds.flatMap((round) => round.visits.map((visit) => visit.stop)),
    ...plan.unassigned.map(({ stop }) => stop),
  ];
  const seen = new Set(told);
  if (seen.size !== told.length) faults.push(`${told.length - seen.size} stops are told twice`);
  for (const { id } of problem.stops) if (!seen.has(id)) faults.push(`stop ${id} is lost`);
  for (const id of seen)
    if (!problem.stops.some((stop) => stop.id === id)) faults.push(`stop ${id} is invented`);
  if (new Set(plan.rounds.map((round) => round.vehicle)).size !== plan.rounds.length)
    faults.push('a vehicle has two rounds');
  const cost = costOf(problem, plan);
  if (Math.abs(cost - plan.cost) > 1e-6 * Math.max(1, cost)) faults.push(`costs ${cost}, not ${plan.cost}`);
  return faults;
}

function faultsOfRound(problem: Problem, round: Round): string[] {
  const faults: string[] = [];
  const vehicle = problem.vehicles.find(({ id }) => id === round.vehicle);
  if (!vehicle) return [`vehicle ${round.vehicle} is invented`];
  const wrong = (what: string) => void faults.push(`round of ${vehicle.id}: ${what}`);
  const away = (from: number, to: number) =>
    from === to ? 0 : Math.round(problem.travelS[from * problem.places + to]!);
  let time = Math.round(vehicle.startS ?? 0);
  let load = 0;
  let travel = 0;
  let at = vehicle.place;
  if (round.startS !== time) wrong(`starts at ${round.startS}`);
  if (round.visits.length === 0) wrong('visits nobody');
  for (const visit of round.visits) {
    const stop = problem.stops.find(({ id }) => id === visit.stop);
    if (!stop) continue;
    travel += away(at, stop.place);
    time += away(at, stop.place);
    if (time !== visit.arriveS) wrong(`arrives at ${stop.id} at ${time}, not ${visit.arriveS}`);
    if (visit.beginS < time) wrong(`begins at ${stop.id} before arriving`);
    if (
      !(stop.windows ?? [{ fromS: 0, toS: Infinity }]).some(
        (w) => w.fromS <= visit.beginS && visit.beginS <= w.toS,
      )
    )
      wrong(`begins at ${stop.id} at ${visit.beginS}, outside its windows`);
    if (stop.only && !stop.only.includes(vehicle.id)) wrong(`may not visit ${stop.id}`);
    time = visit.beginS + Math.round(stop.serviceS ?? 0);
    if (time !== visit.leaveS) wrong(`leaves ${stop.id} at ${time}, not ${visit.leaveS}`);
    load += stop.load;
    at = stop.place;
  }
  travel += away(at, vehicle.place);
  time += away(at, vehicle.place);
  if (!(travel < Infinity)) wrong('takes a closed road');
  if (travel !== round.travelS) wrong(`travels ${travel}, not ${round.travelS}`);
  if (time !== round.endS) wrong(`ends at ${time}, not ${round.endS}`);
  if (time > Math.round(vehicle.startS ?? 0) + (vehicle.maxS ?? Infinity))
    wrong(`is back at ${time}, too late`);
  if (load !== round.load) wrong(`carries ${load}, not ${round.load}`);
  if (load > vehicle.capacity) wrong(`carries ${load} of ${vehicle.capacity}`);
  return faults;
}

function costOf(problem: Problem, plan: Plan): number {
  let cost = plan.rounds.reduce((sum, round) => sum + round.travelS, 0);
  for (const { vehicle, visits } of plan.rounds)
    for (const visit of visits) {
      const familiar = problem.stops.find(({ id }) => id === visit.stop)?.familiar;
      const isKnown = problem.vehicles.some(({ id }) => id === familiar?.vehicle);
      if (familiar && isKnown && familiar.vehicle !== vehicle) cost += familiar.otherwiseS;
    }
  const farthest = Array.from(problem.travelS).reduce(
    (most, way) => (way < 2 ** 29 && way > most ? way : most),
    0,
  );
  for (const { stop: id } of plan.unassigned)
    cost += problem.stops.find((stop) => stop.id === id)?.unassignedS ?? 10 * Math.round(farthest) + 1000;
  return cost;
}
