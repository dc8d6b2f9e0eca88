import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { COLUMNS } from './lists.ts';
import type { BenchContext } from './measure.ts';

/** Seconds of a plain COPY of the same lines into one table of text columns, committed: the middle one of three. */
export async function timeCopy({ ownerUrl, say }: BenchContext, csvPath: string): Promise<number> {
  const columns = Array.from({ length: COLUMNS }, (_, i) => `c${i} text`).join(', ');
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  const times: number[] = [];
  try {
    for (let round = 0; round < 3; round++) {
      await client.query(`create table copied (${columns})`);
      const began = performance.now();
      await client.query('begin');
      const into = client.query(copyFrom(`copy copied from stdin (format csv, delimiter ';', header true)`));
      await pipeline(createReadStream(csvPath, { highWaterMark: 1 << 18 }), into);
      await client.query('commit');
      times.push((performance.now() - began) / 1000);
      await client.query('drop table copied');
    }
  } finally {
    await client.end();
  }
  say(`COPY: ${times.map((time) => time.toFixed(2)).join(', ')} s`);
  return times.toSorted((a, b) => a - b)[1] as number;
}
