import { join } from 'node:path';
import pino from 'pino';
import { openProvince } from '#app/platform/database.ts';
import { buildServer } from '#app/server.ts';
import { TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { runEvidence } from '#kernel/evidence/follow.ts';
import { evidenceTasks } from '#kernel/evidence/nightly.ts';
import { runJobs } from '#kernel/jobs/jobs.ts';
import { payoutTasks } from '#modules/payouts/jobs.ts';
import { PAY_AT } from '../counters.ts';

/** What the serving process is told; it answers with its address. */
export interface ServeAsk {
  /** The owner's way through HAProxy, as an operator sets DATABASE_URL. */
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly logFile: string;
}

process.once('message', (ask: ServeAsk) => void serve(ask));
process.once('disconnect', () => process.exit());

/** Server, worker and evidence in one process, as the product starts them; its clock stands on a day of payment. */
async function serve({ databaseUrl, dataDir, logFile }: ServeAsk): Promise<void> {
  const log = pino({ level: 'warn' }, pino.destination(logFile));
  const settings = { port: 0, dataDir, databaseUrl };
  const province = await openProvince(settings, { migrate: true, log: () => {}, max: 16 });
  const clock = { now: () => PAY_AT };
  const parts = { db: province.db, clock, log };
  await runJobs(
    province.db.pool,
    { ...payoutTasks({ ...parts, filesFolder: `${dataDir}/files` }), ...evidenceTasks(parts) },
    { concurrency: 1 },
  );
  runEvidence({ ...parts, keysFolder: join(dataDir, 'evidence') });
  const server = await buildServer({
    ...parts,
    dataDir,
    listenUrl: province.appUrl,
    sessionSecret: TEST_SECRET,
    requestsPerMinute: 100_000_000,
  });
  process.send?.(await server.listen(0, '127.0.0.1'));
}
