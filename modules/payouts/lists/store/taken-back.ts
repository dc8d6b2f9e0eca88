import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Person } from '../../posting.ts';

/** A withdrawal list is written down as one that takes back another. */
export async function insertWithdrawal(
  tx: Tx,
  withdrawal: {
    readonly listId: Id;
    readonly ofList: Id;
    readonly document: string;
    readonly reason: string;
    readonly by: Id;
    readonly witnessId: Id | null;
  },
): Promise<void> {
  const { listId, ofList, document, reason, by, witnessId } = withdrawal;
  await tx
    .insertInto('list_withdrawal')
    .values({ list_id: listId, of_list: ofList, document, reason, made_by: by, witnessed_by: witnessId })
    .execute();
}

/** Writes down that a withdrawal was taken back, and what that brought. */
export async function insertRestoration(
  tx: Tx,
  now: Date,
  restoration: {
    readonly id: Id;
    readonly listId: Id;
    readonly reason: string;
    readonly vouchers: number;
    readonly totalVnd: bigint;
    readonly doer: Person;
    readonly witnessId: Id | null;
  },
): Promise<void> {
  const { id, listId, reason, vouchers, totalVnd, doer, witnessId } = restoration;
  await tx
    .insertInto('list_restoration')
    .values({
      list_id: listId,
      id,
      reason,
      vouchers,
      total_vnd: totalVnd,
      made_by: doer.id,
      made_by_name: doer.name,
      witnessed_by: witnessId,
      made_at: now,
    })
    .execute();
}

export interface Restoration {
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
}

/** The restoration of a withdrawal, if it was taken back. */
export async function findRestoration(read: Read, listId: Id): Promise<Restoration | null> {
  const row = await read
    .selectFrom('list_restoration')
    .select(['made_at as at', 'made_by_name as by', 'reason'])
    .where('list_id', '=', listId)
    .executeTakeFirst();
  return row ?? null;
}

/** What became of a list as a whole: the withdrawals that the post made of it, and, of a withdrawal, whose it is. */
export async function readTakenBack(read: Read, listId: Id) {
  const [{ rows: withdrawals }, of, restored] = await Promise.all([
    sql<{
      listId: Id;
      vouchers: number;
      totalVnd: bigint;
      by: string;
      at: Date;
      document: string;
      reason: string;
      restored: boolean;
    }>`
      select l.id as "listId", l.vouchers, l.total_vnd as "totalVnd", l.accepted_by as by, l.accepted_at as at, w.document, w.reason,
        exists (select 1 from list_restoration r where r.list_id = l.id) as restored
      from list_withdrawal w join payout_list l on l.id = w.list_id where w.of_list = ${listId} order by l.accepted_at desc limit 50`.execute(
      read,
    ),
    read
      .selectFrom('list_withdrawal as w')
      .innerJoin('payout_list as l', 'l.id', 'w.of_list')
      .select(['l.id as listId', 'l.file_name as fileName', 'w.document', 'w.reason'])
      .where('w.list_id', '=', listId)
      .executeTakeFirst(),
    findRestoration(read, listId),
  ]);
  return { withdrawals, of: of ?? null, restored };
}
