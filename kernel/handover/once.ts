import { createHash } from 'node:crypto';
import { takeTurn } from '../db/turn.ts';
import type { Tx } from '../db/types.ts';
import type { Id } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import { canonical } from './envelope.ts';

/** An act that posts several handovers, or none, under one id of its maker. */
export interface Act {
  readonly id: Id;
  readonly kind: string;
  readonly by: Id;
  /** All that was asked; the same id with another input is another act, and is refused. */
  readonly input: unknown;
}

/**
 * Does an act once: sent again with the same input by the same person, it is answered with its first answer and
 * `already`, and nothing is done. The answer is kept as JSON and may hold bigints, but no Date. Refuses `conflict` for a used id.
 */
export async function once<T extends object>(
  tx: Tx,
  now: Date,
  act: Act,
  work: () => Promise<T>,
): Promise<T & { readonly already: boolean }> {
  const { id, kind, by, input } = act;
  const hash = createHash('sha256').update(canonical({ kind, by, input })).digest();
  await takeTurn(tx, id);
  const earlier = await tx.selectFrom('act_receipt').selectAll().where('id', '=', id).executeTakeFirst();
  if (earlier && !earlier.input_hash.equals(hash)) throw new Refusal('conflict', { id });
  if (earlier) return { ...(revived(earlier.answer) as T), already: true };
  const answer = await work();
  await tx
    .insertInto('act_receipt')
    .values({ id, kind, input_hash: hash, answer: JSON.stringify(answer, kept), recorded_at: now })
    .execute();
  return { ...answer, already: false };
}

/** JSON has no bigint: one is kept as its digits under a name of its own. */
function kept(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { bigint: value.toString() } : value;
}

function revived(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (_key, value: { readonly bigint?: string } | null) =>
    typeof value === 'object' && typeof value?.bigint === 'string' ? BigInt(value.bigint) : value,
  );
}
