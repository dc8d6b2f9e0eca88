import { sql } from 'kysely';
import type { Read } from '../db/types.ts';
import { BEGINNING, leavesAfter, type Place, REF_BYTES } from './leaf-text.ts';
import { type Hash, HASH_BYTES } from './merkle.ts';

/** What the tree holds at a position beside what the rows say there now. */
export interface Compared<Found> {
  /** Null for a row that no leaf was made of, though its place is among those that were. */
  readonly position: number | null;
  readonly ref: Buffer;
  /** The hash that the tree was built with. */
  readonly stored: Hash | null;
  /** Null when the row is gone. */
  readonly found: (Found & { readonly xid: string }) | null;
}

/** Read at a time: the rows of whole runs up to about this many leaves. */
const WINDOW = 4096;

interface Run {
  readonly first_position: bigint;
  readonly size: number;
  readonly last_xid: string;
  readonly last_ref: Buffer;
  readonly refs: Buffer;
  readonly hashes: Buffer;
}

/** Texts of the leaves, for what leaves the system; or only their hashes, made where the rows lie. */
export const AS_TEXT = sql`leaf`;
export const AS_HASH = sql`sha256('\\x00'::bytea || convert_to(leaf, 'UTF8')) as hash`;

/** Where a run begins: the end of the one before it. */
async function placeBefore(read: Read, position: number): Promise<Place> {
  const row = await read
    .selectFrom('evidence_run')
    .select(['last_xid', 'last_ref'])
    .where('first_position', '<', BigInt(position))
    .orderBy('first_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { xid: row.last_xid, ref: row.last_ref } : BEGINNING;
}

/**
 * Goes through the tree from position `from`, where a run begins, to `to`, where one ends, and sets beside each leaf
 * what its rows say now: all leaves in their order, and after those of each window the rows that are not in the tree.
 */
export async function* walkLeaves<Found>(
  read: Read,
  from: number,
  to: number,
  what: typeof AS_TEXT,
): AsyncGenerator<Compared<Found>> {
  let place = await placeBefore(read, from);
  for (let next = from; next < to;) {
    const runs = await readRuns(read, next, to);
    const last = runs.at(-1);
    if (!last) throw new Error(`the tree holds no leaf ${next}`);
    const end: Place = { xid: last.last_xid, ref: last.last_ref };
    const rows = await readRows<Found>(read, place, end, what);
    for (const run of runs)
      for (let i = 0; i < run.size; i++) {
        const ref = run.refs.subarray(i * REF_BYTES, (i + 1) * REF_BYTES);
        const key = ref.toString('latin1');
        const stored = run.hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
        yield { position: Number(run.first_position) + i, ref, stored, found: rows.get(key) ?? null };
        rows.delete(key);
      }
    for (const [key, found] of rows)
      yield { position: null, ref: Buffer.from(key, 'latin1'), stored: null, found };
    next = Number(last.first_position) + last.size;
    place = end;
  }
}

async function readRuns(read: Read, from: number, to: number): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select first_position, size, last_xid::text as last_xid, last_ref, refs, hashes from evidence_run
    where first_position >= ${from} and first_position < ${Math.min(to, from + WINDOW)} order by first_position`.execute(
    read,
  );
  return rows;
}

type Rows<Found> = Map<string, Found & { readonly xid: string }>;

async function readRows<Found>(
  read: Read,
  after: Place,
  until: Place,
  what: typeof AS_TEXT,
): Promise<Rows<Found>> {
  const found: Rows<Found> = new Map();
  for (let place = after; ;) {
    const { rows } = await sql<{ xid: string; ref: Buffer } & Found>`
      select xid, ref, ${what} from (${leavesAfter(place, WINDOW, until)}) leaves`.execute(read);
    for (const row of rows) found.set(row.ref.toString('latin1'), row);
    const last = rows.at(-1);
    if (!last || rows.length < WINDOW) return found;
    place = { xid: last.xid, ref: last.ref };
  }
}
