import type { Random } from './random.ts';
import { type Tours, unlink } from './tours.ts';

/** Mean number of stops removed, longest string, and how often a string is split around stops that stay. */
export interface RuinSettings {
  readonly removed: number;
  readonly longest: number;
  readonly split: number;
}

/** How often a stop more is kept in the middle of a split string. */
const KEEP_ONE_MORE = 0.01;

/**
 * Removes strings of stops that follow each other, from rounds that pass near a random stop ("adjacent string
 * removal" of SISR: Christiaens and Vanden Berghe, Transportation Science 54(2), 2020, section 5.2). Slack then lies
 * side by side, in space and in capacity, where other stops can use it.
 * @returns by how much the cost changes.
 */
export function ruinOf(tours: Tours, random: Random, settings: RuinSettings): () => number {
  const { n, near, neighbours, routes } = tours.instance;
  const { route, size } = tours;
  const touched = new Int32Array(routes).fill(-1);
  let turn = 0;

  return () => {
    turn = (turn + 1) | 0;
    const used = routes - tours.idle.count;
    if (used === 0) return 0;
    const mean = (n - tours.absent.count) / used;
    const longest = Math.min(settings.longest, mean);
    const most = (4 * settings.removed) / (1 + longest) - 1;
    const strings = Math.floor(random.unit() * most + 1);
    const seed = 1 + random.below(n);
    let delta = 0;
    let done = 0;
    for (let k = -1; k < near && done < strings; k++) {
      const c = k < 0 ? seed : neighbours[seed * near + k]!;
      const r = route[c]!;
      if (r < 0 || touched[r] === turn) continue;
      touched[r] = turn;
      done++;
      const atMost = Math.min(size[r]!, longest);
      const length = Math.floor(random.unit() * atMost + 1);
      const isSplit = length > 1 && length < size[r]! && random.unit() < settings.split;
      delta += removeString(tours, random, c, r, length, isSplit);
    }
    return delta;
  };
}

function removeString(
  tours: Tours,
  random: Random,
  c: number,
  r: number,
  length: number,
  isSplit: boolean,
): number {
  const { next, prev } = tours;
  const size = tours.size[r]!;
  let kept = 0;
  if (isSplit) {
    kept = 1;
    while (length + kept < size && random.unit() < KEEP_ONE_MORE) kept++;
  }
  const span = length + kept;
  // The string may begin up to span - 1 stops before c, as far as the round allows on both sides.
  let back = random.below(span);
  let from = c;
  while (back > 0 && prev[from] !== 0) {
    from = prev[from]!;
    back--;
  }
  let to = from;
  for (let i = 1; i < span; i++) {
    if (next[to] !== 0) to = next[to]!;
    else from = prev[from]!;
  }
  const keepFrom = kept > 0 ? 1 + random.below(length - 1) : span;
  let delta = 0;
  let at = from;
  for (let i = 0; i < span; i++) {
    const after = next[at]!;
    if (i < keepFrom || i >= keepFrom + kept) delta += unlink(tours, at);
    at = after;
  }
  return delta;
}
