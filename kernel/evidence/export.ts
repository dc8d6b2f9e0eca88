import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import type { Read } from '../db/types.ts';
import type { Day } from '../words/day.ts';
import { findCheckpointCovering, listKeys, newestCheckpoint, type SignedCheckpoint } from './checkpoints.ts';
import {
  addedLine,
  checkpointLine,
  endLine,
  EXPORT_FORM,
  type Head,
  leafLine,
  missingLine,
} from './export-file.ts';
import { peaksOf } from './frontier.ts';
import { subjectOf } from './leaf-text.ts';
import { readRoot, storedSubtrees } from './tree.ts';
import { AS_TEXT, walkLeaves } from './walk.ts';

export interface Range {
  readonly from: number;
  /** The size of a signed tree, so that the export ends with a checkpoint. */
  readonly to: number;
}

/**
 * The leaves of what was recorded on the days from `from` to `to`, both included, widened to whole runs and to the next
 * checkpoint; an open end reaches to the beginning or to the newest checkpoint. Null before the first checkpoint.
 */
export async function findRange(read: Read, from: Day | null, to: Day | null): Promise<Range | null> {
  const newest = await newestCheckpoint(read);
  if (!newest) return null;
  const { rows } = await sql<{ from: bigint | null; to: bigint | null }>`
    with recorded as (
      select (select min(xid) from handover where recorded_at >= ${from}::date) as h_from,
        (select min(xid) from access_log where at >= ${from}::date) as a_from,
        (select max(xid) from handover where recorded_at < ${to}::date + 1) as h_to,
        (select max(xid) from access_log where at < ${to}::date + 1) as a_to
    )
    select (select min(first_position) from evidence_run where last_xid >= least(h_from, a_from)) as "from",
      (select max(first_position + size) from evidence_run where first_xid <= greatest(h_to, a_to)) as "to"
    from recorded`.execute(read);
  const end = to === null ? newest.size : Number(rows[0]?.to ?? 0);
  const covering = (await findCheckpointCovering(read, end)) ?? newest;
  const begin = from === null ? 0 : Number(rows[0]?.from ?? covering.size);
  return { from: Math.min(begin, covering.size), to: covering.size };
}

export interface Exported extends Range {
  readonly leaves: number;
  readonly root: string;
  readonly checkpoints: number;
}

/** Checkpoints nearer to each other than this many leaves are not all written: each says all that those before it say. */
const CHECKPOINTS_APART = 256;

/** Writes a range of the record to a file that verifies by itself. What the rows say now is written, whatever the tree says. */
export async function exportEvidence(read: Read, { from, to }: Range, path: string): Promise<Exported> {
  const keys = await listKeys(read);
  const newest = (await newestCheckpoint(read)) as SignedCheckpoint;
  const subtrees = storedSubtrees(read);
  const left: string[] = [];
  for (const { level, index } of peaksOf(from)) left.push((await subtrees(level, index)).toString('base64'));
  const root = (await readRoot(read, to)).toString('base64');
  const head: Head = { export: EXPORT_FORM, origin: newest.origin, from, to, root, left, keys };
  const tally = { leaves: 0, checkpoints: 0 };
  await pipeline(Readable.from(lines(read, head, tally)), createGzip(), createWriteStream(path));
  return { from, to, root, ...tally };
}

async function* lines(
  read: Read,
  head: Head,
  tally: { leaves: number; checkpoints: number },
): AsyncGenerator<string> {
  yield `${JSON.stringify(head)}\n`;
  let written = head.from;
  let coming = await nextCheckpoint(read, head, written);
  for await (const { position, ref, stored, found } of walkLeaves<{ leaf: string }>(
    read,
    head.from,
    head.to,
    AS_TEXT,
  )) {
    if (position === null) {
      if (found) yield addedLine(found.leaf);
      continue;
    }
    const hash = (stored as Buffer).toString('base64');
    if (found) {
      tally.leaves++;
      yield leafLine(position, found.xid, hash, found.leaf);
    } else yield missingLine(position, hash, subjectOf(ref));
    if (coming?.size === position + 1) {
      tally.checkpoints++;
      yield checkpointLine(coming.note);
      written = coming.size;
      coming = await nextCheckpoint(read, head, written);
    }
  }
  yield endLine(tally.leaves);
}

async function nextCheckpoint(read: Read, { to }: Head, written: number): Promise<SignedCheckpoint | null> {
  if (written >= to) return null;
  const next = await findCheckpointCovering(read, Math.min(to, written + CHECKPOINTS_APART));
  return next && next.size <= to ? next : null;
}
