import { absenceUnlessTold, CLOSED, neighboursOf, whole } from './distances.ts';
import type { Problem, Vehicle } from './problem.ts';
import { type Limits, limitsOf } from './limits.ts';

/** How many neighbours a stop is tried beside. */
const NEAR = 100;

/**
 * The problem as the search reads it: node 0 is the depot, 1 to n are the stops in the order given, above them stand
 * further depots. Everything lies in typed arrays, and every number of the matrix is whole.
 */
export interface Instance {
  readonly n: number;
  readonly nodes: number;
  readonly matrix: Int32Array;
  readonly demand: Float64Array;
  /** What a stop costs that no round visits. */
  readonly absence: Float64Array;
  /** The route whose payer is known at the door, -1 for none, and the price of another. */
  readonly familiar: Int32Array;
  readonly otherwise: Float64Array;
  readonly near: number;
  readonly neighbours: Int32Array;
  readonly routes: number;
  readonly capacity: Float64Array;
  /** The node where a route begins and ends. */
  readonly home: Int32Array;
  /** The mean way to a near neighbour, against which temperatures are measured. */
  readonly scale: number;
  /** Hours, windows, and who may come where; null when only capacity matters and ways are alike in both directions. */
  readonly limits: Limits | null;
}

export function instanceOf(problem: Problem): Instance {
  const { stops, vehicles } = problem;
  const n = stops.length;
  const depots = [...new Set(vehicles.map((vehicle) => vehicle.place))];
  const [first = 0, ...others] = depots;
  const placeOf = [first, ...stops.map((stop) => stop.place), ...others];
  const nodes = placeOf.length;
  const matrix = matrixOf(problem, placeOf);
  const near = Math.min(NEAR, Math.max(0, n - 1));
  const neighbours = neighboursOf(matrix, nodes, n, near);
  const absence = absenceUnlessTold(problem.travelS);
  const routeOf = new Map(vehicles.map((vehicle, route) => [vehicle.id, route]));
  const familiar = stops.map((stop) => routeOf.get(stop.familiar?.vehicle ?? '') ?? -1);
  const home = vehicles.map(({ place }) => (place === first ? 0 : n + 1 + others.indexOf(place)));
  return {
    n,
    nodes,
    matrix,
    demand: Float64Array.from([0, ...stops.map((stop) => stop.load)]),
    absence: Float64Array.from([0, ...stops.map((stop) => stop.unassignedS ?? absence)]),
    familiar: Int32Array.from([-1, ...familiar]),
    otherwise: Float64Array.from([
      0,
      ...stops.map((stop, i) => (familiar[i]! < 0 ? 0 : (stop.familiar?.otherwiseS ?? 0))),
    ]),
    near,
    neighbours,
    routes: vehicles.length,
    capacity: Float64Array.from(vehicles, (vehicle) => vehicle.capacity),
    home: Int32Array.from(home),
    scale: scaleOf(matrix, nodes, n, near, neighbours),
    limits: isPlain(problem, matrix, nodes) ? null : limitsOf(problem),
  };
}

function matrixOf(problem: Problem, placeOf: readonly number[]): Int32Array {
  const nodes = placeOf.length;
  const matrix = new Int32Array(nodes * nodes);
  for (let i = 0; i < nodes; i++)
    for (let j = 0; j < nodes; j++)
      matrix[i * nodes + j] =
        placeOf[i] === placeOf[j] ? 0 : whole(problem.travelS[placeOf[i]! * problem.places + placeOf[j]!]!);
  return matrix;
}

/** The mean way to one of the ten nearest. */
function scaleOf(matrix: Int32Array, nodes: number, n: number, near: number, neighbours: Int32Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 1; i <= n; i++)
    for (let k = 0; k < Math.min(10, near); k++) {
      const way = matrix[i * nodes + neighbours[i * near + k]!]!;
      if (way >= CLOSED) continue;
      sum += way;
      count++;
    }
  return count > 0 ? Math.max(1, sum / count) : 1;
}

/** Only capacity matters, every vehicle is like the other, and ways are open and the same both ways. */
function isPlain({ stops, vehicles }: Problem, matrix: Int32Array, nodes: number): boolean {
  const [one] = vehicles;
  const like = (vehicle: Vehicle) =>
    vehicle.capacity === one?.capacity &&
    vehicle.place === one.place &&
    (vehicle.maxS ?? Infinity) === Infinity;
  return (
    vehicles.every(like) &&
    stops.every((stop) => !stop.windows && !stop.familiar && !stop.only) &&
    isSymmetric(matrix, nodes)
  );
}

function isSymmetric(matrix: Int32Array, nodes: number): boolean {
  for (let i = 0; i < nodes; i++)
    for (let j = 0; j < i; j++) {
      const way = matrix[i * nodes + j]!;
      if (way !== matrix[j * nodes + i] || way >= CLOSED) return false;
    }
  return true;
}
