import type { Doer } from '#kernel/handover/envelope.ts';
import type { PostAnswer } from '#kernel/handover/post.ts';
import { Refusal } from '#kernel/words/refusal.ts';

/** A person who acts; jobs never stand in for one. */
export type Person = Doer & { readonly kind: 'person' };

/** What the ledger says no with, and what this module calls it. */
const REFUSED: Readonly<Partial<Record<PostAnswer['answer'], string>>> = {
  short: 'hand_short',
  over_limit: 'hand_over_limit',
  not_holder: 'held_elsewhere',
  answered: 'offer_closed',
  held: 'hand_frozen',
  reversed: 'already_reversed',
};

/** The ledger's answer as this module's refusal; null for `posted` and `already`. */
export function refusalOf(answer: PostAnswer | undefined): Refusal | null {
  if (answer?.answer === 'posted' || answer?.answer === 'already') return null;
  const code = answer && REFUSED[answer.answer];
  return code ? new Refusal(code, answer.facts) : new Refusal('conflict', { answer: answer?.answer });
}

/** Throws what the ledger refused; `posted` and `already` pass. */
export function mustPost(answer: PostAnswer | undefined): 'posted' | 'already' {
  const refusal = refusalOf(answer);
  if (refusal) throw refusal;
  return (answer as PostAnswer).answer as 'posted' | 'already';
}
