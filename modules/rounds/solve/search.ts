import type { Instance } from './instance.ts';
import type { Random } from './random.ts';
import { limitedMendingOf } from './recreate-limited.ts';
import { plainMendingOf, type RecreateSettings } from './recreate.ts';
import { ruinOf, type RuinSettings } from './ruin.ts';
import { emptyTours, keep, sequences, type Snapshot, undo } from './tours.ts';

export interface SearchSettings {
  readonly ruin: RuinSettings;
  readonly recreate: RecreateSettings;
  /** First and last temperature, in ways to a near neighbour. */
  readonly hot: number;
  readonly cold: number;
}

/** Found by trial on the public CVRP set X and on instances drawn like it. */
const SETTINGS: SearchSettings = {
  ruin: { removed: 10, longest: 10, split: 0.5 },
  recreate: { near: 40, blink: 0.01, ends: 12 },
  hot: 1,
  cold: 0.01,
};

export interface Search {
  /** Takes so many steps with the temperature of this share of the whole effort (0 to 1). */
  run(steps: number, share: number): void;
  readonly best: () => { readonly cost: number; readonly steps: number };
  /** The stops of each route of the best answer, as nodes; empty for a route that is not used. */
  routes(): number[][];
}

/**
 * Slack induction by string removals (SISR): ruin, recreate, and accept by simulated annealing (Christiaens and Vanden
 * Berghe, "Slack Induction by String Removals for Vehicle Routing Problems", Transportation Science 54(2), 2020). Other
 * than there, a stop is put back beside its nearest neighbours only, and a step that fails is undone from a journal,
 * so that a step costs the same in a small and in a large problem.
 */
export function searchOf(instance: Instance, random: Random, settings: SearchSettings = SETTINGS): Search {
  const tours = emptyTours(instance);
  const ruin = ruinOf(tours, random, settings.ruin);
  const { mend, undone } = instance.limits
    ? limitedMendingOf(tours, random, settings.recreate, instance.limits)
    : plainMendingOf(tours, random, settings.recreate);
  const snapshot: Snapshot = { next: tours.next.slice(), first: tours.first.slice() };
  let cost = instance.absence.reduce((sum, one) => sum + one, 0);
  let best = { cost: Infinity, steps: 0 };
  let taken = 0;

  const settle = (delta: number): void => {
    cost += delta;
    tours.written = 0;
    if (cost >= best.cost) return;
    best = { cost, steps: taken };
    keep(tours, snapshot);
  };
  settle(mend());

  const run = (steps: number, share: number): void => {
    const temperature = instance.scale * settings.hot * (settings.cold / settings.hot) ** share;
    for (let i = 0; i < steps; i++) {
      taken++;
      const delta = ruin() + mend();
      if (delta < -temperature * Math.log(1 - random.unit())) settle(delta);
      else {
        undo(tours, 0);
        undone();
      }
    }
  };
  return { run, best: () => best, routes: () => sequences(snapshot) };
}
