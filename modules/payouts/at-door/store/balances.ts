import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';

export interface BagBalance {
  readonly balanceVnd: bigint;
  readonly limitVnd: bigint | null;
  /** The last day that was closed. */
  readonly closedDay: Day | null;
}

/** What the books know in a bag. */
export function readBalance(read: Read, bagId: Id): Promise<BagBalance> {
  return read
    .selectFrom('hand_balance')
    .select(['balance_vnd as balanceVnd', 'limit_vnd as limitVnd', 'closed_day as closedDay'])
    .where('hand_id', '=', bagId)
    .executeTakeFirstOrThrow();
}

/** The cash that the books know in a bag, held until the transaction ends. */
export async function holdBalance(tx: Tx, bagId: Id): Promise<bigint> {
  const row = await tx
    .selectFrom('hand_balance')
    .select('balance_vnd')
    .where('hand_id', '=', bagId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.balance_vnd;
}
