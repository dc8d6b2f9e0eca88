import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { DatabaseError, type Pool, type PoolClient } from 'pg';

interface Line {
  readonly client: Promise<PoolClient>;
  users: number;
}

/**
 * One connection that several statements share: each is sent without waiting for the answer to the one before, so that the server
 * begins the next as soon as it has finished one. It runs them in that order, every one a transaction by itself that fails alone;
 * whoever needs two that belong together must not ask for them here. `pool` opens its clients with `pipeline`. While nothing
 * is under way the connection lies in the pool; whoever comes after it broke has another.
 */
export function pipelineOf(pool: Pool): PostgresPool {
  let current: Line | null = null;

  const leave = (line: Line) => {
    if (current === line) current = null;
    void line.client.then(
      (client) => client.release(),
      () => {},
    );
  };

  return {
    connect: async () => {
      const line = (current ??= { client: pool.connect(), users: 0 });
      line.users++;
      const release = () => {
        if (--line.users === 0) leave(line);
      };
      try {
        const client = await line.client;
        const query = (...asked: Parameters<PoolClient['query']>) =>
          (client.query(...asked) as unknown as Promise<unknown>).catch((error: unknown) => {
            if (isBroken(error) && current === line) current = null;
            throw error;
          });
        return { query, release } as unknown as PostgresPoolClient;
      } catch (error) {
        release();
        throw error;
      }
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

/** Whether a failure is the connection's and not the statement's. */
function isBroken(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.severity === 'FATAL' || error.severity === 'PANIC';
}
