import assert from 'node:assert/strict';
import type { Instance } from './instance.ts';
import type { Random } from './random.ts';
import { limitedMendingOf } from './recreate-limited.ts';
import { plainMendingOf, type RecreateSettings } from './recreate.ts';
import { ruinOf, type RuinSettings } from './ruin.ts';
import { emptyTours, keep, link, sequences, type Snapshot, undo, unlink } from './tours.ts';

/** Found by trial on the public CVRP set X. */
const SETTINGS: { readonly ruin: RuinSettings; readonly recreate: RecreateSettings } = {
  ruin: { removed: 10, longest: 10, split: 0.5 },
  recreate: { near: 40, blink: 0.01, ends: 12 },
};

export interface Anneal {
  /** Takes so many steps at a temperature, in ways to a near neighbour. */
  run(steps: number, temperature: number): void;
  /** Begins anew with these routes, for instances without limits; who stands in none is put where it is cheapest. */
  begin(routes: readonly (readonly number[])[]): void;
  /** The least cost since the beginning. */
  least(): number;
  /** The stops of each route of that answer, as nodes; empty for a route that is not used. */
  routes(): number[][];
}

/**
 * Slack induction by string removals (SISR): ruin, recreate, and accept by simulated annealing (Christiaens and Vanden
 * Berghe, "Slack Induction by String Removals for Vehicle Routing Problems", Transportation Science 54(2), 2020). Other
 * than there, a stop is put back beside its nearest neighbours only, and a step that fails is undone from a journal,
 * so that a step costs the same in a small and in a large problem.
 */
export function annealOf(instance: Instance, random: Random): Anneal {
  const tours = emptyTours(instance);
  const ruin = ruinOf(tours, random, SETTINGS.ruin);
  const { mend, undone } = instance.limits
    ? limitedMendingOf(tours, random, SETTINGS.recreate, instance.limits)
    : plainMendingOf(tours, random, SETTINGS.recreate);
  const snapshot: Snapshot = { next: tours.next.slice(), first: tours.first.slice() };
  let cost = instance.absence.reduce((sum, one) => sum + one, 0);
  let least = Infinity;

  const settle = (delta: number): void => {
    cost += delta;
    tours.written = 0;
    if (cost >= least) return;
    least = cost;
    keep(tours, snapshot);
  };
  settle(mend(Infinity));

  const run = (steps: number, temperature: number): void => {
    const heat = temperature * instance.scale;
    for (let i = 0; i < steps; i++) {
      const most = -heat * Math.log(1 - random.unit());
      const gain = ruin();
      const delta = gain + mend(most - gain);
      if (delta < most) settle(delta);
      else {
        undo(tours, 0);
        undone();
      }
    }
  };

  const begin = (routes: readonly (readonly number[])[]): void => {
    assert.ok(!instance.limits, 'routes of vehicles that differ are not exchanged');
    for (let c = 1; c <= instance.n; c++) if (tours.route[c]! >= 0) cost += unlink(tours, c);
    for (const route of routes) {
      if (route.length === 0 || tours.idle.count === 0) continue;
      const r = tours.idle.items[tours.idle.count - 1]!;
      let before = 0;
      for (const c of route) {
        cost += link(tours, c, before, 0, r);
        before = c;
      }
    }
    tours.written = 0;
    least = Infinity;
    settle(mend(Infinity));
  };
  return { run, begin, least: () => least, routes: () => sequences(snapshot) };
}
