import pino from 'pino';
import { buildServer } from '#app/server.ts';
import { settableClock } from '#app/clock.ts';
import { TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import type { Patience } from '#kernel/http/server.ts';
import { openDatabase } from '#kernel/db/connect.ts';
import { evidenceTasks } from '#kernel/evidence/nightly.ts';
import { runEvidence } from '#kernel/evidence/follow.ts';
import { runJobs } from '#kernel/jobs/jobs.ts';
import { payoutTasks } from '#modules/payouts/jobs.ts';

/** What the serving process is told; it answers with its address. It is server and worker, as the product's own process is. */
export interface ServeAsk {
  readonly appUrl: string;
  readonly dataDir: string;
  readonly at: string;
  readonly patience?: Patience;
  readonly statementTimeoutMs?: number;
}

process.once('message', (ask: ServeAsk) => void serve(ask));
process.once('disconnect', () => process.exit());

async function serve({ appUrl, dataDir, at, patience, statementTimeoutMs }: ServeAsk): Promise<void> {
  const db = openDatabase({
    url: appUrl,
    appName: 'test server',
    max: 8,
    ...(statementTimeoutMs !== undefined && { statementTimeoutMs }),
  });
  const clock = settableClock(new Date(at));
  const log = pino({ level: 'silent' });
  const parts = { db, clock, log };
  await runJobs(
    db.pool,
    { ...payoutTasks({ ...parts, filesFolder: `${dataDir}/files` }), ...evidenceTasks(parts) },
    { concurrency: 1 },
  );
  runEvidence({ ...parts, keysFolder: `${dataDir}/evidence`, restMs: 20, signEveryMs: 50 });
  const server = await buildServer({
    ...parts,
    dataDir,
    sessionSecret: TEST_SECRET,
    requestsPerMinute: 10_000_000,
    ...(patience && { patience }),
  });
  process.send?.(await server.listen(0, '127.0.0.1'));
  process.on('message', () => process.send?.(process.memoryUsage().rss));
}
