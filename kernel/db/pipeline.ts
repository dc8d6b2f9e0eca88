import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient } from 'pg';

/**
 * One connection that several statements share: each is sent without waiting for the answer to the one before, so that the server
 * begins the next as soon as it has finished one. It runs them in that order, every one a transaction by itself that fails alone;
 * whoever needs two that belong together must not ask for them here. `pool` opens its clients with `pipeline`. While nothing
 * is under way the connection lies in the pool, which replaces it when it breaks.
 */
export function pipelineOf(pool: Pool): PostgresPool {
  let shared: Promise<PoolClient> | null = null;
  let users = 0;
  const leave = () => {
    if (--users > 0) return;
    void shared?.then((client) => client.release()).catch(() => {});
    shared = null;
  };
  return {
    connect: async () => {
      users++;
      shared ??= pool.connect();
      try {
        const client = await shared;
        return { query: client.query.bind(client), release: leave } as PostgresPoolClient;
      } catch (error) {
        leave();
        throw error;
      }
    },
    end: () => pool.end(),
    options: pool.options,
  };
}
