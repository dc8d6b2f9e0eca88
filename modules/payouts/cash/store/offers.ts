import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { type HandRow, type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';

/**
 * Offers that wait for a hand of this office, or that a hand of it has made, the oldest first: one more than the limit, or all
 * without one.
 */
export async function listOpenOffers(
  read: Read,
  officeId: Id,
  { after = null, limit }: { readonly after?: readonly string[] | null; readonly limit?: number } = {},
) {
  const { rows } = await sql<{
    id: Id;
    from: NamedHand;
    toward: NamedHand;
    toward_hand: Id;
    incoming: boolean;
    actor_name: string;
    offered_at: Date;
    amount: bigint;
    things: bigint;
    count: Count | null;
    place: string[];
  }>`
    select array[o.offered_at::text, o.handover_id::text] as place, o.handover_id as id, ${namedHand('f')} as "from", ${namedHand('t')} as toward, t.id as toward_hand, t.office_id = ${officeId} as incoming, h.actor_name, o.offered_at,
      (select coalesce(sum(amount_vnd), 0)::bigint from money_move m where m.handover_id = o.handover_id) as amount,
      (select count(*) from thing_move m where m.handover_id = o.handover_id) as things,
      (select jsonb_object_agg(denomination::text, pieces) from cash_count c where c.handover_id = o.handover_id and c.side = 'offered') as count
    from open_offer o join handover h on h.id = o.handover_id join hand f on f.id = o.from_hand join hand t on t.id = o.toward_hand
    where ${officeId} in (f.office_id, t.office_id)
      and ${after === null ? sql`true` : sql`(o.offered_at, o.handover_id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by o.offered_at, o.handover_id limit ${limit === undefined ? null : limit + 1}`.execute(read);
  return rows.map((row) => ({
    place: row.place,
    id: row.id,
    from: row.from,
    toward: row.toward,
    towardHand: row.toward_hand,
    incoming: row.incoming,
    by: row.actor_name,
    offeredAt: row.offered_at,
    amountVnd: row.amount,
    things: Number(row.things),
    count: row.count ?? {},
  }));
}

/** From whom and toward whom an offer was made, answered or not; null when the handover was no offer. */
export async function findOfferHands(read: Read, offerId: Id): Promise<{ from: Id; toward: Id } | null> {
  const { rows } = await sql<{ from_hand: Id; toward_hand: Id }>`
    select coalesce((select from_hand from money_move where handover_id = h.id limit 1),
      (select from_hand from thing_move where handover_id = h.id limit 1)) as from_hand, h.toward_hand
    from handover h where h.id = ${offerId} and h.toward_hand is not null`.execute(read);
  return rows[0] ? { from: rows[0].from_hand, toward: rows[0].toward_hand } : null;
}

/** The hands that offers are made to, by offer. */
export async function readTakers(read: Read, offerIds: readonly Id[]): Promise<Map<Id, HandRow>> {
  const rows = await read
    .selectFrom('handover as o')
    .innerJoin('hand as h', 'h.id', 'o.toward_hand')
    .innerJoin('office as p', 'p.id', 'h.office_id')
    .select([
      'o.id as offer',
      'h.id',
      'h.kind',
      'h.office_id as officeId',
      'h.staff_id as staffId',
      'h.name',
      'p.name as office',
    ])
    .$narrowType<{ kind: HandRow['kind'] }>()
    .where('o.id', 'in', [...offerIds])
    .execute();
  return new Map(rows.map(({ offer, ...hand }) => [offer, hand]));
}

/** At which office an answer to an offer was posted, and the hash of its input; null when it has not come yet. */
export async function findAnswer(read: Read, id: Id): Promise<{ officeId: Id; inputHash: Buffer } | null> {
  const row = await read
    .selectFrom('handover')
    .select(['office_id as officeId', 'input_hash as inputHash'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}
