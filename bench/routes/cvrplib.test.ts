import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf, problemOf } from './cvrplib.ts';

test('coordinates are read, and ways rounded to the nearest whole number', () => {
  const problem = problemOf(
    [
      'NAME : \tthree\t',
      'TYPE : CVRP',
      'DIMENSION : 3',
      'EDGE_WEIGHT_TYPE : EUC_2D',
      'CAPACITY : 10',
      'NODE_COORD_SECTION\t',
      '1\t0\t0',
      '2 1 1',
      '3 3.5 0',
      'DEMAND_SECTION',
      '1 0',
      '2 4',
      '3 7',
      'DEPOT_SECTION',
      ' 1',
      ' -1',
      'EOF',
    ].join('\r\n'),
  );
  assert.deepEqual([...(problem.travelS as Float64Array)], [0, 1, 4, 1, 0, 3, 4, 3, 0]);
  assert.deepEqual(
    problem.stops.map(({ id, place, load }) => [id, place, load]),
    [
      ['2', 1, 4],
      ['3', 2, 7],
    ],
  );
  assert.deepEqual(
    problem.vehicles.map(({ capacity, place }) => [capacity, place]),
    [
      [10, 0],
      [10, 0],
    ],
  );
});

/** The ways of three nodes whose weights are given in that format. */
const read = (format: string, weights: string) => {
  const heads = `DIMENSION: 3\nCAPACITY: 9\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: ${format}`;
  const rest = 'DEMAND_SECTION\n1 0\n2 1\n3 1\nDEPOT_SECTION\n1\n-1\nEOF';
  return [...(problemOf(`${heads}\nEDGE_WEIGHT_SECTION\n${weights}\n${rest}`).travelS as Float64Array)];
};

test('explicit weights fill both halves, whichever is given', () => {
  const full = [0, 1, 2, 1, 0, 3, 2, 3, 0];
  assert.deepEqual(read('LOWER_ROW', '1\n2 3'), full);
  assert.deepEqual(read('UPPER_ROW', '1 2\n3'), full);
  assert.deepEqual(read('LOWER_DIAG_ROW', '0 1 0\n2 3 0'), full);
  assert.deepEqual(read('FULL_MATRIX', full.join(' ')), full);
  assert.throws(() => read('LOWER_ROW', '1 2'));
});

test('the cost of a solution', () => {
  assert.equal(costOf('Route #1: 1 2\nCost 27591\n'), 27_591);
  assert.equal(costOf('Route #1: 1 2\n'), null);
});
