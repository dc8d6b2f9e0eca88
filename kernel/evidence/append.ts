import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import type { Frontier, StoredNode } from './frontier.ts';
import { leavesAfter, type Place, REF_BYTES } from './leaf-text.ts';
import { HASH_BYTES } from './merkle.ts';
import { readEnd, readFrontier } from './tree.ts';

/** Leaves of one run: long enough that a run costs little, short enough to be done in a moment. */
const TOGETHER = 4096;

/** The writing end of the tree: what it has taken in, and how it goes on. */
export interface Appender {
  readonly frontier: Frontier;
  readonly place: Place;
}

export async function openAppender({ read }: Pick<Database, 'read'>): Promise<Appender> {
  const { size, place } = await readEnd(read);
  return { frontier: await readFrontier(read, size), place };
}

interface Batch {
  readonly count: number;
  readonly first_xid: string;
  readonly last_xid: string;
  readonly refs: Buffer;
  readonly hashes: Buffer;
}

/**
 * Takes the next committed rows into the tree, at most `limit`; answers how the tree stands then, and how many it took.
 * Null when another process was quicker: the tree must be opened again.
 */
export async function appendLeaves(
  db: Database,
  { frontier, place }: Appender,
  limit = TOGETHER,
): Promise<{ appender: Appender; count: number } | null> {
  const batch = await readBatch(db, place, limit);
  if (batch.count === 0) return { appender: { frontier, place }, count: 0 };
  const grown = frontier.copy();
  const nodes: StoredNode[] = [];
  for (let i = 0; i < batch.count; i++)
    nodes.push(...grown.add(batch.hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)));
  const { rows } = await db.pool.query<{ size: bigint | null }>(
    `select append_evidence($1, $2::text::xid8, $3::text::xid8, $4, $5, $6, $7, $8) as size`,
    [
      frontier.size,
      batch.first_xid,
      batch.last_xid,
      batch.refs,
      batch.hashes,
      nodes.map(({ level }) => level),
      nodes.map(({ index }) => index),
      nodes.map(({ hash }) => hash),
    ],
  );
  if (rows[0]?.size === null) return null;
  const ref = Buffer.from(batch.refs.subarray(-REF_BYTES));
  return { appender: { frontier: grown, place: { xid: batch.last_xid, ref } }, count: batch.count };
}

/** PostgreSQL hashes the leaves where they lie; only refs and hashes come over. */
async function readBatch({ read }: Database, after: Place, limit: number): Promise<Batch> {
  const { rows } = await sql<Batch>`
    select count(*)::int as count, (min(xid::xid8))::text as first_xid, (max(xid::xid8))::text as last_xid,
      string_agg(ref, ''::bytea order by xid::xid8, ref) as refs,
      string_agg(sha256('\\x00'::bytea || convert_to(leaf, 'UTF8')), ''::bytea order by xid::xid8, ref) as hashes
    from (${leavesAfter(after, limit)}) leaves`.execute(read);
  return rows[0] as Batch;
}
