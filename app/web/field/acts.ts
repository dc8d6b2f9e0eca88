import type { Acts, AnyKind } from './kinds/kind.ts';
import type { Packed } from './store/packed.ts';
import { isOpen } from './store/queue.ts';
import type { Act, Kept } from './store/shapes.ts';

/** What an operation says. */
export function actOf({ text, seq, id, kind, answer, settledAt }: Kept): Act {
  const { occurredAt, body } = JSON.parse(text) as Pick<Act, 'occurredAt' | 'body'>;
  return { seq, id, kind, occurredAt, body, answer, settledAt };
}

/** The acts of a kind, parted by whether the pack counts them. */
export function actsOf(kind: Pick<AnyKind, 'module'>, packed: Packed, acts: readonly Act[]): Acts {
  const own = acts.filter((act) => act.kind.startsWith(`${kind.module}.`));
  return {
    counted: own.filter((act) => act.seq <= packed.afterSeq),
    since: own.filter((act) => act.seq > packed.afterSeq),
  };
}

export const countUnsent = (kept: readonly Kept[]) => kept.filter((each) => each.answer === null).length;

/** Operations that wait for a human. */
export const openQuestions = (acts: readonly Act[]) =>
  acts.filter((act) => isOpen(act.answer, act.settledAt));
