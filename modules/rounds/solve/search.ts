import { annealOf } from './anneal.ts';
import { crossed } from './cross.ts';
import type { Instance } from './instance.ts';
import type { Random } from './random.ts';

/** First and last temperature, in ways to a near neighbour, and the first of an answer that was crossed from two. */
const HOT = 1.2;
const WARM = 0.2;
const COLD = 0.015;
/** With fewer steps a stop, one long cooling is better than several short ones; tests ask for either. */
const STEPS_FOR_MANY = 20_000;
/** How many steps there will be is known after this share of the effort. */
const SHARE_TO_KNOW = 0.01;
/** How many answers are kept, and what share of the effort each of them and each crossing takes. */
const MANY = 4;
const SHARE_OF_ONE = 0.12;
const SHARE_OF_CROSSING = 0.025;

export interface Search {
  /** Takes so many steps, after this share of the whole effort (0 to 1). */
  run(steps: number, share: number): void;
  cost(): number;
  /** The stops of each route of the best answer, as nodes; empty for a route that is not used. */
  routes(): number[][];
}

interface Answer {
  readonly cost: number;
  readonly routes: number[][];
}

/**
 * One long cooling, or, where the steps allow it and only capacity binds, several that are then crossed with each
 * other: a small problem cools into one of many shapes, and the best parts of several make a better one.
 */
export function searchOf(instance: Instance, random: Random, stepsForMany = STEPS_FOR_MANY): Search {
  const anneal = annealOf(instance, random);
  let isMany: boolean | null = instance.limits || instance.n < 20 ? false : null;
  let taken = 0;
  const kept: Answer[] = [];
  let best: Answer = { cost: anneal.least(), routes: anneal.routes() };
  let stage = 0;
  // Who made way for the answer in the making, if it turns out better.
  let weaker = -1;

  const next = (): void => {
    const made: Answer = { cost: anneal.least(), routes: anneal.routes() };
    if (kept.length < MANY) kept.push(made);
    else if (made.cost < kept[weaker]!.cost && kept.every(({ cost }) => cost !== made.cost))
      kept[weaker] = made;
    if (kept.length < MANY) return anneal.begin([]);
    const one = random.below(MANY);
    const other = (one + 1 + random.below(MANY - 1)) % MANY;
    weaker = kept[one]!.cost > kept[other]!.cost ? one : other;
    anneal.begin(crossed(instance, random, kept[one]!.routes, kept[other]!.routes));
  };

  const run = (steps: number, share: number): void => {
    if (isMany === null && share >= SHARE_TO_KNOW) isMany = taken / share >= stepsForMany * instance.n;
    taken += steps;
    const { number, within } = isMany ? stageAt(share) : { number: 0, within: share };
    if (number !== stage) next();
    stage = number;
    const hot = stage < MANY ? HOT : WARM;
    anneal.run(steps, hot * (COLD / hot) ** within);
    if (anneal.least() < best.cost) best = { cost: anneal.least(), routes: anneal.routes() };
  };
  return { run, cost: () => best.cost, routes: () => best.routes };
}

/** Which cooling a share of the effort falls into, and how far it has come. */
function stageAt(share: number): { number: number; within: number } {
  const crossings = (share - MANY * SHARE_OF_ONE) / SHARE_OF_CROSSING;
  const place = crossings < 0 ? share / SHARE_OF_ONE : MANY + crossings;
  return { number: Math.floor(place), within: place % 1 };
}
