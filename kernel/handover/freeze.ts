import { sql } from 'kysely';
import type { Read, Tx } from '../db/types.ts';
import { type Id, newId } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import { type NamedHand, namedHand } from './hands.ts';

export interface Freeze {
  readonly id: Id;
  readonly handId: Id;
  readonly hand: NamedHand;
  readonly reason: string;
  readonly frozenAt: Date;
}

/**
 * The open freeze of each hand that has one: nothing leaves or enters it but by the procedure that froze it. Within the
 * transaction in which that procedure has released a hand for its own posting, it is free.
 */
export async function findFreezes(read: Read | Tx, hands: readonly Id[]): Promise<Map<Id, Freeze>> {
  if (hands.length === 0) return new Map();
  const { rows } = await sql<Freeze>`
    -- named: find freezes
    select f.id, f.hand_id as "handId", ${namedHand('h')} as hand, f.reason, f.frozen_at as "frozenAt"
    from hand_freeze f join hand h on h.id = f.hand_id
    where f.hand_id = any (${[...new Set(hands)]}::uuid[]) and not exists (select from hand_thaw t where t.freeze_id = f.id)
      and not exists (select from hand_balance b where b.hand_id = f.hand_id and b.held_vnd is null)`.execute(
    read,
  );
  return new Map(rows.map((row) => [row.handId, row]));
}

/** Why nothing moves in or out of this hand now (`hand_frozen`), or null. */
export function whyFrozen(freezes: ReadonlyMap<Id, Freeze>, ...hands: readonly Id[]): Refusal | null {
  const freeze = hands.map((hand) => freezes.get(hand)).find((each) => each !== undefined);
  return freeze
    ? new Refusal('hand_frozen', {
        hand: freeze.hand,
        at: freeze.frozenAt.toISOString(),
        reason: freeze.reason,
      })
    : null;
}

/** Freezes a hand; one that is frozen stays as it is. */
export async function freezeHand(
  tx: Tx,
  now: Date,
  command: { readonly handId: Id; readonly by: Id; readonly reason: string },
): Promise<void> {
  const { handId, by, reason } = command;
  if ((await findFreezes(tx, [handId])).size > 0) return;
  await tx
    .insertInto('hand_freeze')
    .values({ id: newId(), hand_id: handId, reason, frozen_by: by, frozen_at: now })
    .execute();
  await holdHand(tx, handId, true);
}

/**
 * The second wall of a freeze: while a frozen hand is held, its row's own check refuses whatever would change its balance
 * or take a thing from it, whoever posts. The procedure that froze it releases it for its own posting.
 */
export async function holdHand(tx: Tx, handId: Id, held: boolean): Promise<void> {
  await sql`select hold_hand(${handId}, ${held})`.execute(tx);
}

export async function thawHand(
  tx: Tx,
  now: Date,
  command: { readonly handId: Id; readonly by: Id; readonly reason: string },
): Promise<void> {
  const { handId, by, reason } = command;
  const freeze = (await findFreezes(tx, [handId])).get(handId);
  if (!freeze) return;
  await tx
    .insertInto('hand_thaw')
    .values({ freeze_id: freeze.id, reason, thawed_by: by, thawed_at: now })
    .execute();
  await holdHand(tx, handId, false);
}
