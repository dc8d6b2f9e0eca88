import { readOverview } from '#modules/payouts/watch/actions/overview.ts';
import type { BenchContext, Measure } from '../measure.ts';
import { latencyMeasures, timeCases } from './latency.ts';
import { fillYears, LAST_MONTH } from './years-of-payouts.ts';

/** From the request to the figures; 95 of 100 within this with 60 million payments behind them. */
const LIMIT_MS = 100;
const ROUNDS = 60;

/** The month at a glance of the province, a district and a point; `--rows-behind` payments (600,000 unless told). */
export async function run({ db, owner, size, say }: BenchContext): Promise<Measure[]> {
  const behind = size('rows-behind', 600_000);
  await fillYears(owner, behind, say);
  const read = (path: string) => () =>
    readOverview(db.read, { month: LAST_MONTH, path, today: '2020-12-20' });
  const times = await timeCases(
    { province: read('QT'), district: read('QT/H0'), point: read('QT/H0/P0') },
    ROUNDS,
  );
  return [
    ...latencyMeasures('overview', Object.values(times).flat(), LIMIT_MS),
    ...Object.entries(times).flatMap(([name, samples]) =>
      latencyMeasures(`overview of a ${name}`, samples, LIMIT_MS),
    ),
  ].map((measure) => ({ ...measure, against: `limit, ${behind.toLocaleString('en')} payments behind` }));
}
