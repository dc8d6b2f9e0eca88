import { join } from 'node:path';
import { timeCopy } from './copy.ts';
import { timeImport } from './import.ts';
import { writeBenchList } from './lists.ts';
import type { BenchContext, Measure } from './measure.ts';
import { openBenchProvince } from './province.ts';

const ROWS = 79_000;
const LIMIT_MB = 500;

/**
 * A funder's xlsx list taken in end to end (read, checked, people and vouchers entered) by a province with an empty
 * register, against a plain COPY of the same lines as text. At most 12 times as long is wanted, and 500 MB of memory.
 */
export async function run(context: BenchContext): Promise<Measure[]> {
  const { folder, size, say } = context;
  const rows = size('rows', ROWS);
  await openBenchProvince(context);
  say('writing the list');
  const xlsx = await writeBenchList(folder, 'list.xlsx', rows);
  const before = await timeCopy(context, await writeBenchList(folder, 'list.csv', rows));
  const told = await timeImport(context, xlsx, 'pension', rows);
  const baseline = (before + (await timeCopy(context, join(folder, 'list.csv')))) / 2;
  return [
    {
      name: 'import-xlsx',
      value: told.seconds,
      unit: 's',
      ratio: told.seconds / baseline,
      baseline,
      against: `COPY of the same ${rows.toLocaleString('en')} lines; at most 12 is wanted`,
    },
    {
      name: 'import-xlsx memory',
      value: told.peakMb,
      unit: 'MB',
      ratio: told.peakMb / LIMIT_MB,
      baseline: LIMIT_MB,
      against: 'limit of the whole process at its peak',
    },
  ];
}
