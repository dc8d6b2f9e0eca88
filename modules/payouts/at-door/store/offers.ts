import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';

/** The hand that each handover is meant for; null for one that is no offer. */
export async function readTowards(tx: Tx, offerIds: readonly Id[]): Promise<Map<Id, Id | null>> {
  const rows = await tx
    .selectFrom('handover')
    .select(['id', 'toward_hand'])
    .where('id', 'in', [...offerIds])
    .execute();
  return new Map(rows.map((row) => [row.id, row.toward_hand]));
}

/** What offers held when they were made. */
export async function readOffersMade(
  tx: Tx,
  offerIds: readonly Id[],
): Promise<{ id: Id; amountVnd: bigint; voucherIds: Id[] }[]> {
  const { rows } = await sql<{ id: Id; amountVnd: bigint; voucherIds: Id[] }>`
    -- named: offers as they were made
    select i.id, (select coalesce(sum(amount_vnd), 0)::bigint from money_move where handover_id = i.id) as "amountVnd",
      array(select thing_id::text from thing_move where handover_id = i.id) as "voucherIds"
    from unnest(${[...offerIds]}::uuid[]) as i(id)`.execute(tx);
  return rows;
}
