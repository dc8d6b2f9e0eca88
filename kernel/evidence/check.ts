import type { Database } from '../db/connect.ts';
import type { Read } from '../db/types.ts';
import { newId } from '../words/id.ts';
import { findCheckpointCovering, listKeys, type SignedCheckpoint } from './checkpoints.ts';
import { type Frontier, openFrontier, type StoredNode } from './frontier.ts';
import { type Subject, subjectOf } from './leaf-text.ts';
import { readSuccession, signersOf, type Verifier } from './note.ts';
import { readEnd } from './tree.ts';
import type { Finding } from './verify-export.ts';
import { AS_HASH, walkLeaves } from './walk.ts';

export interface CheckReport {
  readonly id: string;
  readonly outcome: 'whole' | 'broken';
  /** Leaves compared. */
  readonly size: number;
  readonly findings: readonly Finding[];
}

const FINDINGS_MAX = 1000;
const NODES_TOGETHER = 1000;

/**
 * Makes every leaf again from the rows as they are now and compares: with the hashes the tree was built with, the stored
 * nodes, and each signed checkpoint. An edit, a removal or an insertion in the ledger or the access log, by whoever may
 * do such things, is named together with the checkpoint that it breaks. The outcome is kept.
 */
export async function checkEvidence(db: Database, clock: { now(): Date }): Promise<CheckReport> {
  const beganAt = clock.now();
  const { size } = await readEnd(db.read);
  const findings = await compare(db.read, size);
  const outcome = findings.length === 0 ? 'whole' : 'broken';
  const id = newId();
  await db.pool.query('select record_evidence_check($1, $2, $3, $4, $5, $6)', [
    id,
    beganAt,
    clock.now(),
    size,
    outcome,
    JSON.stringify(findings),
  ]);
  return { id, outcome, size, findings };
}

async function compare(read: Read, size: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  const find = (
    what: Finding['what'],
    position: number | null,
    subject: Subject | null = null,
    count = 1,
  ) => {
    if (findings.length < FINDINGS_MAX) findings.push({ what, position, count, subject, breaks: null });
  };
  const keys = readSuccession(await listKeys(read));
  if (!keys) find('keys_broken', null);
  const tree = openFrontier();
  let nodes: StoredNode[] = [];
  let good = 0;
  let coming = await findCheckpointCovering(read, 1);
  let before: { readonly xid: bigint; readonly ref: Buffer } | null = null;
  for await (const { position, ref, stored, found } of walkLeaves<{ hash: Buffer }>(read, 0, size, AS_HASH)) {
    if (position === null || stored === null) {
      find('added', tree.size, subjectOf(ref));
      continue;
    }
    if (!found) find('dropped', position, subjectOf(ref));
    else {
      if (!found.hash.equals(stored)) find('edited', position, subjectOf(ref));
      const xid = BigInt(found.xid);
      if (before && (xid < before.xid || (xid === before.xid && Buffer.compare(ref, before.ref) <= 0)))
        find('reordered', position, subjectOf(ref));
      before = { xid, ref };
    }
    nodes.push(...tree.add(stored));
    if (nodes.length >= NODES_TOGETHER) {
      await compareNodes(read, nodes, find);
      nodes = [];
    }
    if (coming?.size === tree.size) {
      const what = whyBroken(coming, tree, keys ?? []);
      if (what) find(what, good, null, coming.size - good);
      else good = coming.size;
      coming = await findCheckpointCovering(read, tree.size + 1);
    }
  }
  await compareNodes(read, nodes, find);
  for (const finding of findings) {
    const broken =
      finding.position === null ? null : await findCheckpointCovering(read, finding.position + 1);
    finding.breaks = broken && { size: broken.size, signedAt: broken.signedAt };
  }
  return findings;
}

function whyBroken(
  checkpoint: SignedCheckpoint,
  tree: Frontier,
  keys: readonly Verifier[],
): Finding['what'] | null {
  if (signersOf(checkpoint.note, keys).length === 0) return 'checkpoint_unsigned';
  return tree.root().equals(checkpoint.root) ? null : 'changed';
}

/** A stored node that is not what its leaves give would make false proofs of true leaves. */
async function compareNodes(
  read: Read,
  nodes: readonly StoredNode[],
  find: (what: Finding['what'], position: number, subject: null, count: number) => void,
): Promise<void> {
  if (nodes.length === 0) return;
  const levels = [...new Set(nodes.map(({ level }) => level))];
  for (const level of levels) {
    const made = nodes.filter((node) => node.level === level);
    const rows = await read
      .selectFrom('evidence_node')
      .select(['index', 'hash'])
      .where('level', '=', level)
      .where('index', '>=', BigInt(made[0]?.index ?? 0))
      .where('index', '<=', BigInt(made.at(-1)?.index ?? 0))
      .execute();
    const kept = new Map(rows.map((row) => [Number(row.index), row.hash]));
    for (const { index, hash } of made)
      if (!kept.get(index)?.equals(hash)) find('changed', index * 2 ** level, null, 2 ** level);
  }
}
