import { CLOSED } from './distances.ts';
import type { Limits } from './limits.ts';
import { orderOf } from './order.ts';
import type { Random } from './random.ts';
import type { Mending, RecreateSettings } from './recreate.ts';
import { beginAt, timesOf } from './times.ts';
import { link, strangerAt, type Tours } from './tours.ts';

/**
 * The same greedy insertion under every limit: capacity of each vehicle, closed roads, windows, hours of the round, who
 * may come where. Beside its neighbours and at ends of rounds a stop is tried in an empty round of each kind, in the whole round of the payer
 * whom it knows, and only if all that fails, everywhere.
 */
export function limitedMendingOf(
  tours: Tours,
  random: Random,
  settings: RecreateSettings,
  limits: Limits,
): Mending {
  const { instance, next, prev, route, toNext, toPrev, load, first, last, idle } = tours;
  const { matrix, nodes, neighbours, near, demand, capacity, absence, home, routes, familiar } = instance;
  const { start, end, service, barred, kind } = limits;
  const times = timesOf(tours, instance, limits);
  const { leave, latest, broken, retime } = times;
  const tried = Math.min(settings.near, near);
  const order = orderOf(tours, random);
  const dirty = new Int32Array(routes);
  const dirtyAt = new Int32Array(routes).fill(-1);
  const seenKind = new Int32Array(routes).fill(-1);
  let dirtyCount = 0;
  let turn = 0;
  let look = 0;
  // The cheapest place for the stop at hand.
  let least = 0;
  let place = { before: 0, after: 0, r: -1 };

  const touch = (r: number): void => {
    if (dirtyAt[r] !== turn) {
      dirtyAt[r] = turn;
      dirty[dirtyCount++] = r;
    }
    retime(r);
  };

  const tryBetween = (c: number, before: number, after: number, r: number, way: number): void => {
    const from = before || home[r]!;
    const to = after || home[r]!;
    const there = matrix[from * nodes + c]!;
    const onward = matrix[c * nodes + to]!;
    const cost = there + onward - way + strangerAt(instance, c, r);
    if (cost >= least || there >= CLOSED || onward >= CLOSED) return;
    if (load[r]! + demand[c]! > capacity[r]! || (barred && barred[c * routes + r] === 1)) return;
    const begin = beginAt(limits, c, (before ? leave[before]! : start[r]!) + there);
    if (begin < 0 || begin + service[c]! + onward > (after ? latest[after]! : end[r]!)) return;
    least = cost;
    place = { before, after, r };
  };

  const tryRound = (c: number, r: number): void => {
    if (first[r] === 0) return tryBetween(c, 0, 0, r, 0);
    for (let v = first[r]!; v !== 0; v = next[v]!) {
      tryBetween(c, prev[v]!, v, r, toPrev[v]!);
      if (next[v] === 0) tryBetween(c, v, 0, r, toNext[v]!);
    }
  };

  const tryIdle = (c: number): void => {
    look++;
    for (let i = 0; i < idle.count; i++) {
      const r = idle.items[i]!;
      if (seenKind[kind[r]!] === look) continue;
      seenKind[kind[r]!] = look;
      tryBetween(c, 0, 0, r, 0);
    }
  };

  const tryEnds = (c: number): void => {
    for (let i = idle.count; i < routes; i++) {
      const r = idle.items[i]!;
      tryBetween(c, 0, first[r]!, r, toPrev[first[r]!]!);
      tryBetween(c, last[r]!, 0, r, toNext[last[r]!]!);
    }
  };

  const putBack = (c: number): number => {
    least = absence[c]!;
    place = { before: 0, after: 0, r: -1 };
    for (let k = c * near; k < c * near + tried; k++) {
      const v = neighbours[k]!;
      const r = route[v]!;
      if (r < 0 || load[r]! + demand[c]! > capacity[r]! || random.unit() < settings.blink) continue;
      tryBetween(c, prev[v]!, v, r, toPrev[v]!);
      tryBetween(c, v, next[v]!, r, toNext[v]!);
    }
    tryIdle(c);
    if (random.unit() < settings.ends / (routes - idle.count + 1)) tryEnds(c);
    if (familiar[c]! >= 0) tryRound(c, familiar[c]!);
    if (place.r < 0) for (let r = 0; r < routes; r++) if (first[r] !== 0) tryRound(c, r);
    if (place.r < 0) return 0;
    const delta = link(tours, c, place.before, place.after, place.r);
    touch(place.r);
    return delta;
  };

  return {
    mend: (atMost) => {
      turn++;
      dirtyCount = 0;
      for (let w = 0; w < tours.written; w += 4) touch(tours.journal[w + 3]!);
      const count = order.fill();
      let delta = 0;
      let hoped = order.absence();
      for (let i = 0; i < count; i++) {
        if (delta - hoped > atMost) return Infinity;
        const c = order.items[i]!;
        hoped -= absence[c]!;
        delta += putBack(c);
      }
      for (let i = 0; i < dirtyCount; i++) if (broken[dirty[i]!] === 1) return Infinity;
      return delta;
    },
    undone: () => {
      for (let i = 0; i < dirtyCount; i++) retime(dirty[i]!);
    },
  };
}
