import { orderOf } from './order.ts';
import type { Random } from './random.ts';
import { link, type Tours } from './tours.ts';

export interface RecreateSettings {
  /** How many neighbours are looked at as places. */
  readonly near: number;
  /** How often a place is overlooked, so that the same ruin is not always mended the same way. */
  readonly blink: number;
  /** At how many rounds a stop is tried first and last, on average: the way from the depot is long, and near many. */
  readonly ends: number;
}

export interface Mending {
  /**
   * Puts absent stops back; answers by how much the cost changes. Infinite if a round cannot be kept, or as soon as it is
   * plain that the change is more than `atMost`: a further stop makes no way shorter.
   */
  mend(atMost: number): number;
  /** Is told that the step was taken back. */
  undone(): void;
}

/**
 * Puts absent stops back one after the other, each at the cheapest place beside its neighbours, or at the ends of a round, that has room ("greedy
 * insertion with blinks" of SISR, section 5.3), or into a round of its own if that is cheaper. Only for instances
 * without further limits, whose ways are the same in both directions.
 */
export function plainMendingOf(tours: Tours, random: Random, settings: RecreateSettings): Mending {
  const { matrix, nodes, neighbours, near, demand, capacity, absence, routes } = tours.instance;
  const { next, prev, route, toNext, toPrev, load, idle, first, last } = tours;
  const tried = Math.min(settings.near, near);
  const order = orderOf(tours, random);
  const perBlink = Math.log(1 - settings.blink);
  const untilBlink = () => 1 + Math.floor(Math.log(1 - random.unit()) / perBlink);
  const most = capacity[0] ?? 0;
  let blinkIn = untilBlink();

  const mend = (atMost: number): number => {
    const count = order.fill();
    const ends = settings.ends / (routes - idle.count + 1);
    let delta = 0;
    let hoped = order.absence();
    for (let i = 0; i < count; i++) {
      if (delta - hoped > atMost) return Infinity;
      const c = order.items[i]!;
      hoped -= absence[c]!;
      const row = c * nodes;
      const room = most - demand[c]!;
      const alone = room >= 0 && idle.count > 0 ? 2 * matrix[row]! : Infinity;
      let least = Math.min(alone, absence[c]!);
      let before = 0;
      let after = 0;
      let r = -1;
      const base = c * near;
      for (let k = base; k < base + tried; k++) {
        const v = neighbours[k]!;
        const way = matrix[row + v]!;
        // Between v and a stop that is farther the detour is at least this; one that is nearer was looked at before.
        const bound = 2 * way - least;
        const w = next[v]!;
        const u = prev[v]!;
        const isAfter = w === 0 || toNext[v]! > bound;
        const isBefore = u === 0 || toPrev[v]! > bound;
        if (!isAfter && !isBefore) continue;
        const there = route[v]!;
        if (there < 0 || load[there]! > room) continue;
        if (--blinkIn === 0) {
          blinkIn = untilBlink();
          continue;
        }
        if (isAfter) {
          const cost = way + matrix[row + w]! - toNext[v]!;
          if (cost < least) {
            least = cost;
            before = v;
            after = w;
            r = there;
          }
        }
        if (isBefore) {
          const cost = way + matrix[row + u]! - toPrev[v]!;
          if (cost < least) {
            least = cost;
            before = u;
            after = v;
            r = there;
          }
        }
      }
      if (random.unit() < ends) {
        for (let k = idle.count; k < routes; k++) {
          const there = idle.items[k]!;
          if (load[there]! > room) continue;
          const start = first[there]!;
          const atStart = matrix[row]! + matrix[row + start]! - toPrev[start]!;
          if (atStart < least) {
            least = atStart;
            before = 0;
            after = start;
            r = there;
          }
          const end = last[there]!;
          const atEnd = matrix[row]! + matrix[row + end]! - toNext[end]!;
          if (atEnd < least) {
            least = atEnd;
            before = end;
            after = 0;
            r = there;
          }
        }
      }
      if (r < 0) {
        if (alone > least) continue;
        r = idle.items[idle.count - 1]!;
      }
      delta += link(tours, c, before, after, r);
    }
    return delta;
  };
  return { mend, undone: () => {} };
}
