import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '#app/platform/embedded.ts';
import { withUser } from '#app/platform/database.ts';
import { APP_ROLE } from '#kernel/db/app-role.ts';
import { passingKeyring } from '#kernel/keys/keyring.ts';
import { useKeyring } from '#kernel/keys/seal.ts';
import { openDatabase } from '#kernel/db/connect.ts';
import { migrate } from '#kernel/db/migrate.ts';
import { migrateJobs } from '#kernel/jobs/migrate.ts';
import type { BenchContext } from './measure.ts';
import { openTpcb } from './tpcb.ts';

const TEMPLATE = 'bench_template';
const APP_PASSWORD = 'bench-app';

export interface BenchServer {
  /** Calls `work` with a migrated database of its own, which is dropped afterwards. */
  withDatabase<T>(
    name: string,
    say: (line: string) => void,
    size: BenchContext['size'],
    work: (context: BenchContext) => Promise<T>,
  ): Promise<T>;
  stop(): Promise<void>;
}

/** A server for this run alone, as the product starts it: fsync on, nothing relaxed. Peers and benches share it. */
export async function startBenchServer(): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-bench-'));
  const server = await startEmbedded({ folder, ownerPassword: 'bench-owner' });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const onServer = async (statement: string) => {
    const client = new Client({ connectionString: server.url('postgres') });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  try {
    await onServer(`create database ${TEMPLATE}`);
    await migrate({ url: server.url(TEMPLATE), appPassword: APP_PASSWORD });
    await migrateJobs(server.url(TEMPLATE));
  } catch (error) {
    await stop();
    throw error;
  }
  let peer: ReturnType<typeof openTpcb> | null = null;
  return {
    withDatabase: async (bench, say, size, work) => {
      const name = `bench_${bench.replaceAll('-', '_')}`;
      await onServer(`create database ${name} template ${TEMPLATE}`);
      const ownerUrl = server.url(name);
      const appUrl = withUser(ownerUrl, APP_ROLE, APP_PASSWORD);
      useKeyring(passingKeyring());
      const db = openDatabase({ url: appUrl, appName: 'bench' });
      const owner = openDatabase({ url: ownerUrl, appName: 'bench owner', max: 4, statementTimeoutMs: 0 });
      const scratch = join(folder, name);
      await mkdir(scratch);
      const tpcb = async () => {
        peer ??= onServer('create database tpcb').then(() => openTpcb(server.url('tpcb'), say));
        return (await peer)();
      };
      try {
        return await work({ db, owner, ownerUrl, appUrl, folder: scratch, size, say, tpcb });
      } finally {
        await Promise.all([db.close(), owner.close()]);
        await onServer(`drop database ${name} with (force)`);
        await rm(scratch, { recursive: true, force: true });
      }
    },
    stop,
  };
}
