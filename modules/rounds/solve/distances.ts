/** A closed road, and the most that a distance may be: two of them and a little still fit into 32 bits. */
export const CLOSED = 2 ** 29;

/** A number of seconds as the search keeps it: whole, and never above a closed road. */
export function whole(distance: number): number {
  return distance < CLOSED ? Math.round(distance) : CLOSED;
}

/**
 * The stops nearest to each stop, nearest first: `near` of them from index `stop * near`. Where ways differ by
 * direction the shorter one counts. Stops are 1 to n; the depot is nobody's neighbour.
 */
export function neighboursOf(matrix: Int32Array, nodes: number, n: number, near: number): Int32Array {
  const lists = new Int32Array((n + 1) * near);
  // Distance and stop in one number, so that a plain numeric sort orders by both.
  const keys = new Float64Array(Math.max(0, n - 1));
  const base = nodes + 1;
  for (let i = 1; i <= n; i++) {
    let k = 0;
    for (let j = 1; j <= n; j++) {
      if (j === i) continue;
      const way = Math.min(matrix[i * nodes + j]!, matrix[j * nodes + i]!);
      keys[k++] = way * base + j;
    }
    keys.sort();
    for (let p = 0; p < near; p++) lists[i * near + p] = keys[p]! % base;
  }
  return lists;
}

/** Ten times the longest open way and 1,000 s: above any detour, so that nobody is left out to save a way. */
export function absenceUnlessTold(travelS: ArrayLike<number>): number {
  let longest = 0;
  for (let i = 0; i < travelS.length; i++)
    if (travelS[i]! < CLOSED) longest = Math.max(longest, whole(travelS[i]!));
  return 10 * longest + 1000;
}
