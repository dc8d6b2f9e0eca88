import { type ExportLine, type Head, readLine, subjectOfLeaf } from './export-file.ts';
import { type Frontier, openFrontier, peaksOf } from './frontier.ts';
import { type KeptOutcome, openComparison } from './kept.ts';
import type { Subject } from './leaf-text.ts';
import { type Hash, HASH_BYTES, leafHash } from './merkle.ts';
import { type Checkpoint, readCheckpoint, readSuccession, signersOf } from './note.ts';

/** What is wrong, and where: `breaks` is the first signed checkpoint that no longer holds because of it. */
export interface Finding {
  what:
    | 'dropped'
    | 'doubled'
    | 'reordered'
    | 'edited'
    | 'added'
    /** Somewhere in `position` and the `count` leaves from there: texts, hashes and positions agree, the root does not. */
    | 'changed'
    | 'unreadable'
    | 'cut_off'
    | 'keys_broken'
    | 'key_unknown'
    | 'checkpoint_unsigned'
    /** A checkpoint of another record stands among the leaves. */
    | 'checkpoint_foreign'
    /** The `count` leaves from `position` on lie under no signed checkpoint. */
    | 'checkpoint_missing'
    /** A checkpoint that was kept elsewhere says otherwise, is of another record, or is signed by none of the keys. */
    | 'contradicts_kept'
    | 'kept_foreign'
    | 'kept_unsigned'
    /** Another program saved the file: its mark stands before the text, or its line ends are not ours. */
    | 'rewritten';
  position: number | null;
  count: number;
  subject: Subject | null;
  breaks: { readonly size: number; readonly signedAt: string } | null;
}

export interface Kept {
  /** A checkpoint that was kept outside, as its note. */
  readonly checkpoint?: string;
  /** The first public key, as it was made known. */
  readonly key?: string;
}

export interface Verdict {
  readonly outcome: 'whole' | 'broken';
  readonly origin: string;
  readonly from: number;
  readonly to: number;
  readonly leaves: number;
  /** Signed checkpoints whose root these leaves give. */
  readonly confirmed: number;
  readonly last: { readonly size: number; readonly signedAt: string; readonly root: string } | null;
  /** The first public key, as the file says. Whoever forges a file whole brings a key of their own. */
  readonly key: string | null;
  /** What became of the checkpoint that was kept: null when none was given. */
  readonly kept: KeptOutcome | null;
  /** How many leaves the file lacks to reach the checkpoint that was kept. */
  readonly shortOfKept: number;
  /** The first of them; `found` says how many there are. */
  readonly findings: readonly Finding[];
  readonly found: number;
}

/** Findings are listed up to this many; a file that is damaged throughout is not told row by row. */
const FINDINGS_MAX = 1000;

interface Gap {
  from: number;
  to: number;
  readonly finding: Finding;
}

/**
 * Checks the lines of an export one after the other, with memory for one of them: it recomputes every leaf, the order,
 * the tree, and the root of each signed checkpoint. It needs no database, and trusts nothing but `kept`.
 */
export function openVerification(
  head: Head,
  kept: Kept = {},
): {
  take(text: string): void;
  end(): Verdict;
  /** Tells that another program saved the file. */
  rewritten(): void;
} {
  const findings: Finding[] = [];
  let found = 0;
  let open: Finding[] = [];
  const gaps: Gap[] = [];
  let tree: Frontier | null = null;
  let next = head.from;
  let before: { readonly xid: bigint; readonly subject: Subject | null } | null = null;
  let [leaves, confirmed, good] = [0, 0, head.from];
  let last: Checkpoint | null = null;
  let counted: number | null = null;
  let rewritten = false;

  function find(
    what: Finding['what'],
    position: number | null,
    subject: Subject | null = null,
    count = 1,
  ): Finding {
    const finding: Finding = { what, position, count, subject, breaks: null };
    found++;
    if (findings.length < FINDINGS_MAX) {
      findings.push(finding);
      open.push(finding);
    }
    return finding;
  }

  const keys = readSuccession(head.keys) ?? [];
  if (keys.length === 0) find('keys_broken', null);
  else if (kept.key !== undefined && head.keys[0]?.verifier !== kept.key.trim()) find('key_unknown', null);
  const comparison = openComparison(kept.checkpoint, head, keys);
  if (comparison.why) find(comparison.why, null);

  const left = head.left.map((hash) => Buffer.from(hash, 'base64'));
  if (left.length === peaksOf(head.from).length && left.every((hash) => hash.length === HASH_BYTES))
    tree = openFrontier(head.from, left);
  else find('unreadable', head.from);
  compareKept();

  function compareKept(): void {
    if (tree && !comparison.compare(tree))
      find('contradicts_kept', good, null, next - good).breaks = comparison.checkpoint;
  }

  function grow(hash: Hash): void {
    tree?.add(hash);
    compareKept();
  }

  function miss(to: number, subject: Subject | null = null): void {
    const gap = { from: next, to, finding: find('dropped', next, subject, to - next) };
    if (gaps.length < FINDINGS_MAX) gaps.push(gap);
    tree = null;
    next = to;
  }

  /** A row at a position that was passed: it comes late, or a second time. */
  function late(n: number, subject: Subject | null): void {
    const gap = gaps.find(({ from, to }) => n >= from && n < to);
    if (!gap) find('doubled', n, subject);
    else if (gap.to - gap.from === 1) {
      Object.assign(gap.finding, { what: 'reordered', subject });
      gaps.splice(gaps.indexOf(gap), 1);
    } else {
      find('reordered', n, subject);
      gap.finding.count--;
    }
  }

  function takeLeaf({ n, xid, hash, leaf }: Extract<ExportLine, { line: 'leaf' }>): void {
    leaves++;
    const subject = subjectOfLeaf(leaf);
    const stored = Buffer.from(hash, 'base64');
    if (!leafHash(leaf).equals(stored)) find('edited', n, subject);
    if (n < next) return late(n, subject);
    if (n > next) miss(n);
    if (before && !isBehind({ xid, subject }, before))
      find(isSame(subject, before.subject) ? 'doubled' : 'reordered', n, subject);
    before = { xid, subject };
    next = n + 1;
    grow(stored);
  }

  function takeCheckpoint(note: string): void {
    const checkpoint = readCheckpoint(note);
    if (checkpoint && checkpoint.origin !== head.origin) return void find('checkpoint_foreign', next);
    if (!checkpoint || signersOf(note, keys).length === 0) return void find('checkpoint_unsigned', next);
    if (checkpoint.size > next) miss(checkpoint.size);
    if (tree?.size === checkpoint.size) {
      if (tree.root().equals(checkpoint.root)) {
        confirmed++;
        good = checkpoint.size;
      } else {
        find('changed', good, null, checkpoint.size - good);
        tree = null;
      }
    }
    for (const finding of open)
      if ((finding.position ?? 0) < checkpoint.size)
        finding.breaks ??= { size: checkpoint.size, signedAt: checkpoint.signedAt };
    open = open.filter((finding) => finding.breaks === null);
    if (!last || checkpoint.size > last.size) last = checkpoint;
  }

  return {
    take: (text) => {
      const line = counted === null ? readLine(text) : null;
      if (!line) return void find('unreadable', next);
      if (line.line === 'leaf') takeLeaf(line);
      else if (line.line === 'missing') {
        find('dropped', line.n, line.subject);
        next = line.n + 1;
        grow(Buffer.from(line.hash, 'base64'));
      } else if (line.line === 'added') find('added', next, subjectOfLeaf(line.leaf));
      else if (line.line === 'checkpoint') takeCheckpoint(line.note);
      else counted = line.count;
    },
    rewritten: () => {
      rewritten = true;
    },
    end: () => {
      if (next < head.to) miss(head.to);
      if (counted === null) find('cut_off', next);
      else if (counted !== leaves && findings.length === 0)
        find('dropped', null, null, Math.abs(counted - leaves));
      if (last?.size !== next || next !== head.to)
        find('checkpoint_missing', last?.size ?? head.from, null, next - (last?.size ?? head.from));
      if (tree && tree.root().toString('base64') !== head.root && findings.length === 0)
        find('changed', good, null, next - good);
      if (rewritten) find('rewritten', null);
      return {
        outcome: findings.length === 0 ? 'whole' : 'broken',
        origin: head.origin,
        from: head.from,
        to: head.to,
        leaves,
        confirmed,
        last: last && { size: last.size, signedAt: last.signedAt, root: last.root.toString('base64') },
        key: head.keys[0]?.verifier ?? null,
        kept: comparison.outcome,
        shortOfKept: Math.max(0, (comparison.checkpoint?.size ?? 0) - head.to),
        findings,
        found,
      };
    },
  };
}

type Placed = { readonly xid: bigint; readonly subject: Subject | null };

const KINDS: readonly Subject['kind'][] = ['handover', 'look', 'operation'];

/** Leaves stand in the order of transaction, kind and id. A subject that cannot be read breaks no order by itself. */
function isBehind(a: Placed, b: Placed): boolean {
  if (a.xid !== b.xid) return a.xid > b.xid;
  if (!a.subject || !b.subject) return true;
  if (a.subject.kind !== b.subject.kind) return KINDS.indexOf(a.subject.kind) > KINDS.indexOf(b.subject.kind);
  return a.subject.kind === 'look'
    ? BigInt(a.subject.id) > BigInt(b.subject.id)
    : a.subject.id > b.subject.id;
}

const isSame = (a: Subject | null, b: Subject | null) => a !== null && a.kind === b?.kind && a.id === b.id;
