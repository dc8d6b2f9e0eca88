import { planOf } from './arrange.ts';
import { instanceOf } from './instance.ts';
import type { Effort, Plan, Problem, Progress } from './problem.ts';
import { randomFrom } from './random.ts';
import { type Search, searchOf } from './search.ts';
import { whyNotSolve } from './well-formed.ts';

/** Steps between two looks at the clock; the temperature holds for as many. */
const STEPS_AT_ONCE = 200;
/** After so long the event loop gets its turn, so that a signal is heard. */
const PAUSE_EVERY_MS = 50;
const TELL_EVERY_MS = 100;
const SECONDS_UNLESS_TOLD = 10;
/** With so few stops every plan has been seen soon. */
const FEW_STOPS = 3;
const STEPS_FOR_FEW = 400;

/**
 * Splits the stops among the vehicles and orders each round, so that the whole costs as little as can be found in the
 * time given. Hard limits always hold; a stop that cannot be visited within them is named with the reason.
 * Works on the caller's thread, with pauses; `planInWorker` does not.
 * @throws RangeError for a problem that contradicts itself (see `whyNotSolve`).
 */
export async function plan(problem: Problem, effort: Effort = {}): Promise<Plan> {
  const wrong = whyNotSolve(problem);
  if (wrong) throw new RangeError(wrong);
  const beganMs = performance.now();
  const elapsedS = () => (performance.now() - beganMs) / 1000;
  const search = searchOf(instanceOf(problem), randomFrom(effort.seed ?? 1));
  const { steps, foundS } = await look(search, problem.stops.length, effort, elapsedS);
  const assignments = search.routes().map((route, v) => ({
    vehicle: problem.vehicles[v]!.id,
    stops: route.map((node) => problem.stops[node - 1]!.id),
  }));
  return { ...planOf(problem, assignments), iterations: steps, foundS };
}

async function look(search: Search, stops: number, effort: Effort, elapsedS: () => number) {
  const { signal, onBetter } = effort;
  const most = Math.min(effort.iterations ?? Infinity, stops <= FEW_STOPS ? STEPS_FOR_FEW : Infinity);
  const seconds = effort.seconds ?? (effort.iterations === undefined ? SECONDS_UNLESS_TOLD : Infinity);
  let steps = 0;
  let pausedMs = performance.now();
  let toldMs = 0;
  let cost = Infinity;
  let told = Infinity;
  let foundS = 0;
  for (;;) {
    const now = elapsedS();
    if (steps >= most || now >= seconds || signal?.aborted) break;
    const count = Math.min(STEPS_AT_ONCE, most - steps);
    search.run(count, Math.max(steps / most, now / seconds));
    steps += count;
    const best = search.cost();
    if (best < cost) {
      cost = best;
      foundS = elapsedS();
    }
    if (onBetter && cost < told && performance.now() - toldMs >= TELL_EVERY_MS) {
      told = cost;
      toldMs = performance.now();
      onBetter(progressOf(search, stops, steps, elapsedS()));
    }
    if (performance.now() - pausedMs >= PAUSE_EVERY_MS) {
      await new Promise((resume) => void setImmediate(resume));
      pausedMs = performance.now();
    }
  }
  if (onBetter && cost < told) onBetter(progressOf(search, stops, steps, elapsedS()));
  return { steps, foundS };
}

function progressOf(search: Search, stops: number, iterations: number, elapsedS: number): Progress {
  const routes = search.routes();
  const visited = routes.reduce((sum, route) => sum + route.length, 0);
  const rounds = routes.filter((route) => route.length > 0).length;
  return { cost: search.cost(), unassigned: stops - visited, rounds, elapsedS, iterations };
}
