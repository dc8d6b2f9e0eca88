import type { Insertable } from 'kysely';
import type { Schema, Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';

/** The rows of one attempt, a voucher each. */
export function readAttempt(tx: Tx, id: Id) {
  return tx
    .selectFrom('voucher_attempt')
    .select(['voucher_id', 'reason', 'note', 'made_by'])
    .where('id', '=', id)
    .execute();
}

export async function insertAttempt(
  tx: Tx,
  rows: readonly Insertable<Schema['voucher_attempt']>[],
): Promise<void> {
  await tx
    .insertInto('voucher_attempt')
    .values([...rows])
    .execute();
}
