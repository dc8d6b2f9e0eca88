import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import { type Id, newId } from '#kernel/words/id.ts';

/**
 * Whether the ruling that stands on a difference is taken back as such: a recognition is taken back as the payment it made, and one
 * that opened a claim by ruling on that.
 */
export async function isReversible(read: Read | Tx, caseId: Id): Promise<boolean> {
  const { rows } = await sql<{ reversible: boolean }>`
    select exists (
      select from custody_case_entry e join handover h on h.id = e.handover_id and h.kind = 'case-ruling'
      where e.case_id = ${caseId} and e.kind = 'ruled' and not exists (select from custody_case c where c.handover_id = h.id)
    ) as reversible`.execute(read);
  return rows[0]?.reversible ?? false;
}

/** What a handover moved of money. */
export const listMoney = (
  tx: Tx,
  handoverId: Id,
): Promise<{ readonly from: Id; readonly to: Id; readonly amountVnd: bigint }[]> =>
  tx
    .selectFrom('money_move')
    .select(['from_hand as from', 'to_hand as to', 'amount_vnd as amountVnd'])
    .where('handover_id', '=', handoverId)
    .orderBy('n')
    .execute();

/** The hand that holds one of these things off every desk; null when all lie on desks. */
export async function findOffDesk(tx: Tx, things: readonly Id[]): Promise<NamedHand | null> {
  const { rows } = await sql<{ hand: NamedHand }>`
    select ${namedHand('h')} as hand from thing t join hand h on h.id = t.holder
    where t.id = any (${[...things]}::uuid[]) and h.kind <> 'desk' order by t.id limit 1`.execute(tx);
  return rows[0]?.hand ?? null;
}

/** Opens a difference again; the function is the only way, and the second wall of `takeRulingBack`. */
export async function reopenCase(
  tx: Tx,
  now: Date,
  it: { readonly caseId: Id; readonly handoverId: Id; readonly by: Id; readonly note: string },
): Promise<void> {
  await sql`select take_case_ruling_back(${now}, ${newId()}, ${it.caseId}, ${it.handoverId}, ${it.by}, ${it.note})`.execute(
    tx,
  );
}
