import type { Frontier } from './frontier.ts';
import { type Checkpoint, readCheckpoint, signersOf, tidyNote, type Verifier } from './note.ts';

/** Why a checkpoint that was kept elsewhere cannot be held against a record: it is of another one, or none of its keys signed it. */
export type WhyNotKept = 'kept_foreign' | 'kept_unsigned';

/** What became of a checkpoint that was kept elsewhere. */
export type KeptOutcome =
  | 'confirmed'
  | 'contradicted'
  | 'ends_before_it'
  | 'begins_after_it'
  /** It is of no use, or what is broken lies before it. */
  | 'not_compared';

export function readKept(
  kept: string,
  origin: string,
  keys: readonly Verifier[],
): Checkpoint | { readonly why: WhyNotKept } {
  const note = tidyNote(kept);
  const checkpoint = readCheckpoint(note);
  if (checkpoint && checkpoint.origin !== origin) return { why: 'kept_foreign' };
  return checkpoint && signersOf(note, keys).length > 0 ? checkpoint : { why: 'kept_unsigned' };
}

/** The checkpoint that was kept, held against a tree that grows from `from` to `to` leaves. */
export interface KeptComparison {
  readonly why: WhyNotKept | null;
  readonly checkpoint: Checkpoint | null;
  /** Null when none was kept. */
  readonly outcome: KeptOutcome | null;
  /** Compares once, when the tree has the checkpoint's size; answers false when its root is another. */
  compare(tree: Frontier): boolean;
}

export function openComparison(
  kept: string | undefined,
  range: { readonly origin: string; readonly from: number; readonly to: number },
  keys: readonly Verifier[],
): KeptComparison {
  const read = kept === undefined ? null : readKept(kept, range.origin, keys);
  const why = read && 'why' in read ? read.why : null;
  const checkpoint = read && 'why' in read ? null : read;
  let outcome: KeptOutcome | null = kept === undefined ? null : 'not_compared';
  if (checkpoint && checkpoint.size > range.to) outcome = 'ends_before_it';
  if (checkpoint && checkpoint.size < range.from) outcome = 'begins_after_it';
  return {
    why,
    checkpoint,
    get outcome() {
      return outcome;
    },
    compare: (tree) => {
      if (tree.size !== checkpoint?.size || outcome !== 'not_compared') return true;
      outcome = tree.root().equals(checkpoint.root) ? 'confirmed' : 'contradicted';
      return outcome === 'confirmed';
    },
  };
}
