import { timeCopy } from './copy.ts';
import { timeImport } from './import.ts';
import { writeBenchList } from './lists.ts';
import type { BenchContext, Measure } from './measure.ts';
import { openBenchProvince } from './province.ts';

const SHORT = 100_000;
const LONG = 1_000_000;
const LIMIT_MB = 500;

/**
 * A short csv list and a long one, each into a province with an empty register: the long one costs no more a line than
 * the short one (ratio near 1), and no more memory.
 */
export async function run(context: BenchContext): Promise<Measure[]> {
  const { folder, owner, size, say } = context;
  const [short, long] = [SHORT, size('csv-rows', LONG)];
  await openBenchProvince(context);
  say('writing the lists');
  const shortPath = await writeBenchList(folder, 'short.csv', short);
  const longPath = await writeBenchList(folder, 'long.csv', long);
  const copySeconds = await timeCopy(context, shortPath);
  const first = await timeImport(context, shortPath, 'pension', short);
  await owner.pool.query('truncate citizen, voucher, payout_list, thing, payout_rollup cascade');
  const second = await timeImport(context, longPath, 'pension', long);
  const per100k = (second.seconds * 100_000) / long;
  const shortPer100k = (first.seconds * 100_000) / short;
  const peakMb = Math.max(first.peakMb, second.peakMb);
  return [
    {
      name: `import-csv ${short.toLocaleString('en')}`,
      value: first.seconds,
      unit: 's',
      ratio: first.seconds / copySeconds,
      baseline: copySeconds,
      against: 'COPY of the same lines',
    },
    {
      name: `import-csv ${long.toLocaleString('en')}, per 100,000`,
      value: per100k,
      unit: 's',
      ratio: per100k / shortPer100k,
      baseline: shortPer100k,
      against: `the same share of ${short.toLocaleString('en')} lines; linear is 1`,
    },
    {
      name: 'import-csv memory',
      value: peakMb,
      unit: 'MB',
      ratio: peakMb / LIMIT_MB,
      baseline: LIMIT_MB,
      against: 'limit of the whole process at its peak',
    },
  ];
}
