import { join } from 'node:path';
import { runMonth } from '#app/month/run-month.ts';
import type { BenchContext, Measure } from './measure.ts';
import { inventPeople, MONTH, openBenchProvince } from './province.ts';

const LIMIT_S = 60;
const PEOPLE = 79_000;

/** A whole month of the province, from the funders' files to the printed settlement, against a minute. */
export async function run(context: BenchContext): Promise<Measure[]> {
  const { db, folder, size, say } = context;
  await openBenchProvince(context);
  const people = inventPeople(size('people', PEOPLE));
  const done = await runMonth(db, {
    month: MONTH,
    people,
    folder: join(folder, 'month'),
    filesFolder: join(folder, 'files'),
    say,
  });
  for (const stage of done.stages) say(`${stage.stage}: ${(stage.ms / 1000).toFixed(1)} s`);
  const value = done.ms / 1000;
  const against = `limit for ${PEOPLE.toLocaleString('en')} people, here ${people.length.toLocaleString('en')}`;
  return [{ name: 'month', value, unit: 's', ratio: value / LIMIT_S, baseline: LIMIT_S, against }];
}
