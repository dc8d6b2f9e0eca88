import { CLOSED } from './distances.ts';
import type { Instance } from './instance.ts';
import { ENDLESS, type Limits } from './limits.ts';
import type { Tours } from './tours.ts';

/** When a visit may begin if the payer arrives then: in the first window that is still open, or never (-1). */
export function beginAt({ windowAt, windowFrom, windowTo }: Limits, c: number, arrival: number): number {
  for (let w = windowAt[c]!; w < windowAt[c + 1]!; w++)
    if (arrival <= windowTo[w]!) return Math.max(arrival, windowFrom[w]!);
  return -1;
}

/** The latest arrival after which the visit still begins by `bound`; -1 if no window opens by then. */
function latestFor({ windowAt, windowFrom, windowTo }: Limits, c: number, bound: number): number {
  for (let w = windowAt[c + 1]! - 1; w >= windowAt[c]!; w--)
    if (windowFrom[w]! <= bound) return Math.min(bound, windowTo[w]!);
  return -1;
}

export interface Times {
  /** When the payer leaves a stop, at the earliest. */
  readonly leave: Int32Array;
  /** Until when one may arrive at a stop so that everything behind it is still in time. */
  readonly latest: Int32Array;
  /** 1 for a round that cannot be kept: it arises when a detour was quicker than the straight way, or that is closed. */
  readonly broken: Uint8Array;
  /** Works out a round anew, in one walk there and one back. */
  retime(r: number): void;
}

/** Forward and backward times of every stop: a further stop is then judged in constant time (Savelsbergh 1992). */
export function timesOf(tours: Tours, instance: Instance, limits: Limits): Times {
  const { n, nodes, matrix, home, routes } = instance;
  const { next, prev, toNext, toPrev, first, last } = tours;
  const leave = new Int32Array(n + 1);
  const latest = new Int32Array(n + 1);
  const broken = new Uint8Array(routes);

  const retime = (r: number): void => {
    broken[r] = 0;
    if (first[r] === 0) return;
    let isKept = true;
    let time = limits.start[r]!;
    for (let c = first[r]!; c !== 0; c = next[c]!) {
      if (toPrev[c]! >= CLOSED) isKept = false;
      const begin = beginAt(limits, c, time + toPrev[c]!);
      if (begin < 0) isKept = false;
      time = Math.min(ENDLESS, (begin < 0 ? ENDLESS : begin) + limits.service[c]!);
      leave[c] = time;
    }
    const back = matrix[last[r]! * nodes + home[r]!]!;
    if (back >= CLOSED || time + back > limits.end[r]!) isKept = false;
    let bound = limits.end[r]!;
    for (let c = last[r]!; c !== 0; c = prev[c]!) {
      bound = latestFor(limits, c, bound - toNext[c]! - limits.service[c]!);
      latest[c] = bound;
    }
    if (!isKept) broken[r] = 1;
  };
  return { leave, latest, broken, retime };
}
