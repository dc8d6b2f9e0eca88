import assert from 'node:assert/strict';
import type { PoolClient } from 'pg';
import type { TestDatabase } from '#kernel/testing/database.ts';

/** How many connections of this database wait for a lock that another one holds. */
async function waiters(db: TestDatabase): Promise<number> {
  const { rows } = await db.owner.pool.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.n ?? 0;
}

export async function untilWaiting(db: TestDatabase, many = 1): Promise<void> {
  for (let tries = 0; (await waiters(db)) < many; tries++) assert.ok(tries < 2_000, 'it never came to wait');
}

/** Starts each once the one before waits for the row that `hold` locks, and then lets them go on, in that order. */
export async function inTurn<T>(
  db: TestDatabase,
  hold: (client: PoolClient) => Promise<unknown>,
  works: readonly (() => Promise<T>)[],
  meanwhile: (client: PoolClient) => Promise<unknown> = async () => null,
): Promise<T[]> {
  const client = await db.owner.pool.connect();
  const started: Promise<T>[] = [];
  try {
    await client.query('begin');
    await hold(client);
    for (const work of works) {
      started.push(work());
      await untilWaiting(db, started.length);
    }
    await meanwhile(client);
    await client.query('commit');
  } finally {
    client.release();
  }
  return Promise.all(started);
}
