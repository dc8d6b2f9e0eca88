import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import type { Tx } from '../db/types.ts';

/** Something that happened, told to whoever follows its topic. */
export interface Happening {
  readonly topic: string;
  /** The office it happened at; null when it concerns no single one. */
  readonly officeId: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The channel on which readers are woken. */
export const FEED_CHANNEL = 'feed';

/** Writes one event in the transaction that makes it true: it is there if that commits, and only then. */
export function publish(
  tx: Tx,
  topic: string,
  body: Readonly<Record<string, unknown>>,
  officeId: string | null = null,
): Promise<void> {
  return publishAll(tx, [{ topic, officeId, body }]);
}

/** Writes many events at once, in their order. Bigints in a body become strings. */
export async function publishAll(tx: Tx, happenings: readonly Happening[]): Promise<void> {
  if (happenings.length === 0) return;
  const bodies = happenings.map(({ body }) =>
    JSON.stringify(body, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part)),
  );
  await sql`-- named: publish
    insert into feed_event (topic, office_id, body)
    select t.topic, t.office_id, t.body from unnest(
      ${happenings.map(({ topic }) => topic)}::text[], ${happenings.map(({ officeId }) => officeId)}::uuid[], ${bodies}::jsonb[]
    ) with ordinality as t(topic, office_id, body, place) order by t.place`.execute(tx);
}

/**
 * Makes a wake-up call for readers, one for all writes of a moment. It is a hint, sent after the commit: NOTIFY inside a
 * transaction takes a lock over the whole database until the commit is durable, and payments would queue behind it.
 */
export function feedWaker(db: Database, everyMs = 20): () => void {
  let timer: NodeJS.Timeout | null = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      // A lost call costs a reader one interval of its own clock, nothing more.
      db.pool.query(`select pg_notify('${FEED_CHANNEL}', '')`).catch(() => {});
    }, everyMs).unref();
  };
}
