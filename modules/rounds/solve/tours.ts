import type { Instance } from './instance.ts';

/** A set in an order of all: the first `count` items are in it, the others stand behind; all in constant time. */
export interface Members {
  readonly items: Int32Array;
  readonly at: Int32Array;
  count: number;
}

/**
 * The rounds under work: linked lists in typed arrays, with the ways beside each stop kept at hand. 0 stands for the
 * depot at both ends. Every change is written to a journal, so that a step that is not accepted is taken back exactly.
 */
export interface Tours {
  readonly instance: Instance;
  readonly next: Int32Array;
  readonly prev: Int32Array;
  /** -1 for a stop that no round visits. */
  readonly route: Int32Array;
  readonly toNext: Int32Array;
  readonly toPrev: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly size: Int32Array;
  readonly load: Float64Array;
  readonly absent: Members;
  readonly idle: Members;
  readonly journal: Int32Array;
  written: number;
}

/** All stops absent, all rounds empty. */
export function emptyTours(instance: Instance): Tours {
  const { n, routes } = instance;
  const stops = () => new Int32Array(n + 1);
  return {
    instance,
    next: stops(),
    prev: stops(),
    route: stops().fill(-1),
    toNext: stops(),
    toPrev: stops(),
    first: new Int32Array(routes),
    last: new Int32Array(routes),
    size: new Int32Array(routes),
    load: new Float64Array(routes),
    absent: allOf(1, n),
    idle: allOf(0, routes - 1),
    journal: new Int32Array(4 * 4 * (n + 1)),
    written: 0,
  };
}

function allOf(from: number, to: number): Members {
  const count = Math.max(0, to - from + 1);
  const items = Int32Array.from({ length: count }, (_, i) => from + i);
  const at = new Int32Array(to + 1);
  for (let i = 0; i < count; i++) at[from + i] = i;
  return { items, at, count };
}

function add(members: Members, item: number): void {
  exchange(members, item, members.count);
  members.count++;
}

function drop(members: Members, item: number): void {
  members.count--;
  exchange(members, item, members.count);
}

function exchange({ items, at }: Members, item: number, to: number): void {
  const other = items[to]!;
  const from = at[item]!;
  items[from] = other;
  at[other] = from;
  items[to] = item;
  at[item] = to;
}

/** Takes a stop out of its round; answers by how much the cost changes. */
export function unlink(tours: Tours, c: number): number {
  const { journal } = tours;
  const w = tours.written;
  journal[w] = c;
  journal[w + 1] = tours.prev[c]!;
  journal[w + 2] = tours.next[c]!;
  journal[w + 3] = tours.route[c]!;
  tours.written = w + 4;
  return takeOut(tours, c);
}

/** Puts an absent stop between two that follow each other (0: the depot); answers by how much the cost changes. */
export function link(tours: Tours, c: number, before: number, after: number, r: number): number {
  const { journal } = tours;
  const w = tours.written;
  journal[w] = -c;
  journal[w + 3] = r;
  tours.written = w + 4;
  return putIn(tours, c, before, after, r);
}

/** Takes back what was done since the journal was at `mark`. */
export function undo(tours: Tours, mark: number): void {
  const { journal } = tours;
  for (let w = tours.written - 4; w >= mark; w -= 4) {
    const c = journal[w]!;
    if (c < 0) takeOut(tours, -c);
    else putIn(tours, c, journal[w + 1]!, journal[w + 2]!, journal[w + 3]!);
  }
  tours.written = mark;
}

function takeOut(tours: Tours, c: number): number {
  const { instance, next, prev, toNext, toPrev } = tours;
  const { matrix, nodes } = instance;
  const r = tours.route[c]!;
  const before = prev[c]!;
  const after = next[c]!;
  const home = instance.home[r]!;
  const way = matrix[(before || home) * nodes + (after || home)]!;
  if (before > 0) {
    next[before] = after;
    toNext[before] = way;
  } else tours.first[r] = after;
  if (after > 0) {
    prev[after] = before;
    toPrev[after] = way;
  } else tours.last[r] = before;
  tours.route[c] = -1;
  tours.load[r]! -= instance.demand[c]!;
  if (--tours.size[r]! === 0) add(tours.idle, r);
  add(tours.absent, c);
  return way - toPrev[c]! - toNext[c]! + instance.absence[c]! - strangerAt(instance, c, r);
}

function putIn(tours: Tours, c: number, before: number, after: number, r: number): number {
  const { instance, next, prev, toNext, toPrev } = tours;
  const { matrix, nodes } = instance;
  const home = instance.home[r]!;
  const there = matrix[(before || home) * nodes + c]!;
  const onward = matrix[c * nodes + (after || home)]!;
  let way = 0;
  if (before > 0) {
    way = toNext[before]!;
    next[before] = c;
    toNext[before] = there;
  } else tours.first[r] = c;
  if (after > 0) {
    way = toPrev[after]!;
    prev[after] = c;
    toPrev[after] = onward;
  } else tours.last[r] = c;
  prev[c] = before;
  next[c] = after;
  toPrev[c] = there;
  toNext[c] = onward;
  tours.route[c] = r;
  tours.load[r]! += instance.demand[c]!;
  if (tours.size[r]!++ === 0) drop(tours.idle, r);
  drop(tours.absent, c);
  return there + onward - way - instance.absence[c]! + strangerAt(instance, c, r);
}

/** What it costs that the payer of round r is not the one whom the people of stop c know. */
export function strangerAt({ familiar, otherwise }: Instance, c: number, r: number): number {
  return familiar[c] === r ? 0 : otherwise[c]!;
}

/** What is kept of the best answer: enough to walk every round. */
export interface Snapshot {
  readonly next: Int32Array;
  readonly first: Int32Array;
}

export function keep(tours: Tours, snapshot: Snapshot): void {
  snapshot.next.set(tours.next);
  snapshot.first.set(tours.first);
}

export function sequences({ next, first }: Snapshot): number[][] {
  return Array.from(first, (from) => {
    const stops: number[] = [];
    for (let c = from; c !== 0; c = next[c]!) stops.push(c);
    return stops;
  });
}
