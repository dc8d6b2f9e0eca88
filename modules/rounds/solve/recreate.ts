import { orderOf } from './order.ts';
import type { Random } from './random.ts';
import { link, type Tours } from './tours.ts';

export interface RecreateSettings {
  /** How many neighbours are looked at as places. */
  readonly near: number;
  /** How often a place is overlooked, so that the same ruin is not always mended the same way. */
  readonly blink: number;
}

export interface Mending {
  /** Puts absent stops back; answers by how much the cost changes, infinite if a round cannot be kept. */
  mend(): number;
  /** Is told that the step was taken back. */
  undone(): void;
}

/**
 * Puts absent stops back one after the other, each at the cheapest place beside its neighbours that has room ("greedy
 * insertion with blinks" of SISR, section 5.3), or into a round of its own if that is cheaper. Only for instances
 * without further limits, whose ways are the same in both directions.
 */
export function plainMendingOf(tours: Tours, random: Random, settings: RecreateSettings): Mending {
  const { matrix, nodes, neighbours, near, demand, capacity, absence } = tours.instance;
  const { next, prev, route, toNext, toPrev, load, idle } = tours;
  const tried = Math.min(settings.near, near);
  const order = orderOf(tours, random);
  const perBlink = Math.log(1 - settings.blink);
  const untilBlink = () => 1 + Math.floor(Math.log(1 - random.unit()) / perBlink);
  const most = capacity[0] ?? 0;
  let blinkIn = untilBlink();

  const mend = (): number => {
    const count = order.fill();
    let delta = 0;
    for (let i = 0; i < count; i++) {
      const c = order.items[i]!;
      const row = c * nodes;
      const room = most - demand[c]!;
      let least = room >= 0 && idle.count > 0 ? 2 * matrix[row]! : absence[c]!;
      let before = 0;
      let after = 0;
      let r = -1;
      const base = c * near;
      for (let k = base; k < base + tried; k++) {
        const v = neighbours[k]!;
        const there = route[v]!;
        if (there < 0 || load[there]! > room) continue;
        if (--blinkIn === 0) {
          blinkIn = untilBlink();
          continue;
        }
        const way = matrix[row + v]!;
        const w = next[v]!;
        const cost = way + matrix[row + w]! - toNext[v]!;
        if (cost < least) {
          least = cost;
          before = v;
          after = w;
          r = there;
        }
        const u = prev[v]!;
        const costBefore = way + matrix[row + u]! - toPrev[v]!;
        if (costBefore < least) {
          least = costBefore;
          before = u;
          after = v;
          r = there;
        }
      }
      if (r < 0) {
        if (room < 0 || idle.count === 0) continue;
        r = idle.items[idle.count - 1]!;
      }
      delta += link(tours, c, before, after, r);
    }
    return delta;
  };
  return { mend, undone: () => {} };
}
