import type { Operation } from '#kernel/devices/operation.ts';
import type { Acts, AnyKind } from './kinds/kind.ts';
import type { Packed } from './store/packed.ts';
import { isOpen } from './store/queue.ts';
import type { Act, Kept } from './store/shapes.ts';

/** What an operation says. */
export function actOf({ text, seq, id, kind, answer, settledAt }: Kept): Act {
  const { occurredAt, body, clock } = JSON.parse(text) as Pick<Operation, 'occurredAt' | 'body' | 'clock'>;
  const at = new Date(Date.parse(occurredAt) + (clock.offsetMs ?? 0)).toISOString();
  return { seq, id, kind, occurredAt, at, body, answer, settledAt };
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
