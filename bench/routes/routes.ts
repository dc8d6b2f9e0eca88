import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { faultsOf } from '#modules/rounds/solve/check.ts';
import { planInWorker } from '#modules/rounds/solve/plan-in-worker.ts';
import type { Measure } from '../measure.ts';
import { costOf, problemOf } from './cvrplib.ts';

const SECONDS = 60;

/**
 * Plans the rounds of one CVRPLIB file in a thread of its own and checks the answer. Beside a `.sol` of the same name
 * the value is the gap to its cost in %, else the cost itself, which has nothing to be held against.
 */
export async function run(
  file: string,
  size: (flag: string, otherwise: number) => number,
  say: (line: string) => void,
): Promise<Measure> {
  const problem = problemOf(readFileSync(file, 'utf8'));
  const [seconds, seed] = [size('seconds', SECONDS), size('seed', 1)];
  const name = `routes ${basename(file, '.vrp')}`;
  let toldS = 0;
  const plan = await planInWorker(problem, {
    seed,
    seconds,
    onBetter: ({ cost, elapsedS }) => {
      if (elapsedS < toldS) return;
      toldS = elapsedS + seconds / 6;
      say(`${name}: ${cost} after ${elapsedS.toFixed(0)} s`);
    },
  });
  assert.deepEqual([...faultsOf(problem, plan), ...plan.unassigned], [], `${file} is answered wrongly`);
  const { cost } = plan;
  const solution = file.replace(/\.vrp$/, '.sol');
  const best = existsSync(solution) ? costOf(readFileSync(solution, 'utf8')) : null;
  const found = `cost ${cost}, ${plan.rounds.length} rounds, found after ${plan.foundS.toFixed(0)} s`;
  if (best === null)
    return { name, value: cost, unit: 'cost', ratio: NaN, baseline: NaN, cost, against: found };
  const value = (100 * (cost - best)) / best;
  return {
    name,
    value,
    unit: '%',
    ratio: cost / best,
    baseline: best,
    cost,
    against: `${found}; best known`,
  };
}
