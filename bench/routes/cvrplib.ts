import assert from 'node:assert/strict';
import type { Problem } from '#modules/rounds/solve/problem.ts';

/**
 * Reads an instance of CVRPLIB (http://vrp.galgos.inf.puc-rio.br, in the format of TSPLIB 95): a CVRP with coordinates
 * (EUC_2D rounds to the nearest whole number, CEIL_2D up) or with an explicit matrix. As many vehicles as stops, for the
 * set X leaves their number free; DISTANCE and SERVICE_TIME limit the length of a round.
 */
export function problemOf(text: string): Problem {
  const { heads, sections } = partsOf(text);
  const places = Number(heads.get('DIMENSION'));
  assert.ok(places > 0, 'DIMENSION is missing');
  const kind = heads.get('EDGE_WEIGHT_TYPE') ?? '';
  const travelS =
    kind === 'EXPLICIT'
      ? explicitOf(sections.get('EDGE_WEIGHT_SECTION') ?? [], places, heads.get('EDGE_WEIGHT_FORMAT') ?? '')
      : euclideanOf(sections.get('NODE_COORD_SECTION') ?? [], places, kind);
  const demands = sections.get('DEMAND_SECTION') ?? [];
  const depot = (sections.get('DEPOT_SECTION')?.[0] ?? 1) - 1;
  const serviceS = Number(heads.get('SERVICE_TIME') ?? 0);
  const maxS = Number(heads.get('DISTANCE') ?? Infinity);
  const stops = Array.from({ length: places }, (_, i) => {
    assert.equal(demands[2 * i], i + 1, 'DEMAND_SECTION does not count its nodes from 1');
    return { id: String(i + 1), place: i, load: demands[2 * i + 1]!, serviceS };
  }).filter(({ place }) => place !== depot);
  const capacity = Number(heads.get('CAPACITY'));
  const vehicles = stops.map((_, i) => ({ id: String(i + 1), place: depot, capacity, maxS }));
  return { places, travelS, stops, vehicles };
}

/** The cost of a solution file; null if it names none. */
export function costOf(solution: string): number | null {
  const found = /^\s*cost\s*:?\s*([\d.]+)/im.exec(solution)?.[1];
  return found === undefined ? null : Number(found);
}

/** Heads are `NAME : value`, sections a name and then numbers. */
function partsOf(text: string) {
  const heads = new Map<string, string>();
  const sections = new Map<string, number[]>();
  let numbers: number[] | null = null;
  for (const line of text.split(/\r?\n/).map((raw) => raw.trim())) {
    const [, head, value] = /^([A-Z_0-9]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (head !== undefined && value) heads.set(head, value.trim());
    else if (/^[A-Z_]+_SECTION\b/.test(line)) sections.set(/^[A-Z_]+/.exec(line)![0], (numbers = []));
    else if (line !== '' && line !== 'EOF') for (const word of line.split(/\s+/)) numbers?.push(Number(word));
  }
  return { heads, sections };
}

function euclideanOf(coordinates: readonly number[], places: number, kind: string): Float64Array {
  assert.ok(kind === 'EUC_2D' || kind === 'CEIL_2D', `EDGE_WEIGHT_TYPE ${kind} is not known`);
  assert.equal(coordinates.length, 3 * places, 'NODE_COORD_SECTION is not complete');
  const ways = new Float64Array(places * places);
  for (let i = 0; i < places; i++)
    for (let j = 0; j < places; j++) {
      const x = coordinates[3 * i + 1]! - coordinates[3 * j + 1]!;
      const y = coordinates[3 * i + 2]! - coordinates[3 * j + 2]!;
      const way = Math.sqrt(x * x + y * y);
      ways[i * places + j] = kind === 'CEIL_2D' ? Math.ceil(way) : Math.floor(way + 0.5);
    }
  return ways;
}

function explicitOf(weights: readonly number[], places: number, format: string): Float64Array {
  const ways = new Float64Array(places * places);
  const isIn: Readonly<Record<string, (i: number, j: number) => boolean>> = {
    FULL_MATRIX: () => true,
    LOWER_ROW: (i, j) => j < i,
    LOWER_DIAG_ROW: (i, j) => j <= i,
    UPPER_ROW: (i, j) => j > i,
    UPPER_DIAG_ROW: (i, j) => j >= i,
  };
  const given = isIn[format];
  assert.ok(given, `EDGE_WEIGHT_FORMAT ${format} is not known`);
  let k = 0;
  for (let i = 0; i < places; i++)
    for (let j = 0; j < places; j++) {
      if (!given(i, j)) continue;
      ways[i * places + j] = weights[k++]!;
      if (format !== 'FULL_MATRIX') ways[j * places + i] = ways[i * places + j]!;
    }
  assert.equal(k, weights.length, 'EDGE_WEIGHT_SECTION has another number of weights');
  return ways;
}
