import pino from 'pino';
import { buildServer } from '#app/server.ts';
import { TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { openDatabase } from '#kernel/db/connect.ts';
import { passingKeyring } from '#kernel/keys/keyring.ts';
import { useKeyring } from '#kernel/keys/seal.ts';
import { PAY_AT } from './counters.ts';

/** What the serving process is told; it answers with its address. */
export interface ServeAsk {
  readonly appUrl: string;
  readonly dataDir: string;
}

process.once('message', (ask: ServeAsk) => void serve(ask));
process.once('disconnect', () => process.exit());

/** The product's own server; its clock stands on a day of payment, and nobody is held back for the rate of their requests. */
async function serve({ appUrl, dataDir }: ServeAsk): Promise<void> {
  useKeyring(passingKeyring());
  const db = openDatabase({ url: appUrl, appName: 'bench server', max: 16 });
  const server = await buildServer({
    db,
    dataDir,
    clock: { now: () => PAY_AT },
    log: pino({ level: 'silent' }),
    sessionSecret: TEST_SECRET,
    requestsPerMinute: 100_000_000,
  });
  process.send?.(await server.listen(0, '127.0.0.1'));
}
