import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/connect.ts';
import { MIGRATIONS_FOLDER, readMigrations } from '../db/migrate.ts';

/**
 * `/healthz`: the process answers. `/readyz`: it can work, that is the database answers and is at this version's schema; what does
 * not go on beside the work is named there too.
 */
export function mountHealth(app: FastifyInstance, db: Database, troubles: () => readonly string[]): void {
  const expected = readMigrations(MIGRATIONS_FOLDER);
  expected.catch(() => {});

  app.get('/healthz', { config: { rateLimit: false } }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );

  app.get('/readyz', { config: { rateLimit: false } }, async (request, reply) => {
    const reason = await whyNotReady().catch((error: unknown) => {
      request.log.warn({ err: error }, 'not ready');
      return 'database_unreachable';
    });
    reply.header('cache-control', 'no-store').code(reason === null ? 200 : 503);
    return reason === null ? { status: 'ready', troubles: troubles() } : { status: 'not_ready', reason };
  });

  async function whyNotReady(): Promise<string | null> {
    const { rows } = await db.pool.query<{ sha256: string }>('select sha256 from migration');
    const applied = new Set(rows.map((row) => row.sha256));
    const known = await expected;
    if (known.some((file) => !applied.has(file.sha256))) return 'migrations_pending';
    return applied.size > known.length ? 'schema_newer' : null;
  }
}
