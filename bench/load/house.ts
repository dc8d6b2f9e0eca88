import { join } from 'node:path';
import pino from 'pino';
import { buildServer } from '#app/server.ts';
import { TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { openDatabase } from '#kernel/db/connect.ts';
import { runEvidence } from '#kernel/evidence/follow.ts';
import { evidenceTasks } from '#kernel/evidence/nightly.ts';
import { runJobs } from '#kernel/jobs/jobs.ts';
import { passingKeyring } from '#kernel/keys/keyring.ts';
import { useKeyring } from '#kernel/keys/seal.ts';
import { payoutTasks } from '#modules/payouts/jobs.ts';
import { PAY_AT } from '../counters.ts';

/** What the house is told first; it answers with its address, and afterwards each message with its memory. */
export interface HouseAsk {
  readonly appUrl: string;
  readonly dataDir: string;
}

export interface HouseMemory {
  readonly heapMb: number;
  readonly rssMb: number;
}

process.once('message', (ask: HouseAsk) => void open(ask));
process.once('disconnect', () => process.exit());

/** Server, worker and evidence in one process, as the product starts them; its clock stands on a day of payment. */
async function open({ appUrl, dataDir }: HouseAsk): Promise<void> {
  useKeyring(passingKeyring());
  const db = openDatabase({ url: appUrl, appName: 'bench house', max: 16 });
  const log = pino({ level: 'error' }, pino.destination(join(dataDir, 'house.log')));
  const parts = { db, clock: { now: () => PAY_AT }, log };
  const tasks = {
    ...payoutTasks({ ...parts, filesFolder: join(dataDir, 'files') }),
    ...evidenceTasks(parts),
  };
  await runJobs(db.pool, tasks, { concurrency: 2 });
  runEvidence({ ...parts, keysFolder: join(dataDir, 'evidence') });
  const server = await buildServer({
    ...parts,
    dataDir,
    listenUrl: appUrl,
    sessionSecret: TEST_SECRET,
    requestsPerMinute: 100_000_000,
  });
  process.send?.(await server.listen(0, '127.0.0.1'));
  process.on('message', () => process.send?.(memory()));
}

/** What is left after the garbage was taken out; the process is started with `--expose-gc`. */
function memory(): HouseMemory {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMb: heapUsed / 1_048_576, rssMb: rss / 1_048_576 };
}
