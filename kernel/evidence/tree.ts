import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Read } from '../db/types.ts';
import { type Frontier, openFrontier, peaksOf, STORED_EVERY } from './frontier.ts';
import { BEGINNING, type Place, HANDOVER, OPERATION, REF_BYTES, refOf } from './leaf-text.ts';
import { type Hash, HASH_BYTES, nodeHash } from './merkle.ts';
import { rootOf, type Subtrees } from './prove.ts';

/** How many leaves the tree holds, and where its last one stands. */
export interface TreeEnd {
  readonly size: number;
  readonly place: Place;
}

export async function readEnd(read: Read): Promise<TreeEnd> {
  const last = await read
    .selectFrom('evidence_run')
    .select(['first_position', 'size', 'last_xid', 'last_ref'])
    .orderBy('first_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return { size: 0, place: BEGINNING };
  return { size: Number(last.first_position) + last.size, place: { xid: last.last_xid, ref: last.last_ref } };
}

/** The hashes of leaves `from` up to, not including, `to`. */
export async function readLeafHashes(read: Read, from: number, to: number): Promise<Hash[]> {
  // Only the part of a run that is asked for is read; a run may hold thousands.
  const { rows } = await sql<{ part: Buffer }>`
    select substr(hashes, (${HASH_BYTES} * greatest(${from}::bigint - first_position, 0))::int + 1,
      (${HASH_BYTES} * (least(${to}::bigint, first_position + size) - greatest(${from}::bigint, first_position)))::int) as part
    from evidence_run
    where first_position < ${to} and first_position >= coalesce(
      (select max(first_position) from evidence_run where first_position <= ${from}), 0)
    order by first_position`.execute(read);
  return partsOf(Buffer.concat(rows.map(({ part }) => part)), HASH_BYTES, to - from);
}

async function readNodes(read: Read, level: number, from: number, to: number): Promise<Hash[]> {
  const rows = await read
    .selectFrom('evidence_node')
    .select('hash')
    .where('level', '=', level)
    .where('index', '>=', BigInt(from))
    .where('index', '<', BigInt(to))
    .orderBy('index')
    .execute();
  return partsOf(Buffer.concat(rows.map(({ hash }) => hash)), HASH_BYTES, to - from);
}

function partsOf(bytes: Buffer, length: number, count: number): Buffer[] {
  assert.equal(bytes.length, length * count, 'the tree holds every leaf below its size');
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * length, (i + 1) * length));
}

/** Hashes of complete subtrees from what is stored: each is one short read of at most 128 hashes. */
export function storedSubtrees(read: Read): Subtrees {
  return async (level, index) => {
    const stored = level - (level % STORED_EVERY);
    const width = 2 ** (level - stored);
    const [from, to] = [index * width, (index + 1) * width];
    let hashes =
      stored === 0 ? await readLeafHashes(read, from, to) : await readNodes(read, stored, from, to);
    while (hashes.length > 1)
      hashes = Array.from({ length: hashes.length / 2 }, (_, i) =>
        nodeHash(hashes[2 * i] as Hash, hashes[2 * i + 1] as Hash),
      );
    return hashes[0] as Hash;
  };
}

/** The root of the first `size` leaves as they are stored. */
export function readRoot(read: Read, size: number): Promise<Hash> {
  return rootOf(0, size, storedSubtrees(read));
}

export async function readFrontier(read: Read, size: number): Promise<Frontier> {
  const subtrees = storedSubtrees(read);
  const peaks: Hash[] = [];
  for (const { level, index } of peaksOf(size)) peaks.push(await subtrees(level, index));
  return openFrontier(size, peaks);
}

/** Where the leaf of a handover stands, or of an operation; null while the tree has not reached it. */
export async function findPosition(
  read: Read,
  id: string,
  table: 'handover' | 'device_operation' = 'handover',
): Promise<number | null> {
  const ref = refOf(id, table === 'handover' ? HANDOVER : OPERATION);
  const { rows } = await sql<{ first_position: bigint; refs: Buffer }>`
    select r.first_position, r.refs from ${sql.table(table)} h cross join lateral (
      select * from evidence_run where (first_xid, first_ref) <= (h.xid, ${ref}::bytea)
      order by first_xid desc, first_ref desc limit 1
    ) r where h.id = ${id}`.execute(read);
  const [run] = rows;
  if (!run) return null;
  for (let at = run.refs.indexOf(ref); at >= 0; at = run.refs.indexOf(ref, at + 1))
    if (at % REF_BYTES === 0) return Number(run.first_position) + at / REF_BYTES;
  return null;
}
